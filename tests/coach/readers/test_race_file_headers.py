"""Column headers of many sources and what they mean."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.splits import SPLITS
from coach.readers.race_files import headers
from coach.readers.race_files.headers import Header, column_layout, header_meaning, header_score
from tests.coach.readers.race_file_samples import OFFICIAL_LABELS

SEEN = {
    "run_3": "Running 3 | run_3 | run3 | run3_time | run_3_time | run_3_seconds | 03_Running 3 | Lauf 3",
    "ski_erg": "1000m SkiErg | 1000m Ski Erg | SkiErg | ski | skiErg_time | ski_erg_time | work_1 | 09_1000m Ski Erg",
    "sled_push": "50m Sled Push | 2x25m Sled Push | 4x12.5m Sled Push | sledPush_time | work_2 | 10_2x25m Sled Push",
    "sled_pull": "50m Sled Pull | 2x25m Sled Pull | 4x12.5m Sled Pull | sled_pull | work_3",
    "burpee_broad_jump": "80m Burpee Broad Jump | burpeeBroadJumps_time | burpee_bj | burpees | BBJ | work_4",
    "row": "1000m Row | 1000m Ruder Erg | rowErg_time | rowing_time | row | work_5",
    "farmers_carry": "200m Farmers Carry | farmersCarry_time | farmers | Farmer's Carry | work_6",
    "sandbag_lunges": "100m Sandbag Lunges | sandbag_lunge | sandbagLunges_time | lunges | work_7",
    "wall_balls": "Wall Balls | wallBalls_time | wallballs | 100 reps Wall Balls | work_8",
    "roxzone_printed": "Roxzone Time | Roxzone Total | roxzone_time | roxZone_time | 17_Roxzone Time",
    "runs_total": "Run Total | Running Total | run_total | run_time",
    "stations_total": "Workouts Total | work_time | working_total",
    "total_seconds": "Overall_Time | Overall_Time_Sec | Overall Time | total_time | Total Time | Total | finish_time",
    "name": "Name | Member | athlete | athlete_name",
    "age_group": "Age Group | Age_Group | Altersklasse",
    "nationality": "Nat | Nation | Nationality",
    "rank": "Rank | rank | Platz | place | Rank (M/W)",
    "penalty": "Penalty | judges_penalty",
    "source_id": "IDP | result_id",
}


@pytest.mark.parametrize(
    ("field", "text"), [(field, text) for field, texts in SEEN.items() for text in texts.split(" | ")]
)
def test_a_header_seen_in_the_wild_is_known(field: str, text: str) -> None:
    meaning = header_meaning(text)

    assert meaning is not None
    assert meaning.field == field


@pytest.mark.parametrize(
    "text",
    [
        "Best Run Lap",
        "run_1_place",
        "Sled Push Place",
        "Country",
        "Continent",
        "id",
        "Bib Number",
        "",
        "9",
        "start_time",
    ],
)
def test_a_column_that_tells_nothing_we_keep_is_not_read(text: str) -> None:
    assert header_meaning(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Overall_Time_Sec", "s"),
        ("finish_seconds", "s"),
        ("run_1 (min)", "min"),
        ("ski_time_min", "min"),
        ("Row", None),
    ],
)
def test_a_suffix_names_the_unit(text: str, unit: str | None) -> None:
    meaning = header_meaning(text)

    assert meaning is not None
    assert meaning.unit == unit


def test_run_time_is_the_sum_of_runs_and_no_run() -> None:
    assert header_meaning("run_time") == Header("runs_total")


def test_headers_that_collide_after_normalising_keep_both_columns() -> None:
    layout = column_layout(["total_time", "Name", "Total Time"])

    assert layout.columns["total_seconds"] == [0, 2]


def test_a_bare_time_column_is_the_official_time_only_without_a_better_one() -> None:
    assert column_layout(["Name", "Time"]).columns["total_seconds"] == [1]
    assert column_layout(["Name", "Time", "Total"]).columns["total_seconds"] == [2]


def test_the_order_of_columns_does_not_matter() -> None:
    labels = OFFICIAL_LABELS.split(",")

    interleaved, runs_first = column_layout(labels), column_layout([*labels[::2], *labels[1::2]])

    assert set(interleaved.columns) == set(runs_first.columns) == set(SPLITS)


def test_a_line_of_values_is_no_header() -> None:
    assert header_score(["Athlete 1", "4:30", "1:20:00"]) == 0


@given(
    st.sampled_from([text for texts in SEEN.values() for text in texts.split(" | ")]),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["{}", " {} ", "\ufeff{}", "{}\t"]),
)
def test_capitals_and_spaces_around_a_header_do_not_matter(text: str, written: "type[str]", frame: str) -> None:
    assert header_meaning(frame.format(written(text))) == header_meaning(text)


@given(st.text(max_size=200))
def test_any_text_is_a_known_header_or_none(text: str) -> None:
    meaning = header_meaning(text)

    assert meaning is None or meaning.field


def test_the_documented_examples_hold() -> None:
    assert doctest.testmod(headers).failed == 0
