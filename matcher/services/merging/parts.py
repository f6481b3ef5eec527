"""The parts of the kept profile that come from the other one."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from matcher.domain.errors import InvalidInputError
from matcher.domain.merging import BOTH, COLUMNS, Part
from matcher.models import Professional, ProfessionalSkill, SearchArea, User
from matcher.services.employer_consent import end_live_consent
from matcher.services.profile_skills import MOST_SKILLS
from matcher.services.transaction import Work


def take_parts(work: Work, kept: Professional, merged: Professional, choices: Mapping[Part, int]) -> None:
    """Write every part that was chosen from the profile that goes; what is left of it there is dropped.

    Raises :class:`InvalidInputError` on ``skills`` when those of both are too many.
    """
    theirs = {part for part in Part if choices[part] == merged.id}
    for part in theirs & COLUMNS.keys():
        for name in COLUMNS[part]:
            setattr(kept, name, getattr(merged, name))
    _take_contact(work, kept, merged, theirs)
    _take_places(work, kept, merged, theirs=Part.PLACES in theirs)
    _take_skills(work, kept, merged, choices[Part.SKILLS])
    # A consent by mail goes with the employer that was chosen.
    end_live_consent(work, professional_id=kept.id if Part.EMPLOYER in theirs else merged.id)
    work.session.flush()


def _take_contact(work: Work, kept: Professional, merged: Professional, theirs: set[Part]) -> None:
    stays, goes = (work.session.get_one(User, row.user_id) for row in (kept, merged))
    if Part.NAME in theirs:
        stays.full_name = goes.full_name
    if Part.PHONE in theirs:
        stays.phone = goes.phone


def _take_places(work: Work, kept: Professional, merged: Professional, *, theirs: bool) -> None:
    dropped = kept if theirs else merged
    work.session.execute(delete(SearchArea).where(SearchArea.professional_id == dropped.id))
    if theirs:
        for area in work.session.scalars(select(SearchArea).where(SearchArea.professional_id == merged.id)).all():
            area.professional_id = kept.id
        kept.region_code, kept.desk_region_code = merged.region_code, merged.desk_region_code
    work.session.flush()


def _take_skills(work: Work, kept: Professional, merged: Professional, choice: int) -> None:
    """Keep the skills of one, or those of both with the higher level."""
    s = ProfessionalSkill
    wanted = (kept.id, merged.id) if choice == BOTH else (choice,)
    rows = work.session.execute(select(s.concept_id, s.level).where(s.professional_id.in_(wanted)).order_by(s.level))
    levels: dict[int, int] = dict(rows.all())
    if len(levels) > MOST_SKILLS:
        message = f"Samen zijn dit meer dan {MOST_SKILLS} vaardigheden. Kies die van één profiel."
        raise InvalidInputError(message, {"skills": message})
    work.session.execute(delete(s).where(s.professional_id.in_((kept.id, merged.id))))
    work.session.add_all(
        s(professional_id=kept.id, concept_id=concept, level=level) for concept, level in levels.items()
    )
    work.session.flush()
