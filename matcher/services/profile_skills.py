"""Skills of a profile."""

from sqlalchemy import delete, select

from matcher.domain.choices import SkillLevel
from matcher.domain.errors import InvalidInputError
from matcher.models import Concept, Professional, ProfessionalSkill
from matcher.models.vocabulary import SKILL
from matcher.services.profile_access import changed, editable_profile
from matcher.services.profile_commands import SkillsCommand
from matcher.services.transaction import Work, transactional

MOST_SKILLS = 40


@transactional
def save_skills(work: Work, *, professional_id: int, command: SkillsCommand) -> None:
    """Make these the skills of the profile. Raises :class:`InvalidInputError` on ``skills`` for none or too many."""
    profile = editable_profile(work, professional_id)
    levels = _known(work, command.levels)
    if len(levels) > MOST_SKILLS:
        message = f"Kies ten hoogste {MOST_SKILLS} vaardigheden: de belangrijkste van uw werk."
        raise InvalidInputError(message, {"skills": message})
    work.session.execute(delete(ProfessionalSkill).where(ProfessionalSkill.professional_id == profile.id))
    _add(work, profile, levels)


@transactional
def add_skills(work: Work, *, professional_id: int, command: SkillsCommand) -> int:
    """Add these skills and return how many are new; what the profile has keeps its level.

    Raises :class:`InvalidInputError` on ``skills`` for none or too many.
    """
    profile = editable_profile(work, professional_id)
    levels = _known(work, command.levels)
    rows = select(ProfessionalSkill.concept_id).where(ProfessionalSkill.professional_id == profile.id)
    held = set(work.session.scalars(rows))
    new = {concept: level for concept, level in levels.items() if concept not in held}
    if len(held) + len(new) > MOST_SKILLS:
        message = (
            f"Een profiel heeft ten hoogste {MOST_SKILLS} vaardigheden. U hebt er {len(held)} en kiest er nu {len(new)}"
            " bij. Kies alleen de belangrijkste van uw werk."
        )
        raise InvalidInputError(message, {"skills": message})
    _add(work, profile, new)
    return len(new)


def _add(work: Work, profile: Professional, levels: dict[int, int]) -> None:
    work.session.add_all(
        ProfessionalSkill(professional_id=profile.id, concept_id=concept, level=level)
        for concept, level in levels.items()
    )
    changed(work, profile)


def _known(work: Work, levels: dict[int, int]) -> dict[int, int]:
    """Return only skills of the vocabulary, each with a level 1-3. Raises InvalidInputError when there is none."""
    known = work.session.scalars(select(Concept.id).where(Concept.kind == SKILL, Concept.id.in_(levels)))
    low, high = min(SkillLevel).value, max(SkillLevel).value
    found = {concept: min(max(levels[concept], low), high) for concept in sorted(known)}
    if not found:
        raise InvalidInputError(message := "Kies minstens één vaardigheid.", {"skills": message})
    return found
