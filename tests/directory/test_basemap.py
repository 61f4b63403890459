"""The projection, and the base maps that are made with it."""

import json
from math import cos, radians
from pathlib import Path

import pytest

from directory.map import basemap
from directory.map.projection import HALF_WIDTH, equal_earth

STATIC = Path(__file__).resolve().parents[2] / "static"


@pytest.mark.parametrize(
    ("longitude", "latitude", "centre", "place"),
    [
        (0, 0, 0, (0, 0)),
        (180, 0, 0, (2.70663, 0)),
        (-180, 0, 0, (-2.70663, 0)),
        (0, 90, 0, (0, 1.31736)),
        (-175, 0, 175, (0.15037, 0)),
        (170, 0, -175, (-0.22555, 0)),
    ],
)
def test_equal_earth_is_projected(longitude, latitude, centre, place):
    assert equal_earth(longitude, latitude, centre) == pytest.approx(place, abs=1e-4)


@pytest.mark.parametrize(("longitude", "latitude"), [(0, 0), (24.83, 60.18), (-120, -45), (170, 80)])
def test_areas_are_true(longitude, latitude):
    step = 1e-4
    (x0, y0), (x1, y1), (x2, y2) = (equal_earth(longitude + east, latitude + north) for east, north in ((0, 0), (step, 0), (0, step)))
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    assert area / radians(step) ** 2 == pytest.approx(cos(radians(latitude)), rel=1e-4)


def test_the_equator_is_as_wide_as_it_says():
    assert equal_earth(180, 0)[0] == pytest.approx(HALF_WIDTH, abs=1e-12)


def test_the_committed_base_maps_are_what_is_made_from_the_shapes():
    assert (STATIC / "img" / "world.svg").read_text("utf-8") == basemap.world_svg()
    assert (STATIC / "geo" / "world.json").read_text("utf-8") == basemap.world_json()


def test_the_base_maps_are_light():
    assert (STATIC / "img" / "world.svg").stat().st_size < 42_000
    assert (STATIC / "geo" / "world.json").stat().st_size < 256_000


def test_a_border_is_simplified_alike_on_both_sides():
    square = [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0), (5.1, 10.0), (5.0, 15.0), (5.0, 20.0), (0.0, 20.0), (0.0, 0.0)]
    neighbour = [(5.0, 0.0), (9.0, 0.0), (9.0, 20.0), (5.0, 20.0), (5.0, 15.0), (5.1, 10.0), (5.0, 5.0), (5.0, 0.0)]

    found = basemap.simplified({"AA": [square], "BB": [neighbour], "CC": [[(30.0, 0.0), (31.0, 0.0), (30.0, 1.0), (30.0, 0.0)]]}, 0.5, 1)

    assert found == {
        "AA": [[(5.0, 0.0), (5.0, 20.0), (0.0, 20.0), (0.0, 0.0), (5.0, 0.0)]],
        "BB": [[(5.0, 0.0), (9.0, 0.0), (9.0, 20.0), (5.0, 20.0), (5.0, 0.0)]],
    }


def test_the_shapes_for_the_script_are_of_countries():
    collection = json.loads((STATIC / "geo" / "world.json").read_text("utf-8"))
    codes = [feature["properties"]["code"] for feature in collection["features"]]
    assert {"CN", "FI", "BR"} <= set(codes)
    assert "AQ" not in codes
