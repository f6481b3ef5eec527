"""What VOG a professional must show for which work, and by when, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.domain.choices import Sector
from matcher.queries.placements import PlacementRow, vog_check_of, vog_of
from matcher.rules.vog import ARTICLE_OUTSIDE, ARTICLES, MONTHS_MBO, WEEKS_VO, VogStatus, issued_from

DATE = "d MMMM yyyy"


@dataclass(frozen=True, slots=True)
class VogAsk:
    """A VOG to show: for which work, what must be done by when, how old it may be, and where that stands."""

    work: str
    text: str
    age: str
    article: str


def vog_asks(rows: Iterable[PlacementRow], today: date) -> list[VogAsk]:
    """Return what has to be shown for the placements that are to begin or run, the first to begin on top."""
    standing = (row for row in rows if row.changeable and row.ends_on >= today)
    asks = (_ask(row, today) for row in sorted(standing, key=lambda row: (row.starts_on, row.id)))
    return [ask for ask in asks if ask is not None]


def _ask(row: PlacementRow, today: date) -> VogAsk | None:
    work, found = _("%(title)s, %(school)s", title=row.need_title, school=row.school), vog_of(row)
    if not found.ok:
        return VogAsk(work, _by_when(row, found.status, today), _age(row), ARTICLES[row.sector])
    due = vog_check_of(row, today)
    if due is None:
        return None
    text = _(
        "U bent niet in dienst van de school. Laat uw VOG voor het nieuwe schooljaar weer zien: voor %(day)s.",
        day=format_date(due, DATE),
    )
    return VogAsk(work, text, "", ARTICLE_OUTSIDE)


def _by_when(row: PlacementRow, status: VogStatus, today: date) -> str:
    if row.starts_on <= today:
        return str(_("De lessen mogen niet zonder geldige VOG. Laat uw VOG nu aan de school zien."))
    day = format_date(row.starts_on, DATE)
    if status is VogStatus.TOO_OLD:
        return str(_("Uw VOG is te oud. Vraag een nieuwe aan en laat die zien voor de eerste les op %(day)s.", day=day))
    return str(_("Laat uw VOG aan de school zien voor de eerste les op %(day)s.", day=day))


def _age(row: PlacementRow) -> str:
    first = issued_from(row.sector, row.starts_on)
    if row.sector is Sector.MBO:
        return str(_("Op de dag dat u de VOG laat zien, is die niet ouder dan %(n)s maanden.", n=MONTHS_MBO))
    if first is None:
        return ""
    day = format_date(first, DATE)
    return str(
        _("Op de eerste dag is die niet ouder dan %(n)s weken: afgegeven op of na %(day)s.", n=WEEKS_VO, day=day)
    )
