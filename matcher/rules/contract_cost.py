"""What an inzet costs the school in each contract form: klokuren x rate, btw, total (domain.md section 5).

The rates are averages of vo and stand here with their source; whoever calculates may put others in their place. Amounts
are whole euro cents, halves rounded up. Only taught klokuren are counted: travel, guidance and training are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.choices import ContractForm, RoleKind
from matcher.rules.contracts import ContractNote, form_allowed, notes_for
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR


class Btw(StrEnum):
    """What the rate on a bill says: btw is in it, btw comes on top, or the bill is exempt from btw."""

    INCLUDED = "inclusief"
    ADDED = "exclusief"
    EXEMPT = "vrijgesteld"


@dataclass(frozen=True, slots=True)
class HourRate:
    """What a taught hour costs on average in one form. ``cents`` None: no figure is known. ``about`` is Dutch.

    ``with_btw``: btw is in ``cents``. ``source``: with its year; empty where the form itself says it.
    """

    form: ContractForm
    cents: int | None
    with_btw: bool
    about: str
    source: str


@dataclass(frozen=True, slots=True)
class BtwRate:
    """The general btw rate from a day on (None: since before the platform)."""

    percent: int
    valid_from: date | None
    source: str


_REKENKAMER = "Algemene Rekenkamer, 2024"
RATES: tuple[HourRate, ...] = (
    HourRate(
        ContractForm.EIGEN_AANSTELLING,
        5800,
        with_btw=False,
        about="Wat een docent in dienst van een vo-school gemiddeld kost per gegeven uur.",
        source=_REKENKAMER,
    ),
    HourRate(
        ContractForm.DETACHERING,
        11300,
        with_btw=True,
        about="Wat een vo-school gemiddeld per gegeven uur kwijt is aan een bureau, inclusief btw. Een werkgever die"
        " zelf iemand uitleent, kan anders rekenen.",
        source=_REKENKAMER,
    ),
    HourRate(ContractForm.IN_NATURA, 0, with_btw=False, about="De werkgever rekent niets aan de school.", source=""),
    HourRate(
        ContractForm.ZZP,
        None,
        with_btw=False,
        about="Wij kennen geen gemiddelde voor een gastles. Vul in wat de zzp'er vraagt. Vraag of daar btw bij komt.",
        source="",
    ),
)
# Newest first; the last row has no first day.
BTW_RATES: tuple[BtwRate, ...] = (
    BtwRate(21, None, "Wet op de omzetbelasting 1968, tekst zoals die geldt op 1-1-2026"),
)
# Somebody outside the school sends a bill, so btw can come with it.
BILLED = frozenset({ContractForm.DETACHERING, ContractForm.ZZP})
_EXEMPT_SILENCES = "btw_21"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Whole euro cents."""

    excl_cents: int
    btw_cents: int

    @property
    def total_cents(self) -> int:
        """What the school pays: it cannot deduct the btw."""
        return self.excl_cents + self.btw_cents


@dataclass(frozen=True, slots=True)
class Cost:
    """The calculation for one form. ``amounts`` None: the form does not fit the role, or there is no rate.

    ``btw``: how the rate was read; None where no bill is sent. ``notes``: what to know, with source and warnings.
    """

    form: ContractForm
    allowed: bool
    minutes: int
    rate_cents: int | None
    btw: Btw | None
    amounts: Amounts | None
    notes: tuple[ContractNote, ...]


def rate_of(form: ContractForm) -> HourRate:
    """Return the average rate of the form. Source: Algemene Rekenkamer 2024 (vo)."""
    return next(row for row in RATES if row.form is form)


def btw_on(day: date, rates: Sequence[BtwRate] = BTW_RATES) -> BtwRate:
    """Return the btw rate in force on ``day``. Law: Wet op de omzetbelasting 1968."""
    return next(row for row in rates if row.valid_from is None or row.valid_from <= day)


def cost(form: ContractForm, role_kind: RoleKind, *, minutes: int, rate_cents: int | None, btw: Btw, day: date) -> Cost:
    """Return what ``minutes`` of teaching cost at ``rate_cents`` per klokuur, in whole cents, halves rounded up.

    ``btw`` counts only where a bill is sent. When it is in the rate, the total is klokuren x rate and the amount
    without btw follows from it; otherwise btw is taken of klokuren x rate. Raises ValueError for a negative amount.
    Source: Wet op de omzetbelasting 1968; Besluit 7-6-2024 nr. 2024-13855 par. 6.3 (exemption).
    """
    if minutes < 0 or (rate_cents or 0) < 0:
        raise ValueError("Minutes and rate are at least zero")
    on_bill = btw if form in BILLED else None
    allowed = form_allowed(form, role_kind)
    notes = tuple(note for note in notes_for(form, role_kind) if btw is not Btw.EXEMPT or note.code != _EXEMPT_SILENCES)
    amounts = None
    if allowed and rate_cents is not None:
        amounts = _split(_part(rate_cents * minutes, MINUTES_PER_KLOKUUR), on_bill, btw_on(day).percent)
    return Cost(form, allowed, minutes, rate_cents, on_bill, amounts, (*notes, *_rate_notes(form, rate_cents, on_bill)))


def _split(amount: int, btw: Btw | None, percent: int) -> Amounts:
    if btw is Btw.INCLUDED:
        excl = _part(amount * 100, 100 + percent)
        return Amounts(excl, amount - excl)
    return Amounts(amount, _part(amount * percent, 100) if btw is Btw.ADDED else 0)


def _rate_notes(form: ContractForm, rate_cents: int | None, btw: Btw | None) -> tuple[ContractNote, ...]:
    """Warn when an average with btw in it is read as a rate without btw."""
    average = rate_of(form)
    if rate_cents is None or rate_cents != average.cents or not average.with_btw or btw is Btw.INCLUDED:
        return ()
    text = (
        f"In het gemiddelde van {euro_text(rate_cents)} zit de btw al. Vul hier het tarief zonder btw in dat de"
        " uitlener vraagt."
    )
    return (ContractNote("average_with_btw", form, text, average.source, warning=True),)


def _part(amount: int, divisor: int) -> int:
    """Return amount / divisor as a whole number, halves rounded up; both are at least zero."""
    return (2 * amount + divisor) // (2 * divisor)


def euro_text(cents: int, *, whole: bool = False) -> str:
    """Return an amount in Dutch: ``€ 8.136,00``; with ``whole`` in euros, halves rounded up: ``€ 8.136``.

    Raises ValueError for a negative amount. Source: Dutch notation.
    """
    if cents < 0:
        raise ValueError("An amount is at least zero")
    if whole:
        return f"€\N{NO-BREAK SPACE}{_points(_part(cents, 100))}"
    euros, rest = divmod(cents, 100)
    return f"€\N{NO-BREAK SPACE}{_points(euros)},{rest:02d}"


def _points(number: int) -> str:
    return f"{number:,}".replace(",", ".")
