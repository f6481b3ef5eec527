"""Loops that the rankings are made of, each against the plain way to say it."""

from random import Random

import numpy as np
import pytest

from matcher.matching import compiled
from matcher.matching.geo import haversine_km
from matcher.matching.kernels.best import all_best_first, merge, push
from matcher.matching.kernels.geometry import OUTSIDE, closeness, distance_km
from matcher.matching.kernels.rules import count_bits
from matcher.matching.kernels.zones import around, widest


def test_distances_are_those_of_the_columns():
    rng = np.random.default_rng(1)
    points = rng.uniform((50.7, 3.3, 50.7, 3.3), (53.6, 7.2, 53.6, 7.2), (200, 4))
    found = [distance_km(*point) for point in points.tolist()]
    assert found == pytest.approx(haversine_km(*points.T).tolist(), rel=1e-12)
    assert distance_km(52.0, 5.0, 52.0, 5.0) == 0
    assert np.isnan(distance_km(52.0, 5.0, float("nan"), 5.0))


def test_closeness_at_the_edge_and_beyond():
    assert closeness(10.0, 10.0) == 0
    assert closeness(0.0, 0.0) == 1
    assert closeness(10.1, 10.0) == closeness(float("nan"), 10.0) == OUTSIDE


@pytest.mark.parametrize("mask", [0, 1, 0b1011, 0x3FFFF, 0xFFFFFFFF])
def test_counting_bits(mask: int):
    assert count_bits(mask) == mask.bit_count()


@pytest.mark.parametrize("seed", range(20))
def test_heaps_keep_the_best_whatever_the_order(seed: int):
    rng, top = Random(seed), 5
    pairs = [(rng.randrange(6) / 5, item) for item in range(rng.randrange(25))]
    rng.shuffle(pairs)
    half = len(pairs) // 2
    heaps = [(np.zeros((1, top)), np.full((1, top), -1, np.int32), np.zeros(1, np.int32)) for _ in range(2)]
    for (totals, items, sizes), part in zip(heaps, (pairs[:half], pairs[half:]), strict=True):
        for total, item in part:
            sizes[0] = push(totals, items, 0, sizes[0], total, item)
    merge(*heaps[0], *heaps[1])
    totals, items, sizes = heaps[0]
    all_best_first(totals, items, sizes)
    expected = sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[:top]
    found = zip(totals[0, : sizes[0]].tolist(), items[0, : sizes[0]].tolist(), strict=True)
    assert list(found) == expected


def test_places_around_zones_nearest_first():
    rng = np.random.default_rng(3)
    zones, places = rng.uniform((52.0, 6.0), (52.5, 7.0), (30, 2)), rng.uniform((52.0, 6.0), (52.5, 7.0), (8, 2))
    radius = rng.choice([-1.0, 5.0, 20.0, 300.0], 30)
    ptr, place, km = around(*(np.ascontiguousarray(c) for c in (*zones.T, radius, *places.T)))
    for zone in range(30):
        away = haversine_km(zones[zone, 0], zones[zone, 1], places[:, 0], places[:, 1])
        expected = [int(i) for i in np.argsort(away) if away[i] <= radius[zone]]
        span = slice(ptr[zone], ptr[zone + 1])
        assert place[span].tolist() == expected
        assert km[span].tolist() == pytest.approx(away[expected].tolist())


def test_the_widest_area_of_each_zone():
    found = widest(np.array([0, 2, 0], np.int32), np.array([5.0, 7.0, 9.0]), 3)
    assert found.tolist() == [9.0, -1.0, 7.0]


def test_compiled_code_is_kept_by_all_sources_it_is_made_of(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "ROOT", tmp_path)
    room = tmp_path / "matcher"
    room.mkdir()
    (room / "__init__.py").write_text("")
    (room / "far.py").write_text("from matcher import near\nX = 1\n")
    (room / "near.py").write_text("from matcher.far import X\nimport matcher.gone\n")
    other = room / "other.py"
    other.write_text("")
    before, apart = compiled.cache_folder(room / "near.py"), compiled.cache_folder(other)
    assert before == compiled.cache_folder(room / "near.py") != apart
    (room / "far.py").write_text("from matcher import near\nX = 2\n")
    assert compiled.cache_folder(room / "near.py") != before
    assert compiled.cache_folder(other) == apart


def test_compiled_code_may_be_kept_elsewhere(tmp_path, monkeypatch):
    def one() -> int:
        return 1

    monkeypatch.setattr(compiled, "_KEPT_ELSEWHERE", True)
    monkeypatch.setattr(compiled.config, "CACHE_DIR", str(tmp_path))
    assert compiled.kernel(one)() == 1
    assert str(tmp_path) == compiled.config.CACHE_DIR
