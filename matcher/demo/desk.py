"""What stands at the desk of the demo: a note about some people and needs, and a person handed to another region."""

from datetime import timedelta

from matcher.demo.asks import Ask
from matcher.demo.people import Person
from matcher.demo.stage import Stage
from matcher.domain.states import NeedState, ProfileState
from matcher.models import DeskNote, Transfer

HOME, AWAY = "AM05", "AM28"
ABOUT_PEOPLE = (
    "Belt liever na vijf uur.\nWil eerst een keer meekijken.",
    "Werkgever is enthousiast, wil wel een vaste dag.",
    "Heeft in maart een andere opdracht. Dan nog eens vragen.",
)
ABOUT_NEED = "De teamleider zoekt ook een reserve, mocht iemand uitvallen."
HANDED_OVER = "Verhuist dit voorjaar naar jullie kant en wil daar lesgeven. Ik heb al gebeld: bel gerust."


def fill_desk(stage: Stage, asks: list[Ask], people: list[Person]) -> None:
    """Write the notes and the transfer, as coordinators of the regions."""
    world = stage.world
    near = [p.profile for p in people[1:] if p.profile.region_code == HOME and p.profile.state is ProfileState.ACTIVE]
    far = [p.profile for p in people[1:] if p.profile.region_code == AWAY and p.profile.state is ProfileState.ACTIVE]
    asked = [ask for ask in asks if ask.need.region_code == HOME and ask.need.state is NeedState.OPEN]
    rows: list[DeskNote | Transfer] = []
    writer = stage.coordinator(asked[0]).user_id if asked else None
    for number, text in enumerate(ABOUT_PEOPLE[: len(near)]):
        at = world.now - timedelta(days=3 * number + 1)
        rows.append(DeskNote(professional_id=near[number].id, text=text, author_id=writer, at=at))
    if asked:
        rows.append(DeskNote(need_id=asked[0].need.id, text=ABOUT_NEED, author_id=writer, at=world.now))
    if far:
        moved = far[0]
        moved.desk_region_code = HOME
        rows.append(_transfer(moved.id, stage, asks))
    world.session.add_all(rows)
    world.session.flush()


def _transfer(professional_id: int, stage: Stage, asks: list[Ask]) -> Transfer:
    by = next((stage.coordinator(ask).user_id for ask in asks if ask.need.region_code == AWAY), None)
    return Transfer(
        professional_id=professional_id,
        from_region=AWAY,
        to_region=HOME,
        message=HANDED_OVER,
        by_id=by,
        at=stage.world.now - timedelta(days=2),
    )
