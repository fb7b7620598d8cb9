"""Each kind of results file is read, or says what it needs."""

import pandas as pd
import pytest

from coach.engines.splits import SPLITS
from coach.readers.race_files import (
    RESULT_DTYPES,
    RaceFileAnswers,
    RaceFileNeedsAnswer,
)
from tests.coach.readers.race_file_samples import (
    ANSWERS,
    OFFICIAL_HEADER,
    OFFICIAL_LABELS,
    SPLITS_S,
    SPLITS_SUM_S,
    csv_of,
    official_file,
    official_row,
    only,
    read,
)


def test_an_official_row_keeps_the_printed_roxzone_beside_the_derived_one() -> None:
    result = only(official_file(official_row(total="01:26:00", roxzone="468")))

    assert result["total_seconds"] == 5160
    assert [result[split] for split in SPLITS] == list(SPLITS_S)
    assert (result["roxzone_printed"], result["roxzone"]) == (468, 5160 - SPLITS_SUM_S)
    assert result["residual_s"] == 5160 - SPLITS_SUM_S - 468
    assert (result["event_name"], result["season"]) == ("2025 Paris", 7)
    assert (result["division"], result["gender"], result["status"]) == ("open", "men", "finished")
    assert result["flags"] == []


def test_a_row_of_dashes_is_no_result_and_not_a_dnf() -> None:
    blank = official_row([None] * 16, total="–", roxzone="–", name="Athlete 2")

    race_file = official_file(official_row(), blank)

    assert (len(race_file.results), race_file.rows_without_result, race_file.rows_read) == (1, 1, 2)


def test_the_frame_has_the_declared_dtypes_also_when_it_is_empty() -> None:
    race_file = official_file(official_row([None] * 16, total=""))

    assert race_file.results.empty
    assert {name: str(dtype) for name, dtype in race_file.results.dtypes.items()} == RESULT_DTYPES


def test_totals_in_a_slug_file_do_not_make_a_roxzone_as_long_as_the_race() -> None:
    header = f"event,division,rank,name,nation,total_time,result_id,{OFFICIAL_LABELS}"
    header += ",Running Total,Workouts Total,Roxzone Total,Total Time"
    splits = ",".join(str(split) for split in SPLITS_S)
    complete = f"s8-2025-melbourne,hyrox-women,1,Athlete 1,AU,1:26:00,R1,{splits},2400,2295,463,5160"
    without_splits = f"s8-2025-melbourne,hyrox-women,2,Athlete 2,AU,1:22:00,R2,{',' * 15},0,0,4920,4920"

    results = read(csv_of(header, complete, without_splits)).results

    assert results["event_name"].tolist() == ["2025 Melbourne"] * 2
    assert results["season"].tolist() == [8, 8]
    assert results["residual_s"].iloc[0] == -3
    assert results["total_seconds"].tolist() == [5160, 4920]
    assert results.loc[1, ["roxzone", "roxzone_printed", "runs_total", "stations_total"]].isna().all()
    assert results["flags"].iloc[1] == []


def test_zero_in_a_run_or_work_column_is_missing_but_the_last_transition_really_is_zero() -> None:
    legs = ",".join(f"run_{leg},work_{leg},roxzone_{leg}" for leg in range(1, 9))
    clocks = [f"0:0{5 - leg % 2}:00,0:04:30,0:00:{'00' if leg == 8 else '40'}" for leg in range(1, 9)]
    row = f"J1,S6 2024 Glasgow,Athlete 1,male,GBR,40-44,open,1:16:40,{','.join(clocks)}"
    hole = row.replace("0:04:30", "0:00:00", 1).replace("Athlete 1", "Athlete 2")
    header = f"event_id,event_name,name,gender,nationality,age_group,division,total_time,{legs}"

    results = read(csv_of(header, row, hole)).results

    assert results["roxzone_printed"].tolist() == [280, 280]
    assert results["residual_s"].iloc[0] == 4600 - 36 * 60 - 36 * 60 - 280
    assert pd.isna(results["ski_erg"].iloc[1])
    assert results.loc[1, ["roxzone", "runs_total", "stations_total"]].isna().all()
    assert results["flags"].iloc[1] == ["No time for SkiErg: a neighbouring split may hold it"]
    assert (results["event_name"].iloc[0], results["season"].iloc[0]) == ("2024 Glasgow", 6)


def test_minutes_as_decimals_are_told_by_the_official_times() -> None:
    header = "event_name,name,gender,division,total_time,run_time,run1_time,skiErg_time"
    row = "S6 2024 Glasgow,Athlete 1,male,open,74.36666666666666,36.6,4.383333333333334,4.433333333333334"

    race_file = read(csv_of(header, row))

    result = only(race_file)
    assert (result["total_seconds"], result["run_1"], result["ski_erg"]) == (4462, 263, 266)
    assert race_file.warnings[0] == "Times without a colon were read as minutes."


