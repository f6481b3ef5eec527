"""The engine of this process after a change, held against a snapshot built anew."""

import numpy as np
import pytest

from matcher import clock
from matcher.database import db
from matcher.queries import engine as engine_module
from matcher.queries.engine import current_engine
from matcher.queries.snapshot import build_problem


def assert_same(one, other):
    """Assert that two problems hold the same, column by column."""
    for side in ("people", "needs"):
        left, right = getattr(one, side), getattr(other, side)
        for name in left._fields:
            a, b = getattr(left, name), getattr(right, name)
            assert a.dtype == b.dtype, f"{side}.{name}: {a.dtype} and {b.dtype}"
            np.testing.assert_array_equal(a, b, err_msg=f"{side}.{name}")
    np.testing.assert_array_equal(one.concept_ids, other.concept_ids)
    assert (one.related != other.related).nnz == 0
    assert one.school_years == other.school_years
    assert one.yearly_limit_minutes == other.yearly_limit_minutes


@pytest.fixture
def builds(monkeypatch):
    """How often the engine built everything anew."""
    found = []

    def counting(*args, **kwargs):
        found.append(kwargs)
        return build_problem(*args, **kwargs)

    monkeypatch.setattr(engine_module, "build_problem", counting)
    return found


@pytest.fixture
def follow(session, builds):
    """Return a function that commits, and gives the engine when it holds what a new build would hold."""

    def check():
        db.session.commit()
        engine = current_engine(db.session(), today=clock.today())
        db.session.commit()
        assert_same(engine.problem, build_problem(db.session(), today=clock.today()))
        db.session.commit()
        return engine

    return check
