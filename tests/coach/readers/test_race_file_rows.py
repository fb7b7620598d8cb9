"""Rows become results, are refused with a reason, or repeat an earlier one."""

import doctest

import pandas as pd

from coach.readers import race_files
from coach.readers.race_files import RaceFileAnswers
from tests.coach.readers.race_file_samples import (
    ANSWERS,
    OFFICIAL_HEADER,
    SPLITS_S,
    SPLITS_SUM_S,
    csv_of,
    official_file,
    official_row,
    only,
    read,
)


def replaced(place: int, seconds: float | None) -> list[float | None]:
    splits: list[float | None] = list(SPLITS_S)
    splits[place] = seconds
    return splits


def test_an_unknown_category_is_refused_with_its_line_and_reason() -> None:
    race_file = official_file(official_row(), official_row(category="MEN CORPORATE"))

    assert race_file.refused == [(3, "the category “MEN CORPORATE” is not known")]
    assert len(race_file.results) == 1


def test_a_row_without_category_in_a_file_that_has_them_is_refused() -> None:
    race_file = read(csv_of("Location,Category,Name,Total", "2025 PARIS,MEN,A,1:20:00", "2025 PARIS,,B,1:21:00"))

    assert race_file.refused == [(3, "the row names no division")]


def test_an_answer_fills_only_the_rows_that_are_silent() -> None:
    content = csv_of("Location,Category,Name,Total", "2025 PARIS,PRO MEN,A,1:20:00", "2025 PARIS,,B,1:21:00")

    results = read(content, RaceFileAnswers(division="open", gender="women")).results

    assert results["division"].tolist() == ["pro", "open"]
    assert results["gender"].tolist() == ["men", "women"]


def test_a_row_with_more_cells_than_the_header_is_refused() -> None:
    race_file = official_file(official_row(), official_row() + ",extra")

    assert [row.line for row in race_file.refused] == [3]
    assert "cells" in race_file.refused[0].reason


def test_a_row_whose_only_time_is_no_time_is_refused() -> None:
    race_file = read(csv_of("Name,Total", "Athlete 1,1:20:00", "Athlete 2,soon"), ANSWERS)

    assert race_file.refused == [(3, "“soon” is not a time: write it as h:mm:ss, for example 1:23:45")]


def test_rows_of_a_file_are_all_accounted_for() -> None:
    race_file = official_file(
        official_row(),
        official_row(),
        official_row(category="UNICORN"),
        official_row([None] * 16, total="", name="Athlete 9"),
        official_row(total="1:30:00"),
    )

    counted = len(race_file.results) + len(race_file.refused) + race_file.rows_without_result + race_file.rows_duplicate
    assert counted == race_file.rows_read == 5


def test_the_same_result_id_in_one_event_is_a_duplicate() -> None:
    race_file = official_file(official_row(result_id="R1"), official_row(result_id="R1", total="1:27:00"))

    assert (len(race_file.results), race_file.rows_duplicate) == (1, 1)


def test_the_same_times_in_the_same_category_are_a_duplicate_even_under_another_name() -> None:
    race_file = official_file(official_row(result_id="R1"), official_row(result_id="R2", name='"Athlete, One"'))

    assert race_file.rows_duplicate == 1


def test_one_athlete_in_two_categories_has_two_results() -> None:
    race_file = official_file(official_row(), official_row(category="PRO MEN"))

    assert (len(race_file.results), race_file.rows_duplicate) == (2, 0)


def test_two_athletes_with_one_official_time_and_no_splits_are_two_results() -> None:
    race_file = read(csv_of("Name,Total", "Athlete 1,1:20:00", "Athlete 2,1:20:00", "Athlete 2,1:20:00"), ANSWERS)

    assert (len(race_file.results), race_file.rows_duplicate) == (2, 1)


def test_the_same_row_in_another_file_has_the_same_fingerprint() -> None:
    clocks = ",".join(f"{split // 60}:{split % 60:02}" for split in SPLITS_S)
    as_clocks = f"2025 PARIS,7,hyrox-men,Athlete 1,X,H,{clocks},,,1:26:00"

    first = only(read(csv_of(OFFICIAL_HEADER, as_clocks)))["fingerprint"]
    second = only(official_file(official_row()))["fingerprint"]

    assert first == second
    assert len(first) == 32


def test_splits_that_exceed_the_official_time_are_kept_but_not_usable() -> None:
    race_file = official_file(official_row(total="01:10:00"))

    result = only(race_file)
    assert not result["is_usable"]
    assert (result["total_seconds"], pd.isna(result["roxzone"])) == (4200, True)
    assert "more than the official time" in result["flags"][0]
    assert "1 result has splits that exceed the official time" in " ".join(race_file.warnings)