CAMEL_HEADER = (
    "name,run1_time,skiErg_time,run2_time,sledPush_time,run3_time,sledPull_time,run4_time,burpeeBroadJumps_time,"
    "run5_time,rowing_time,run6_time,farmersCarry_time,run7_time,sandbagLunges_time,run8_time,wallBalls_time,roxZone_time"
)
CAMEL_ROW = "Athlete 1," + ",".join(f"0{split // 60}:{split % 60:02}.5" for split in SPLITS_S) + ",07:30.3"


def test_a_file_that_names_no_event_division_or_gender_asks_for_all_three() -> None:
    with pytest.raises(RaceFileNeedsAnswer, match="which event") as question:
        read(csv_of(CAMEL_HEADER, CAMEL_ROW))

    assert question.value.needs == ("event_name", "division", "gender")


def test_with_answers_the_file_is_read_and_the_official_time_computed_from_all_parts() -> None:
    race_file = read(csv_of(CAMEL_HEADER, CAMEL_ROW), ANSWERS)

    result = only(race_file)
    assert result["total_seconds"] == SPLITS_SUM_S + 16 * 0.5 + 450.3
    assert result["is_total_computed"]
    assert result["roxzone"] == 450.3
    assert pd.isna(result["residual_s"])
    assert (result["event_name"], result["division"], result["gender"]) == ("2025 Paris", "open", "men")


def test_answers_that_name_nothing_known_are_asked_again() -> None:
    for wrong in ({"division": "masters"}, {"gender": "?"}, {"event_name": "7"}):
        with pytest.raises(RaceFileNeedsAnswer) as question:
            read(csv_of(CAMEL_HEADER, CAMEL_ROW), ANSWERS._replace(**wrong))

        assert len(question.value.needs) == 1


def test_official_times_alone_make_results_without_splits() -> None:
    header = "id,venue,event_id,location,gender,rank,name,nationality,age_group,finish_time,finish_seconds"
    rows = [f'{n},Anaheim 2025,H_LR3,"Anaheim, CA",M,{n},Athlete {n},USA,25-29,01:01:39,3699' for n in (1, 2)]

    race_file = read(csv_of(header, *rows))

    assert race_file.results["event_name"].tolist() == ["2025 Anaheim"] * 2
    assert race_file.results["division"].tolist() == ["open"] * 2
    assert race_file.rows_duplicate == 0
    assert race_file.results[list(SPLITS)].isna().all(axis=None)


GERMAN_HEADER = (
    "Platz;Name;Nat;Altersklasse;Division;Lauf 1;SkiErg;Lauf 2;Sled Push;Lauf 3;Sled Pull;Lauf 4;Burpee Broad Jump;"
    "Lauf 5;Row;Lauf 6;Farmers Carry;Lauf 7;Sandbag Lunges;Lauf 8;Wall Balls;Roxzone Time;Penalty;Total"
)


def test_a_german_spreadsheet_export_is_read_with_its_marks() -> None:
    clocks = "4:30;4:40,5;00:04:50;3:00;5:00;5:00;5:00;5:30;5:05;4:50;5:00;2:10;5:00;5:25;5:40;7:40"
    rows = [
        f'1;"Athlete, One (GBR)";GBR;30-34;HYROX MEN;{clocks};7:00;–;1:26:08',
        f'2;"Athlete, Two";GER;–;HYROX MEN;{clocks.replace("4:40,5", "–")};7:00;+3:00;1:30:02',
        f'DNF;"Athlete, Three";FRA;35-39;HYROX PRO MEN;3:50;4:02{";–" * 15};DSQ;DNF',
    ]
    content = b"\xef\xbb\xbf" + csv_of(GERMAN_HEADER, *rows)

    results = read(content, RaceFileAnswers(event_name="2025 Hamburg")).results

    assert results["ski_erg"].tolist()[0] == 280.5
    assert results["flags"].iloc[0] == ["Official time and parts differ by +0:48, unexplained"]
    assert (results["penalty_s"].iloc[1], results["age_group"].iloc[1]) == (180, None)
    assert (results["status"].iloc[2], results["run_1"].iloc[2]) == ("dsq", 230)
    assert pd.isna(results["total_seconds"].iloc[2])


def test_a_title_above_the_header_and_blank_rows_do_not_disturb_the_line_numbers() -> None:
    content = csv_of("My race,,,", OFFICIAL_HEADER, official_row(), "", ",,,,", official_row(total="01:30:00"))

    race_file = read(content)

    assert race_file.results["line"].tolist() == [3, 6]
    assert race_file.rows_read == 2


def test_a_line_break_inside_a_cell_keeps_the_line_numbers_right() -> None:
    rows = [official_row(name='"Athlete\n1"'), official_row(total="01:30:00")]

    assert official_file(*rows).results["line"].tolist() == [2, 4]
