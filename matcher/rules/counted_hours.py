"""Which hours count under the six-hours rule, date by date.

The rule is for who is not qualified (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6). Who becomes qualified in the middle of
a placement is outside it from that day; what was taught before keeps counting in that school year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.choices import LegalGround, RoleKind, Sector
from matcher.rules.grounds import Holding, legal_ground
from matcher.rules.hours_used import under_rule


@dataclass(frozen=True, slots=True)
class GroundSpan:
    """The ground on which somebody works from the first to the last day, both included."""

    ground: LegalGround
    starts_on: date
    ends_on: date


def ground_spans(
    sector: Sector, role_kind: RoleKind, holdings: Iterable[Holding], starts_on: date, ends_on: date
) -> tuple[GroundSpan, ...]:
    """Return the grounds of a period in order, without a gap; next to each other they differ.

    Law: WVO 2020 art. 7.19 and WEB art. 4.2.1 lid 6 hold "as long as" somebody is not qualified; domain.md section 4.
    """
    held = tuple(holdings)
    spans: list[GroundSpan] = []
    starts = sorted({starts_on, *(day for day in _turning_days(held) if starts_on < day <= ends_on)})
    ends = [day - timedelta(days=1) for day in starts[1:]] + [ends_on]
    for first, last in zip(starts, ends, strict=True):
        ground = legal_ground(sector, role_kind, held, first)
        if spans and spans[-1].ground is ground:
            spans[-1] = GroundSpan(ground, spans[-1].starts_on, last)
        else:
            spans.append(GroundSpan(ground, first, last))
    return tuple(spans)


def counted_minutes(
    minutes_on: Mapping[date, int], sector: Sector, role_kind: RoleKind, holdings: Iterable[Holding]
) -> dict[date, int]:
    """Return date -> minutes of the work that counts under the rule on that date.

    Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    if not minutes_on:
        return {}
    spans = ground_spans(sector, role_kind, holdings, min(minutes_on), max(minutes_on))
    counting = [span for span in spans if under_rule(sector, span.ground)]
    return {
        day: minutes
        for day, minutes in minutes_on.items()
        if any(span.starts_on <= day <= span.ends_on for span in counting)
    }


def deciding_ground(
    minutes_on: Mapping[date, int], sector: Sector, role_kind: RoleKind, holdings: Iterable[Holding]
) -> LegalGround:
    """Return the ground of the first lesson day under the rule, else of the first lesson day.

    So who becomes qualified on the way begins under the rule, and who stops being so ends under it. ``minutes_on``
    holds one lesson day at least. Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    held = tuple(holdings)
    counted = counted_minutes(minutes_on, sector, role_kind, held)
    return legal_ground(sector, role_kind, held, min(counted or minutes_on))


def with_real(minutes_on: Mapping[date, int], real_by_month: Mapping[date, int]) -> dict[date, int]:
    """Return planned minutes on dates, with each month that was confirmed brought to its real total.

    ``real_by_month``: first day of a month -> minutes taught. A month is spread over its planned dates in proportion;
    without any, it falls on its first day. "Op jaarbasis" counts what is taught, not what was planned.
    """
    found = {day: minutes for day, minutes in minutes_on.items() if day.replace(day=1) not in real_by_month}
    for month, real in real_by_month.items():
        planned = {day: minutes for day, minutes in minutes_on.items() if minutes and day.replace(day=1) == month}
        found |= _scaled(planned or {month: 1}, real)
    return {day: minutes for day, minutes in sorted(found.items()) if minutes}


def _turning_days(holdings: Iterable[Holding]) -> Iterable[date]:
    """Yield the days on which a proof begins to count, or has stopped to."""
    for row in holdings:
        if row.valid_from is not None:
            yield row.valid_from
        if row.valid_to is not None and row.valid_to < date.max:
            yield row.valid_to + timedelta(days=1)


def _scaled(planned: Mapping[date, int], real: int) -> dict[date, int]:
    """Spread ``real`` minutes over the days in proportion to what was planned; the sum is exact."""
    total, upto, given, found = sum(planned.values()), 0, 0, {}
    for day, minutes in planned.items():
        upto += minutes
        found[day] = real * upto // total - given
        given += found[day]
    return found