def test_one_missing_split_leaves_no_roxzone_and_is_not_filled() -> None:
    result = only(official_file(official_row(replaced(3, None))))

    assert result[["sled_push", "roxzone", "runs_total", "stations_total", "residual_s"]].isna().all()
    assert result["flags"] == ["No time for Sled push: a neighbouring split may hold it"]


def test_splits_without_official_time_or_roxzone_are_a_result_of_unknown_status() -> None:
    race_file = official_file(official_row(total="", category="ADAPTIVE MEN"))

    result = only(race_file)
    assert (result["status"], result["division"]) == ("unknown", "adaptive")
    assert pd.isna(result["total_seconds"])
    assert result["flags"] == ["No official time: not finished or not published"]


def test_a_time_outside_the_usual_range_is_marked_and_kept() -> None:
    race_file = official_file(official_row(replaced(1, 24)))

    result = only(race_file)
    assert result["ski_erg"] == 24
    assert result["flags"] == ["SkiErg 0:24 is outside the usual 2:50 to 15:00"]


def test_adaptive_races_are_not_measured_against_the_usual_range() -> None:
    result = only(official_file(official_row(replaced(0, 43), category="ADAPTIVE WOMEN")))

    assert result["flags"] == []


def test_a_remainder_that_cannot_be_a_roxzone_is_not_used() -> None:
    result = only(official_file(official_row(total="2:10:00")))

    assert pd.isna(result["roxzone"])
    assert result["flags"] == ["The splits leave 51:40, which cannot be a Roxzone; not used"]


def test_a_penalty_in_the_official_time_alone_is_named_and_kept_out_of_the_roxzone() -> None:
    header = f"{OFFICIAL_HEADER},Penalty"
    row = f"{official_row(total='01:29:00', roxzone='468')},3:00"

    result = only(read(csv_of(header, row)))

    assert result["residual_s"] == 5340 - SPLITS_SUM_S - 468
    assert result["roxzone"] == 5340 - 180 - SPLITS_SUM_S
    assert result["flags"] == ["The official time holds the penalty of 3:00; no split does"]


def test_a_penalty_without_a_residual_is_in_a_split_or_was_served() -> None:
    result = only(read(csv_of(f"{OFFICIAL_HEADER},Penalty", f"{official_row(roxzone='468')},3:00")))

    assert result["flags"] == ["The penalty of 3:00 is inside a split or was served on the course"]


def test_a_printed_roxzone_longer_than_the_race_is_not_kept() -> None:
    result = only(official_file(official_row(roxzone="9141")))

    assert pd.isna(result["roxzone_printed"])
    assert result["flags"] == ["The printed Roxzone is as long as the whole race; not used"]


def test_a_row_without_the_roxzone_its_file_prints_is_marked() -> None:
    rows = [official_row(roxzone="468", total=f"01:26:0{n}") for n in range(3)]

    race_file = official_file(*rows, official_row(total="01:26:05"))

    assert race_file.results["flags"].iloc[3] == ["No Roxzone printed: a split may hold a transition"]


def test_a_file_that_never_prints_the_roxzone_says_how_many_were_computed() -> None:
    race_file = official_file(official_row(), official_row(replaced(3, None)))

    assert race_file.warnings[0] == "Roxzone was not printed in this file; computed for 1 of 2 rows."


def test_disqualified_outweighs_did_not_finish_and_a_status_alone_is_a_result() -> None:
    header = "Rank,Status,Name,Total"
    rows = ["DNF,DSQ,Athlete 1,1:20:00", "DNS,,Athlete 2,", "3,finished,Athlete 3,1:25:00", ",,Athlete 4,"]

    race_file = read(csv_of(header, *rows), ANSWERS)

    assert race_file.results["status"].tolist() == ["dsq", "dns", "finished"]
    assert race_file.rows_without_result == 1


def test_several_events_in_one_file_stay_apart() -> None:
    rows = [official_row(), official_row().replace("2025 PARIS", "2025 JOHANNESBURG I")]

    assert official_file(*rows).results["event_name"].tolist() == ["2025 Paris", "2025 Johannesburg I"]


def test_a_file_without_any_result_asks_nothing() -> None:
    race_file = read(csv_of("Name,Total", "Athlete 1,–", "Athlete 2,"))

    assert (race_file.rows_without_result, len(race_file.results)) == (2, 0)


def test_elite_results_are_kept_as_pro_and_the_file_says_so() -> None:
    race_file = official_file(official_row(category="ELITE MEN"))

    assert only(race_file)["division"] == "pro"
    assert any("Elite" in warning for warning in race_file.warnings)


def test_the_documented_example_holds() -> None:
    assert doctest.testmod(race_files).failed == 0
