"""At most so many proposals at a time: who is asked too much answers nobody."""

from sqlalchemy.orm import Session

from matcher.domain.errors import WrongStateError
from matcher.domain.states import Party
from matcher.models import Need
from matcher.queries.proposal_room import Room, room_of_need, room_of_person
from matcher.services.transaction import Work


def demand_room(work: Work, *, professional_id: int, need: Need, party: Party) -> None:
    """Raise WrongStateError, with what to do, when person or need has all the proposals they may have.

    The caller holds the person and then the need locked: nobody begins another one meanwhile.
    """
    ids = {"professional_id": professional_id, "need_id": need.id}
    if why := no_room(work.session, **ids, people_wanted=need.people_wanted, party=party):
        raise WrongStateError(why)


def no_room(session: Session, *, professional_id: int, need_id: int, people_wanted: int, party: Party) -> str:
    """Return in words for this party why no proposal can begin now, and what to do; empty when one can."""
    of_person = room_of_person(session, professional_id=professional_id)
    if of_person.full:
        return _person_is_full(party, of_person)
    return no_room_at(session, need_id=need_id, people_wanted=people_wanted, party=party)


def no_room_at(session: Session, *, need_id: int, people_wanted: int, party: Party) -> str:
    """Return the same for a need, whoever it would be."""
    of_need = room_of_need(session, need_id=need_id, people_wanted=people_wanted)
    return _need_is_full(party, of_need) if of_need.full else ""


def _person_is_full(party: Party, room: Room) -> str:
    if party is Party.PROFESSIONAL:
        return f"U hebt al {room.running} lopende voorstellen. Geef eerst antwoord op een voorstel, of stop er een."
    has = f"Deze persoon heeft al {room.running} lopende voorstellen."
    if party is Party.SCHOOL:
        return f"{has} Kies iemand anders, of probeer het later opnieuw."
    return f"{has} Wacht tot er een klaar is, of wijs af."


def _need_is_full(party: Party, room: Room) -> str:
    has = f"Deze vraag heeft al {room.running} lopende voorstellen."
    if party is Party.PROFESSIONAL:
        return f"{has} De school antwoordt daar eerst op. Kijk later nog eens, of kies een andere vraag."
    if party is Party.SCHOOL:
        return f"{has} Wacht op een antwoord, of stop eerst een voorstel. Daarna kunt u weer iemand uitnodigen."
    return f"{has} Wacht tot er een klaar is, of wijs af."
