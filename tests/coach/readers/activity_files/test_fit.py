"""FIT files of watches: numbers as the device summed them up, local days, one activity per sport."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, UnreadableActivityFile
from coach.readers.activity_files.fit import read_fit
from tests.coach.readers.activity_files.fit_samples import (
    START,
    Fields,
    activity,
    fit_file,
    one_hour_run,
    records,
    seconds_of,
    session,
)

HOUR = timedelta(hours=1)


def only(read: ActivityFile) -> ActivityEntry:
    assert len(read.entries) == 1, read
    assert read.rows_read == 1
    return read.entries[0]


def test_a_run_keeps_what_the_watch_summed_up() -> None:
    run = only(read_fit(one_hour_run()))

    assert (run.family, run.type_name, run.is_indoor) == ("run", "Running", False)
    assert (run.distance_m, run.duration_s, run.moving_s, run.elapsed_s) == (10_797.0, 3600.0, 3590.0, 3600.0)
    assert (run.heart_rate_avg_bpm, run.heart_rate_max_bpm) == (150, 171)
    assert (run.ascent_m, run.descent_m, run.calories) == (64.0, 62.0, 712)
    assert (run.aerobic_effect, run.power_w) == (3.4, 271.0)
    assert run.stride_m == pytest.approx(1.065)
    assert run.best_pace_s_per_km == pytest.approx(250.0)


def test_cadence_of_one_leg_becomes_steps_with_its_fraction() -> None:
    run = only(read_fit(one_hour_run()))

    assert run.cadence_spm == 169.0
    assert run.laps[0].cadence_spm == 169.0
    assert run.samples is not None
    assert run.samples.cadence_spm[0] == 169.0


def test_laps_are_kept_in_order() -> None:
    run = only(read_fit(one_hour_run()))

    assert [found.duration_s for found in run.laps] == [500.0] * 7 + [100.0]
    assert run.laps[0].distance_m == 1500.0
    assert run.laps[0].heart_rate_max_bpm == 160.0
    assert run.laps[0].ascent_m == 8.0


def test_samples_are_thinned_evenly_and_keep_both_ends() -> None:
    samples = only(read_fit(one_hour_run())).samples

    assert samples is not None
    assert {len(column) for column in samples} == {2000}
    assert (samples.elapsed_s[0], samples.elapsed_s[-1]) == (0.0, 3599.0)
    assert samples.distance_m[-1] == pytest.approx(3.0 * 3599)
    assert samples.speed_m_s[0] == 3.0
    assert samples.altitude_m[0] == 40.0


def test_the_local_day_comes_from_the_watch() -> None:
    late = datetime(2026, 5, 2, 22, 30, tzinfo=UTC)

    run = only(read_fit(fit_file(session(late), activity(late + HOUR, offset_s=7200))))

    assert run.started_at == datetime(2026, 5, 3, 0, 30)  # noqa: DTZ001
    assert run.started_at_utc == datetime(2026, 5, 2, 22, 30)  # noqa: DTZ001
    assert run.is_start_local


def test_a_zone_of_three_quarters_of_an_hour_is_told_from_a_clock_that_runs_late() -> None:
    run = only(read_fit(fit_file(session(), activity(START + HOUR, offset_s=20_700 + 4))))

    assert run.started_at == datetime(2026, 5, 2, 12, 15)  # noqa: DTZ001


@pytest.mark.parametrize("offset_s", [None, -40 * 3600])
def test_without_a_believable_local_time_the_start_is_marked_as_utc(offset_s: int | None) -> None:
    run = only(read_fit(fit_file(session(), activity(START + HOUR, offset_s=offset_s))))

    assert run.started_at == run.started_at_utc
    assert not run.is_start_local


@pytest.mark.parametrize(
    ("sport", "sub_sport", "family", "is_indoor"),
    [
        ("running", "treadmill", "run", True),
        ("running", "ultra", "run", False),
        ("running", "virtual_activity", "run", True),
        ("walking", "casual_walking", "walk", False),
        ("hiking", "generic", "hike", False),
        ("training", "strength_training", "strength", False),
        ("training", "cardio_training", "cardio", False),
        ("training", "amrap", "cardio", False),
        ("hiit", "tabata", "cardio", False),
        ("training", "yoga", "mobility", False),
        ("fitness_equipment", "indoor_rowing", "row", True),
        ("fitness_equipment", "treadmill", "run", True),
        ("rowing", "generic", "row", False),
        ("cycling", "indoor_cycling", "bike", True),
        ("swimming", "lap_swimming", "swim", True),
        ("tennis", "generic", "other", False),
    ],
)
def test_sport_and_sub_sport_give_the_family(sport: str, sub_sport: str, family: str, is_indoor: bool) -> None:
    found = only(read_fit(fit_file(session(sport=sport, sub_sport=sub_sport))))

    assert (found.family, found.is_indoor) == (family, is_indoor)
    assert found.raw["sport"] == sport


def test_a_treadmill_run_without_positions_is_a_normal_activity() -> None:
    indoor = [(name, {**fields, "position_lat": None, "position_long": None}) for name, fields in records(count=60)]

    run = only(read_fit(fit_file(*indoor, session(sub_sport="treadmill", total_distance=8000.0, total_ascent=0))))

    assert run.distance_m == 8000.0
    assert run.ascent_m is None
    assert run.samples is not None


def test_a_flat_run_outdoors_climbs_zero_metres() -> None:
    run = only(read_fit(fit_file(session(total_ascent=0, total_distance=5000.0))))

    assert run.ascent_m == 0.0


def test_a_pool_swim_counts_no_steps() -> None:
    swim = only(read_fit(fit_file(session(sport="swimming", sub_sport="lap_swimming", avg_cadence=22))))

    assert swim.cadence_spm is None
    assert swim.family == "swim"


def test_what_a_device_writes_as_zero_is_missing() -> None:
    strength = only(
        read_fit(
            fit_file(session(sport="training", sub_sport="strength_training", total_distance=0.0, total_calories=0))
        )
    )

    assert (strength.distance_m, strength.calories, strength.heart_rate_avg_bpm) == (None, None, None)


def test_heart_rate_missing_in_the_summary_comes_from_the_records() -> None:
    run = only(read_fit(fit_file(*records(count=40), session(duration_s=40))))

    assert (run.heart_rate_avg_bpm, run.heart_rate_max_bpm) == (150, 159)


def test_the_timer_missing_in_the_summary_comes_from_the_activity() -> None:
    run = only(read_fit(fit_file(session(total_timer_time=None), activity(START + HOUR, total_timer_time=3000.0))))

    assert run.duration_s == 3000.0


def test_the_timer_missing_everywhere_comes_from_its_starts_and_stops() -> None:
    def timer(second: int, kind: str) -> tuple[str, Fields]:
        return "EVENT", {"timestamp": START + timedelta(seconds=second), "event": "timer", "event_type": kind}

    events = [timer(0, "start"), timer(600, "stop_all"), timer(900, "start"), timer(3500, "stop_all")]

    run = only(read_fit(fit_file(*events, session(total_timer_time=None))))

    assert run.duration_s == 3200.0


def test_the_distance_of_the_device_is_never_recomputed_from_positions() -> None:
    run = only(read_fit(fit_file(*records(count=600), session(duration_s=600, total_distance=50.0))))

    assert run.distance_m == 50.0


def test_positions_give_the_distance_only_where_the_device_counted_none() -> None:
    uncounted = [(name, {**fields, "distance": None}) for name, fields in records(count=601)]
    lost = [("RECORD", {"timestamp": START + timedelta(seconds=601), "position_lat": 0, "position_long": 0})]

    run = only(read_fit(fit_file(*uncounted, *lost, session(duration_s=601))))

    assert run.distance_m == pytest.approx(600 * 320 * 180 / 2**31 * 111_195, rel=1e-3)


def test_speed_and_altitude_are_read_from_their_wide_fields() -> None:
    wide = [("RECORD", {"timestamp": START, "speed": 2.0, "enhanced_speed": 3.5, "altitude": 10.0,
                        "enhanced_altitude": 4810.0})]  # fmt: skip

    samples = only(read_fit(fit_file(*wide, session()))).samples

    assert samples is not None
    assert (samples.speed_m_s, samples.altitude_m) == ((3.5,), (4810.0,))


def test_heart_rate_in_messages_of_its_own_reaches_the_records() -> None:
    moments: list[Fields] = [{"timestamp": START + timedelta(seconds=second)} for second in range(1, 11)]
    bare = [("RECORD", moment) for moment in moments]
    anchor: tuple[str, Fields] = ("HR", {"timestamp": START, "fractional_timestamp": 0.0, "filtered_bpm": [120],
                                         "event_timestamp": [100.0]})  # fmt: skip
    later: tuple[str, Fields] = ("HR", {"filtered_bpm": [130] * 5, "event_timestamp": [102.0, 104, 106, 108, 110]})

    swim = only(read_fit(fit_file(*bare, anchor, later, session(duration_s=10, sport="swimming"))))

    assert swim.heart_rate_max_bpm == 130
    assert swim.samples is not None
    assert swim.samples.heart_rate_bpm[5] == 130.0


def test_the_name_of_the_workout_becomes_the_title() -> None:
    run = only(read_fit(fit_file(("WORKOUT", {"wkt_name": "5x1000 I", "sport": "running"}), session())))

    assert run.title == "5x1000 I"


@pytest.mark.parametrize("kind", ["workout", "course"])
def test_plans_and_courses_are_refused_with_the_reason(kind: str) -> None:
    read = read_fit(fit_file(("WORKOUT", {"wkt_name": "Long run", "sport": "running"}), file_type=kind))

    assert read.entries == ()
    assert read.rows_read == len(read.refused) == 1
    assert kind in read.refused[0].reason


def test_files_a_watch_keeps_for_itself_are_unreadable_with_their_kind() -> None:
    with pytest.raises(UnreadableActivityFile, match="monitoring b"):
        read_fit(fit_file(file_type="monitoring_b"))


@pytest.mark.parametrize("seconds", [0, 40_000])
def test_a_clock_that_was_never_set_is_refused(seconds: int) -> None:
    moment = datetime(1989, 12, 31, tzinfo=UTC) + timedelta(seconds=seconds)

    read = read_fit(fit_file(session(moment)))

    assert read.entries == ()
    assert "clock" in read.refused[0].reason


def test_times_are_seconds_of_fits_own_epoch() -> None:
    assert seconds_of(datetime(1989, 12, 31, 0, 1, tzinfo=UTC)) == 60
