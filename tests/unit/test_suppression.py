"""What is hidden in a public table cannot be worked out from what is shown."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.suppression import SMALLEST_SHOWN, Shown, protected, protected_tree

values = st.integers(min_value=0, max_value=11)
tables = st.lists(values, min_size=1, max_size=4)


def named(numbers):
    return {f"c{n}": value for n, value in enumerate(numbers)}


def consistent(cells, group):
    """Every table somebody could have who sees the numbers, the total, and which cells are below five."""
    total, names = sum(cells.values()), list(cells)
    ranges = []
    for name in names:
        how = group.cells[name]
        low, high = (cells[name], cells[name]) if how is Shown.NUMBER else (0, 4) if how is Shown.FEW else (5, total)
        ranges.append(range(low, high + 1))
    return [dict(zip(names, each, strict=True)) for each in product(*ranges) if sum(each) == total]


@settings(deadline=None)
@given(tables)
def test_nobody_finds_a_small_number_from_the_total(numbers):
    cells = named(numbers)
    group = protected(cells)
    assert all(value >= SMALLEST_SHOWN for name, value in cells.items() if group.cells[name] is Shown.NUMBER)
    hidden = [name for name in cells if group.cells[name] is not Shown.NUMBER]
    if not group.total:
        assert hidden == list(cells)
        return
    for name in hidden:
        if group.cells[name] is Shown.FEW:
            assert {table[name] for table in consistent(cells, group)} == set(range(SMALLEST_SHOWN))
    assert sum(cells[name] for name in hidden) >= SMALLEST_SHOWN or not hidden


@given(tables)
def test_a_table_without_small_numbers_is_shown_whole(numbers):
    cells = {name: value + SMALLEST_SHOWN for name, value in named(numbers).items()}
    group = protected(cells)
    assert group.total
    assert set(group.cells.values()) == {Shown.NUMBER}


@given(st.lists(tables, min_size=1, max_size=4))
def test_a_branch_that_hides_its_total_is_hidden_among_the_branches(rows):
    leaves = {f"b{n}": named(numbers) for n, numbers in enumerate(rows)}
    groups, totals = protected_tree(leaves)
    for branch, group in groups.items():
        if not group.total:
            assert totals.cells[branch] is not Shown.NUMBER
    hidden = [name for name, how in totals.cells.items() if how is not Shown.NUMBER]
    assert not totals.total or len(hidden) != 1


def test_one_small_number_takes_its_smallest_neighbours_with_it():
    group = protected({"a": 3, "b": 9, "c": 40})
    assert group.total
    assert group.cells == {"a": Shown.FEW, "b": Shown.HIDDEN, "c": Shown.NUMBER}
