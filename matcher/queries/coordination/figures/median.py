"""Medians in SQL, the same statement on every database.

PostgreSQL has ``percentile_cont``, SQLite nothing; with window functions both take the middle row, or the mean of the
two middle rows, and one definition is tested on both.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select


def medians(rows: Any, keys: Sequence[str], value: str) -> Select[Any]:
    """Return a select of the keys and the median of ``value``, by key; rows without a value do not count."""
    by = [rows.c[key] for key in keys]
    found = rows.c[value]
    ranked = (
        select(
            *by,
            found.label("value"),
            func.row_number().over(partition_by=by, order_by=found).label("rank"),
            func.count().over(partition_by=by).label("size"),
        )
        .where(found.is_not(None))
        .subquery()
    )
    # Twice the rank lies between n and n + 2 for the middle row of an odd n and for the two of an even one.
    middle = (2 * ranked.c.rank >= ranked.c.size) & (2 * ranked.c.rank <= ranked.c.size + 2)
    kept = [ranked.c[key] for key in keys]
    return select(*kept, func.avg(ranked.c.value)).where(middle).group_by(*kept)
