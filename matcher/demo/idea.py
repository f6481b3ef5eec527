"""What a school may ask: the texts of onderwijsvragen, read from a compact form."""

from dataclasses import dataclass

from matcher.domain.choices import NeedLevel, RoleKind, Sector


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill by its key, the level 1-3, and whether it is required."""

    key: str
    level: int
    required: bool


@dataclass(frozen=True, slots=True)
class Idea:
    """An onderwijsvraag without school and dates. ``hours``: klokuren per week to choose from; ``terms``: periods."""

    key: str
    sector: Sector
    title: str
    education: str
    level: NeedLevel
    role_kind: RoleKind
    hours: tuple[int, ...]
    terms: tuple[str, ...]
    skills: tuple[AskedSkill, ...]
    goals: str


def _skill(text: str) -> AskedSkill:
    """Read ``elektro-plc-programmeren:2!``; the mark says required."""
    key, _, level = text.rstrip("!").partition(":")
    return AskedSkill(key, int(level), text.endswith("!"))


def _idea(sector: Sector, block: str) -> Idea:
    head, skills, *goals = (line.strip() for line in block.strip().splitlines())
    key, title, education, level, role, hours, terms = (part.strip() for part in head.split("|"))
    return Idea(
        key=key,
        sector=sector,
        title=title,
        education=education,
        level=NeedLevel(level),
        role_kind=RoleKind(role),
        hours=tuple(int(number) for number in hours.split()),
        terms=tuple(terms.split()),
        skills=tuple(_skill(part) for part in skills.replace("|", " ").split()),
        goals=" ".join(goals),
    )


def read_ideas(sector: Sector, text: str) -> dict[str, Idea]:
    """Return the ideas of one sector by key; blocks are separated by an empty line.

    A block: ``key | title | education | level | role | hours | terms``, a line of skills, then what students should
    learn. A line that ends with ``|`` goes on in the next.
    """
    ideas = [_idea(sector, block) for block in text.replace("|\n", "| ").strip().split("\n\n")]
    return {idea.key: idea for idea in ideas}
