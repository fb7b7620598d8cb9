"""The same activity is found again, however it is told; another one never is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.activity_identity import KnownActivities, Trace, is_same, is_same_elsewhere
from coach.engines.activity_log import Session, is_counted, session_type_of, typed_before

START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local times have no zone
RUN = Trace("run", START, 10_000.0, 3_000.0)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001
MEASURES = st.none() | st.floats(1, 200_000)
TRACES = st.builds(Trace, st.sampled_from(("run", "walk", "hike", "bike", "other")), MOMENTS, MEASURES, MEASURES)


@given(TRACES)
def test_every_activity_is_itself(trace: Trace) -> None:
    assert is_same(trace, trace) or trace.family == "other"


@given(TRACES, TRACES)
def test_being_the_same_has_no_direction(one: Trace, other: Trace) -> None:
    near = other._replace(started_at=one.started_at + timedelta(seconds=40))

    assert is_same(one, near) == is_same(near, one)
    assert is_same_elsewhere(one, near) == is_same_elsewhere(near, one)


@given(TRACES, st.integers(-60, 60), st.floats(0.975, 1.025))
def test_a_minute_and_three_percent_are_found_in_the_index(trace: Trace, later_s: int, factor: float) -> None:
    known: KnownActivities[int] = KnownActivities()
    known.add(1, trace)

    again = trace._replace(
        started_at=trace.started_at + timedelta(seconds=later_s),
        distance_m=trace.distance_m and trace.distance_m * factor,
    )

    assert known.find(again) == 1


@pytest.mark.parametrize(
    "other",
    [
        RUN._replace(started_at=START + timedelta(seconds=61)),
        RUN._replace(family="bike"),
        RUN._replace(distance_m=10_400.0, duration_s=3_200.0),
        RUN._replace(family="multisport"),
    ],
)
def test_another_activity_is_not_taken_for_it(other: Trace) -> None:
    known: KnownActivities[int] = KnownActivities()
    known.add(1, RUN)

    assert known.find(other) is None


@pytest.mark.parametrize(
    "other",
    [
        RUN._replace(distance_m=None, duration_s=None),
        RUN._replace(distance_m=12_000.0),
        RUN._replace(duration_s=4_000.0),
        RUN._replace(family="other"),
    ],
)
def test_one_measure_that_agrees_is_enough(other: Trace) -> None:
    assert is_same(RUN, other)


def test_a_hike_is_a_walk_to_another_device() -> None:
    assert is_same(RUN._replace(family="hike"), RUN._replace(family="walk"))


def test_the_id_of_the_platform_decides_before_the_start() -> None:
    known: KnownActivities[int] = KnownActivities()
    known.add(1, RUN._replace(source="strava_csv", external_id="77"))
    known.add(2, RUN._replace(started_at=START + timedelta(days=3)))

    moved = RUN._replace(source="strava_csv", external_id="77", started_at=START + timedelta(days=3))

    assert known.find(moved) == 1
    assert known.find(moved._replace(source="garmin_archive")) == 2


def test_the_nearest_start_wins() -> None:
    known: KnownActivities[int] = KnownActivities()
    known.add(1, RUN._replace(started_at=START + timedelta(seconds=50)))
    known.add(2, RUN._replace(started_at=START + timedelta(seconds=10)))

    assert known.find(RUN) == 2


def test_moments_are_compared_where_both_know_them() -> None:
    abroad = RUN._replace(started_at=START - timedelta(hours=7), started_at_utc=START - timedelta(hours=2))
    known: KnownActivities[int] = KnownActivities()
    known.add(1, abroad)

    assert known.find(RUN._replace(started_at_utc=START - timedelta(hours=2), distance_m=9_900.0)) == 1


def test_two_equal_runs_hours_apart_stay_two_where_a_zone_is_unknown() -> None:
    known: KnownActivities[int] = KnownActivities()
    known.add(1, RUN)
    known.add(2, RUN._replace(started_at=START + timedelta(hours=9)))
    utc = RUN._replace(is_start_local=False)

    found = [known.find(utc._replace(started_at=START + timedelta(hours=hours))) for hours in (-2, 7, 11)]

    assert sorted(found[:2]) == [1, 2]  # type: ignore[type-var]
    assert found[2] is None


def test_every_family_is_a_kind_of_session() -> None:
    kinds = {family: session_type_of(family) for family in ("run", "row", "cardio", "strength", "swim", "other")}

    assert kinds == {
        "run": "run", "row": "hiit", "cardio": "hiit", "strength": "strength", "swim": "recovery", "other": "recovery",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("family", "type_name", "duration_s"),
    [("run", "Running", 59.0), ("multisport", "Triathlon", 7_000.0), ("other", "Incident Detected", 600.0)],
)
def test_what_is_no_training_is_not_counted(family: str, type_name: str, duration_s: float) -> None:
    assert not is_counted(family, type_name, duration_s)


@given(st.lists(st.builds(Session, st.dates(), st.just("run"), MEASURES, MEASURES), max_size=8))
def test_each_typed_session_is_one_activity_at_most(sessions: list[Session]) -> None:
    same_day = [session._replace(date=START.date()) for session in sessions]

    pairs = typed_before(same_day, same_day)

    assert len(set(pairs.values())) == len(pairs)
    measured = [session for session in same_day if session.distance_m or session.duration_s]
    assert len(pairs) == len(measured)
