"""What a placement still lacks before it may start (domain.md sections 2 and 3, product.md "Placement")."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import ContractForm, LegalGround, Sector
from matcher.rules.grounds import article_of_ground
from matcher.rules.limits import article_of
from matcher.rules.six_hours import under_rule
from matcher.rules.teaching_plan import weeks_held
from matcher.rules.vog import VogStatus, vog_verdict


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What is known of a placement; None or an empty text is "not filled in". Minutes are of klokuren per week.

    ``proof_seen``: somebody saw the proofs its grounds rest on; also True where no proof is needed.
    """

    sector: Sector
    ground: LegalGround
    contract_form: ContractForm
    board_id: int | None = None
    responsible_teacher: str = ""
    subject_parts: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    minutes_per_week: int | None = None
    teaching_weeks: int | None = None
    vog_issued_on: date | None = None
    vog_seen_on: date | None = None
    proof_seen: bool = True


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: the field of the placement form, Dutch text, and the article ("" when none)."""

    field: str
    message: str
    article: str


def missing_for_start(facts: PlacementFacts) -> tuple[Missing, ...]:
    """Return all that is missing, in the order of the form; empty when the placement may start.

    Under the six-hours rule: board, responsible teacher, subject parts (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6).
    Always: dates, hours, the VOG where the law asks it (WVO 2020 art. 7.3; WEB art. 4.2.1 lid 2a), and that the proof
    was seen which takes the work outside the rule (WVO 2020 ch. 7; WEB art. 4.2.1 and 4.2.2). Whether the hours fit is
    another question: :func:`matcher.rules.six_hours.decide`.
    """
    asked = (_missing_by_rule, _missing_dates, _missing_hours, _missing_vog, _missing_proof)
    return tuple(row for missing in asked for row in missing(facts))


def _missing_by_rule(facts: PlacementFacts) -> tuple[Missing, ...]:
    if not under_rule(facts.sector, facts.ground):
        return ()
    article = article_of(facts.sector)
    asked = (
        ("board_id", facts.board_id is None, _NO_BOARD),
        ("responsible_teacher", not facts.responsible_teacher.strip(), _NO_TEACHER),
        ("subject_parts", not facts.subject_parts.strip(), _NO_PARTS),
    )
    return tuple(Missing(name, f"{said} ({article}).", article) for name, lacks, said in asked if lacks)


_NO_BOARD = "Vul in onder welk bevoegd gezag (bestuur) dit werk valt"
_NO_TEACHER = "Vul in welke leraar verantwoordelijk is voor de lessen van de gastdocent"
_NO_PARTS = "Vul in welke vakken of onderdelen de gastdocent geeft"


def _missing_dates(facts: PlacementFacts) -> tuple[Missing, ...]:
    if facts.starts_on is None:
        return (Missing("starts_on", "Vul in op welke dag het werk begint.", ""),)
    if facts.ends_on is None:
        return (Missing("ends_on", "Vul in op welke dag het werk eindigt.", ""),)
    if facts.ends_on < facts.starts_on:
        return (Missing("ends_on", "De einddatum ligt voor de begindatum. Controleer de data.", ""),)
    return ()


def _missing_hours(facts: PlacementFacts) -> tuple[Missing, ...]:
    found = []
    if not facts.minutes_per_week or facts.minutes_per_week < 0:
        found.append(Missing("minutes_per_week", "Vul in hoeveel klokuren per week het werk is.", ""))
    if not facts.teaching_weeks or not 1 <= facts.teaching_weeks <= _most_weeks(facts):
        found.append(Missing("teaching_weeks", "Vul een aantal lesweken in dat past in de periode.", ""))
    return tuple(found)


def _most_weeks(facts: PlacementFacts) -> int:
    """Weeks the period holds; when the period itself is not known yet, the weeks asked are not judged."""
    if facts.starts_on is None or facts.ends_on is None or facts.ends_on < facts.starts_on:
        return facts.teaching_weeks or 0
    return weeks_held(facts.starts_on, facts.ends_on)


def _missing_vog(facts: PlacementFacts) -> tuple[Missing, ...]:
    if facts.starts_on is None:
        return ()
    verdict = vog_verdict(
        sector=facts.sector,
        issued_on=facts.vog_issued_on,
        seen_on=facts.vog_seen_on,
        starts_on=facts.starts_on,
        contract_form=facts.contract_form,
    )
    if verdict.ok:
        return ()
    name = "vog_seen_on" if verdict.status in {VogStatus.UNSEEN, VogStatus.WRONG_DATES} else "vog_issued_on"
    return (Missing(name, verdict.message, verdict.article),)


def _missing_proof(facts: PlacementFacts) -> tuple[Missing, ...]:
    if facts.proof_seen:
        return ()
    # Work that begins under the rule needs the proof for its later part.
    begins_under = under_rule(facts.sector, facts.ground)
    article = article_of_ground(facts.sector, LegalGround.BEVOEGD if begins_under else facts.ground)
    return (Missing("proof_seen", f"{_UNSEEN_PROOF} ({article}).", article),)


_UNSEEN_PROOF = "Niemand heeft het bewijs van bevoegdheid nog gezien. Bekijk het en noteer dat"
