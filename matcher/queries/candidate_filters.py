"""The list of candidates: filters with counts, a page of cards, and why others are not in it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from matcher.domain.choices import ContractForm
from matcher.domain.day_parts import GRID, PARTS, WEEKDAY_NAMES, WEEKDAYS
from matcher.matching.sentences import OBSTACLE_TEXTS
from matcher.queries.candidates_view import CandidateCard
from matcher.queries.matches import Candidates
from matcher.queries.paging import Page

PAGE_SIZE = 20
DISTANCES = (10, 25, 50)
# Most day parts a filter shows one by one; a need with more gets whole weekdays.
MOST_CELLS = 6
# Klokuren per week somebody wants at most, as minutes: up to four, up to eight, more.
HOUR_STEPS = ((0, 240), (241, 480), (481, 10_000_000))
YES, NO = "ja", "nee"


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """What the visitor chose. Within hours, qualified and contract one answer is enough; of the days all must fit."""

    within_km: int | None = None
    days: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    qualified: frozenset[str] = frozenset()
    contract_forms: frozenset[str] = frozenset()
    page: int = 1

    @property
    def empty(self) -> bool:
        """True when nothing is filtered."""
        return not (self.within_km or self.days or self.hours or self.qualified or self.contract_forms)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in a filter: how many of the candidates that fit the other filters it would leave."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many people one obstacle keeps out of the list."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A page of candidates, the filters with their counts, and who is left out."""

    page: Page[CandidateCard]
    everybody: int
    options: Mapping[str, tuple[Option, ...]]
    left_out: tuple[LeftOut, ...]
    what_ifs: tuple[str, ...]


Test = Callable[[CandidateCard], bool]


def list_candidates(
    cards: tuple[CandidateCard, ...], found: Candidates, wanted: CandidateFilter, *, need_day_parts: int
) -> CandidateList:
    """Filter the cards and count every option as if only the other filters held."""
    tests = _tests(wanted, need_day_parts)
    shown = tuple(card for card in cards if all(test(card) for test in tests.values()))
    return CandidateList(
        page=_page(shown, wanted.page),
        everybody=len(cards),
        options=_options(cards, wanted, tests, need_day_parts),
        left_out=tuple(
            LeftOut(OBSTACLE_TEXTS[o].short, n) for o, n in sorted(found.left_out.items(), key=lambda row: -row[1])
        ),
        what_ifs=_what_ifs(found),
    )


def filtered(
    cards: Iterable[CandidateCard], wanted: CandidateFilter, *, need_day_parts: int
) -> tuple[CandidateCard, ...]:
    """Return the cards that pass all filters, for the export."""
    tests = _tests(wanted, need_day_parts).values()
    return tuple(card for card in cards if all(test(card) for test in tests))


def _page(shown: tuple[CandidateCard, ...], number: int) -> Page[CandidateCard]:
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    number = min(max(1, number), pages)
    return Page(shown[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, pages, len(shown))


def day_options(need_day_parts: int) -> dict[str, tuple[str, int]]:
    """Return code -> (label, mask) of the days to filter on: day parts when they are few, else weekdays."""
    cells = [cell for cell in GRID if need_day_parts >> cell.bit & 1]
    if len(cells) <= MOST_CELLS:
        return {cell.code: (cell.label, 1 << cell.bit) for cell in cells}
    weekdays = sorted({cell.weekday for cell in cells})
    whole = (1 << len(PARTS)) - 1
    return {WEEKDAYS[day]: (WEEKDAY_NAMES[day], whole << day * len(PARTS)) for day in weekdays}


def _tests(wanted: CandidateFilter, need_day_parts: int) -> dict[str, Test]:
    """Return a test per filter; one that nothing was chosen for lets everybody through."""
    masks = [mask for code, (_label, mask) in day_options(need_day_parts).items() if code in wanted.days]
    return {
        "afstand": lambda card: wanted.within_km is None or _near(card, wanted.within_km),
        "dag": lambda card: all(card.day_parts & mask for mask in masks),
        "uren": lambda card: not wanted.hours or _hours_code(card) in wanted.hours,
        "bevoegd": lambda card: not wanted.qualified or _qualified_code(card) in wanted.qualified,
        "contract": lambda card: not wanted.contract_forms or bool(_form_codes(card) & wanted.contract_forms),
    }


def _near(card: CandidateCard, km: int) -> bool:
    return card.online or (card.distance_km is not None and card.distance_km <= km)


def _hours_code(card: CandidateCard) -> str:
    return next((str(i) for i, (low, high) in enumerate(HOUR_STEPS) if low <= card.minutes_max <= high), "0")


def _qualified_code(card: CandidateCard) -> str:
    return YES if card.qualified else NO


def _form_codes(card: CandidateCard) -> frozenset[str]:
    return frozenset(form.value for form in card.contract_forms)


def _options(
    cards: Collection[CandidateCard], wanted: CandidateFilter, tests: Mapping[str, Test], need_day_parts: int
) -> dict[str, tuple[Option, ...]]:
    def left(name: str) -> list[CandidateCard]:
        others = [test for key, test in tests.items() if key != name]
        return [card for card in cards if all(test(card) for test in others)]

    near, days, hours, qualified, forms = (left(name) for name in tests)
    chosen_km = wanted.within_km
    any_km = Option("", "geen grens", len(near), chosen_km is None)
    return {
        "afstand": (any_km, *(_km_option(near, km, checked=km == chosen_km) for km in DISTANCES)),
        "dag": tuple(
            Option(code, text, sum(bool(c.day_parts & mask) for c in days), code in wanted.days)
            for code, (text, mask) in day_options(need_day_parts).items()
        ),
        "uren": tuple(
            Option(str(i), text, sum(_hours_code(c) == str(i) for c in hours), str(i) in wanted.hours)
            for i, text in enumerate(("tot en met 4", "meer dan 4, tot en met 8", "meer dan 8"))
        ),
        "bevoegd": tuple(
            Option(code, code, sum(_qualified_code(c) == code for c in qualified), code in wanted.qualified)
            for code in (YES, NO)
        ),
        "contract": tuple(
            Option(f.value, "", sum(f in c.contract_forms for c in forms), f.value in wanted.contract_forms)
            for f in ContractForm
        ),
    }


def _km_option(cards: Collection[CandidateCard], km: int, *, checked: bool) -> Option:
    return Option(str(km), f"tot {km} km", sum(_near(card, km) for card in cards), checked)


def _what_ifs(found: Candidates) -> tuple[str, ...]:
    """Return what would give more candidates, the best first."""
    what_if = found.what_if
    gains = [(more, f"Met {WEEKDAY_NAMES[day]} erbij") for day, more in enumerate(what_if.more_by_weekday)]
    best = sorted(((more, text) for more, text in gains if more), key=lambda row: -row[0])[:2]
    if what_if.more_by_travel:
        best.append((what_if.more_by_travel, f"Als mensen {what_if.extra_km:.0f} km verder willen reizen"))
    return tuple(f"{text}: {_more(more)}." for more, text in best)


def _more(count: int) -> str:
    return "1 mens meer" if count == 1 else f"{count} mensen meer"
