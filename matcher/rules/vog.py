"""Is the VOG (certificate of conduct) good enough at the start? domain.md section 3.

mbo: not older than 6 months when handed in (WEB art. 4.2.1 lid 2a). vo: not older than 26 weeks at appointment
(WVO 2020 art. 7.3); people from outside are checked every school year (art. 7.3a). hbo: no general duty.
The exemption of the six-hours rule waives the teaching certificate, not the VOG.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.choices import ContractForm, Sector
from matcher.domain.school_year import bounds, school_year_of

MONTHS_MBO = 6
WEEKS_VO = 26
# Who looks this shortly before a school year begins, has looked for that school year.
CHECK_DAYS = 30
ARTICLES: dict[Sector, str] = {
    Sector.VMBO: "WVO 2020 artikel 7.3",
    Sector.MBO: "WEB artikel 4.2.1 lid 2a",
    Sector.HBO: "",
}
ARTICLE_OUTSIDE = "WVO 2020 artikel 7.3a"


class VogStatus(StrEnum):
    """What is the matter with the VOG."""

    VALID = "valid"
    ADVICE = "advice"
    MISSING = "missing"
    UNSEEN = "unseen"
    TOO_OLD = "too_old"
    WRONG_DATES = "wrong_dates"


@dataclass(frozen=True, slots=True)
class VogVerdict:
    """Whether the work may start with this VOG. ``message`` is Dutch.

    ``usable_until``: last day on which a VOG of this date still counts (mbo: to hand in; vmbo: to start).
    ``check_again_on``: first day of the next school year, for people who are not employed by a school of vo.
    """

    ok: bool
    status: VogStatus
    article: str
    message: str
    usable_until: date | None = None
    check_again_on: date | None = None


def vog_verdict(
    *,
    sector: Sector,
    issued_on: date | None,
    seen_on: date | None,
    starts_on: date,
    contract_form: ContractForm = ContractForm.EIGEN_AANSTELLING,
) -> VogVerdict:
    """Return whether the VOG issued on ``issued_on``, handed in and seen on ``seen_on``, is valid at the start.

    Law: WEB art. 4.2.1 lid 2a (mbo, age when handed in); WVO 2020 art. 7.3 and 7.3a (vmbo, age at the start).
    """
    if sector is Sector.HBO:
        return VogVerdict(ok=True, status=VogStatus.ADVICE, article="", message=_ADVICE_HBO)
    measured_on = seen_on if sector is Sector.MBO else starts_on
    status = _status(sector, issued_on, seen_on, measured_on)
    return VogVerdict(
        ok=status is VogStatus.VALID,
        status=status,
        article=ARTICLES[sector],
        message=_message(status, sector),
        usable_until=usable_until(sector, issued_on) if issued_on else None,
        check_again_on=_check_again_on(sector, starts_on, contract_form),
    )


def usable_until(sector: Sector, issued_on: date) -> date | None:
    """Return the last day a VOG of this date counts: 6 months (WEB 4.2.1 lid 2a), 26 weeks (WVO 7.3), hbo None."""
    if sector is Sector.MBO:
        return _months_after(issued_on, MONTHS_MBO)
    return issued_on + timedelta(weeks=WEEKS_VO) if sector is Sector.VMBO else None


def issued_from(sector: Sector, starts_on: date) -> date | None:
    """Return the first day of issue that is not too old at this start (vmbo: WVO 2020 art. 7.3); else None.

    In mbo the age is measured when the VOG is handed in (WEB art. 4.2.1 lid 2a), in hbo there is no general duty.
    """
    return starts_on - timedelta(weeks=WEEKS_VO) if sector is Sector.VMBO else None


def next_check_on(
    *, sector: Sector, contract_form: ContractForm, starts_on: date, ends_on: date, seen_on: date | None
) -> date | None:
    """Return the first day of the school year in which the VOG must be looked at again; None when it need not be.

    Law: WVO 2020 art. 7.3a, vo checks people from outside every school year. ``seen_on``: when somebody last looked.
    """
    due = _check_again_on(sector, starts_on, contract_form)
    if due is None:
        return None
    if seen_on is not None:
        due = max(due, bounds(school_year_of(seen_on + timedelta(days=CHECK_DAYS)) + 1)[0])
    return due if due <= ends_on else None


_ADVICE_HBO = "In het hbo is een VOG niet altijd verplicht. Veel hogescholen vragen er wel om. Vraag het na."
_MESSAGES: dict[VogStatus, str] = {
    VogStatus.VALID: "De VOG is in orde",
    VogStatus.MISSING: "Er is nog geen VOG. Vul de datum in die op de VOG staat",
    VogStatus.UNSEEN: "Niemand heeft de VOG nog gezien. Vul in wanneer de school de VOG heeft gezien",
    VogStatus.WRONG_DATES: "De school kan de VOG niet eerder zien dan de datum die erop staat. Controleer de data",
}
_TOO_OLD: dict[Sector, str] = {
    Sector.MBO: "De VOG is te oud. Bij het inleveren mag de VOG niet ouder zijn dan 6 maanden",
    Sector.VMBO: "De VOG is te oud. Bij de start mag de VOG niet ouder zijn dan 26 weken",
}


def _status(sector: Sector, issued_on: date | None, seen_on: date | None, measured_on: date | None) -> VogStatus:
    if issued_on is None:
        return VogStatus.MISSING
    if seen_on is None or measured_on is None:
        return VogStatus.UNSEEN
    if seen_on < issued_on:
        return VogStatus.WRONG_DATES
    last = usable_until(sector, issued_on)
    return VogStatus.TOO_OLD if last is not None and measured_on > last else VogStatus.VALID


def _message(status: VogStatus, sector: Sector) -> str:
    said = _TOO_OLD[sector] if status is VogStatus.TOO_OLD else _MESSAGES[status]
    return f"{said} ({ARTICLES[sector]})."


def _check_again_on(sector: Sector, starts_on: date, contract_form: ContractForm) -> date | None:
    if sector is not Sector.VMBO or contract_form is ContractForm.EIGEN_AANSTELLING:
        return None
    return bounds(school_year_of(starts_on) + 1)[0]


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of it when that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
