"""At most so many proposals at a time: who is asked too much answers nobody."""

from matcher.domain.errors import WrongStateError
from matcher.domain.states import Party
from matcher.models import Need
from matcher.queries.proposal_room import Room, room_of_need, room_of_person
from matcher.services.transaction import Work


def demand_room(work: Work, *, professional_id: int, need: Need, party: Party) -> None:
    """Raise WrongStateError, with what to do, when person or need has all the proposals they may have.

    The caller holds the person and then the need locked: nobody begins another one meanwhile.
    """
    session = work.session
    of_person = room_of_person(session, professional_id=professional_id)
    if of_person.full:
        raise WrongStateError(_person_is_full(party, of_person))
    of_need = room_of_need(session, need_id=need.id, people_wanted=need.people_wanted)
    if of_need.full:
        raise WrongStateError(need_is_full(party, of_need))


def _person_is_full(party: Party, room: Room) -> str:
    if party is Party.PROFESSIONAL:
        return f"U hebt al {room.running} lopende voorstellen. Geef eerst antwoord op een voorstel, of stop er een."
    has = f"Deze persoon heeft al {room.running} lopende voorstellen."
    if party is Party.SCHOOL:
        return f"{has} Kies iemand anders, of probeer het later opnieuw."
    return f"{has} Stel het besluit uit tot er een klaar is, of wijs af."


def need_is_full(party: Party, room: Room) -> str:
    """Return in words that a need has all the proposals it may have, and what this party can do."""
    has = f"Deze vraag heeft al {room.running} lopende voorstellen."
    if party is Party.PROFESSIONAL:
        return f"{has} De school antwoordt daar eerst op. Kijk later nog eens, of kies een andere vraag."
    if party is Party.SCHOOL:
        return f"{has} Wacht op een antwoord, of stop eerst een voorstel. Daarna kunt u weer iemand uitnodigen."
    return f"{has} Stel het besluit uit tot er een klaar is, of wijs af."
