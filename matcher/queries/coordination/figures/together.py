"""Areas whose figures are counted together: one statement for all of them, with the number of the area in a column.

One area alone is the same statement without that column's join, so that what a reader gets counted now and what a job
works out for the whole nation is one definition.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, String, column, func, literal, literal_column, select, union, values
from sqlalchemy.orm import Session

from matcher.models import Need, Placement, Proposal
from matcher.queries.coordination.figures.narrow import (
    Ids,
    few,
    need_ids,
    people_ids,
    placement_ids,
    proposal_ids,
)
from matcher.queries.coordination.figures.place import Place, regions_in
from matcher.queries.coordination.figures.wishes import Chosen
from matcher.queries.coordination.scope import View, people_by_region

IdsOf = Callable[[View, Chosen], Ids]
# The number of an area that is counted alone.
ALONE: Any = literal_column("CAST(0 AS INTEGER)", Integer)


@dataclass(frozen=True, slots=True)
class Spot:
    """An area as somebody sees it. ``view``: of the whole nation, or of the scope of that reader."""

    view: View
    place: Place

    @property
    def regions(self) -> frozenset[str]:
        """The codes of the regions in it that the view sees."""
        return frozenset(region.code for region in regions_in(self.view, self.place))

    @property
    def unbounded(self) -> bool:
        """Whether everybody belongs to it, also who wants to work in no region at all."""
        return self.view.scope.national and len(self.regions) == len(self.view.regions) and self.place.kind != "L"

    @property
    def by_person(self) -> bool:
        """Whether a proposal belongs to it by its person too, not by its need only."""
        return self.place.kind == "R" or (not self.place.kind and not self.view.scope.national)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of a list and the areas they lie in. ``pairs``: (area, id), each pair once; None: all in one area."""

    ids: Ids
    pairs: Any = None

    @property
    def area(self) -> Any:
        """The number of the area, as a column."""
        return ALONE if self.pairs is None else self.pairs.c.area

    def among(self, statement: Any, of: Any) -> Any:
        """Keep the rows whose column ``of`` is one of the ids, once for every area they lie in."""
        if self.pairs is None:
            return statement.where(of.in_(self.ids))
        return statement.join(self.pairs, self.pairs.c.id == of)

    def located(self, statement: Any, of: Any) -> Any:
        """Take every row once for each of its areas; the statement itself is about these ids only."""
        return statement if self.pairs is None else statement.join(self.pairs, self.pairs.c.id == of)

    def counted(self, session: Session) -> dict[int, int]:
        """Return area -> how many rows; an area without any is missing."""
        rows = self.pairs
        if rows is None:
            rows = select(ALONE.label("area"), self.ids.subquery().c.id).subquery()
        found = session.execute(select(rows.c.area, func.count()).group_by(rows.c.area))
        return dict(found.all())


@dataclass(frozen=True, slots=True)
class Together:
    """Areas to count, numbered as in ``spots``. ``nation``: the view of everything when there is more than one."""

    spots: tuple[Spot, ...]
    nation: View

    @property
    def numbers(self) -> range:
        """The number of each area."""
        return range(len(self.spots))

    @property
    def alone(self) -> Spot | None:
        """The only area."""
        return self.spots[0] if len(self.spots) == 1 else None

    @property
    def year(self) -> int:
        """The school year of all of them."""
        return self.nation.year

    def needs(self, chosen: Chosen) -> Rows:
        """Return the needs under the filter."""
        return self._in_one_region(need_ids, Need, chosen)

    def placements(self, chosen: Chosen) -> Rows:
        """Return the placements under the filter."""
        return self._in_one_region(placement_ids, Placement, chosen)

    def people(self, chosen: Chosen) -> Rows:
        """Return the people under the filter; a person is in every region with one of the search areas, or the desk."""
        if self.alone:
            return Rows(_ids(people_ids, self.alone, chosen))
        base = people_ids(self.nation, chosen)
        bounded, seen = self._members(lambda spot: not spot.unbounded), people_by_region()
        listed = base.subquery()
        grouped = (
            select(bounded.c.area, listed.c.id)
            .join(seen, seen.c.professional_id == listed.c.id)
            .join(bounded, bounded.c.region == seen.c.region_code)
            .distinct()
        )
        return Rows(base, self._with(grouped, people_ids, chosen, lambda spot: spot.unbounded))

    def proposals(self, session: Session, chosen: Chosen, *, named: bool = True) -> Rows:
        """Return the proposals under the filter; :attr:`Spot.by_person` says where one lies.

        ``named``: those of one area are named one by one when they are few, for who asks for their history.
        """
        if self.alone:
            ids = _ids(proposal_ids, self.alone, chosen)
            return Rows(few(session, ids) if named else ids)
        base = proposal_ids(self.nation, chosen)
        listed = base.add_columns(Proposal.professional_id, Need.region_code).cte("listed")
        by_need = self._members(lambda spot: spot.place.kind != "P")
        by_person, seen = self._members(lambda spot: spot.by_person), people_by_region()
        grouped = union(
            select(by_need.c.area, listed.c.id).join(by_need, by_need.c.region == listed.c.region_code),
            select(by_person.c.area, listed.c.id)
            .join(seen, seen.c.professional_id == listed.c.professional_id)
            .join(by_person, by_person.c.region == seen.c.region_code),
        ).subquery()
        rows = select(grouped.c.area, grouped.c.id)
        return Rows(base, self._with(rows, proposal_ids, chosen, lambda spot: spot.place.kind == "P"))

    def _in_one_region(self, of: IdsOf, model: Any, chosen: Chosen) -> Rows:
        if self.alone:
            return Rows(_ids(of, self.alone, chosen))
        base = of(self.nation, chosen)
        members = self._members(lambda spot: spot.place.kind != "P")
        grouped = base.with_only_columns(members.c.area, model.id).join(members, members.c.region == model.region_code)
        return Rows(base, self._with(grouped, of, chosen, lambda spot: spot.place.kind == "P"))

    def _members(self, wanted: Callable[[Spot], bool]) -> Any:
        """Return (area, region) of the areas that are wanted."""
        rows = [(n, code) for n, spot in enumerate(self.spots) if wanted(spot) for code in sorted(spot.regions)]
        columns = (column("area", Integer), column("region", String))
        # No area has this region, and an empty list of values is no statement.
        return values(*columns, name="members").data(rows or [(-1, "")]).cte()

    def _with(self, grouped: Any, of: IdsOf, chosen: Chosen, single: Callable[[Spot], bool]) -> Any:
        """Return (area, id) of the areas that are grouped and, each by its own filter, of those that cannot be."""
        rows: list[Any] = []
        for number, spot in enumerate(self.spots):
            if single(spot):
                ids = _ids(of, spot, chosen).subquery()
                rows.append(select(literal(number, Integer).label("area"), ids.c.id))
        return (grouped.union_all(*rows) if rows else grouped).subquery("pairs")


def _ids(of: IdsOf, spot: Spot, chosen: Chosen) -> Ids:
    return of(spot.view, {**chosen, **spot.place.chosen})


def alone(view: View, place: Place) -> Together:
    """Return one area."""
    return Together((Spot(view, place),), view)
