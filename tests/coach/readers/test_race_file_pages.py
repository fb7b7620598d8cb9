"""JSON lines, saved result pages and pasted text become results."""

import json

import pytest

from coach.readers.race_files import (
    RaceFileNeedsAnswer,
)
from tests.coach.readers.race_file_samples import (
    ANSWERS,
    SPLITS_S,
    SPLITS_SUM_S,
    only,
    read,
)


def json_line(**changed: object) -> str:
    names = ["Running", "1000m Ski Erg", "2x25m Sled Push", "2x25m Sled Pull", "80m Burpee Broad Jump"]
    names += ["1000m Ruder Erg", "200m Farmers Carry", "100m Sandbag Lunges", "Wall Balls"]
    runs = {f"{run:02}_Running {run}": float(SPLITS_S[2 * run - 2]) for run in range(1, 9)}
    stations = {f"{8 + place:02}_{names[place]}": float(SPLITS_S[2 * place - 1]) for place in range(1, 9)}
    splits: dict[str, object] = {**runs, **stations, "17_Roxzone Time": None}
    splits |= {key: changed[key] for key in splits.keys() & changed.keys()}
    record = {
        "category": "men",
        "division": "regular",
        "event": "Hyrox",
        "event_occurrence": "2018 Hamburg",
        "judges_penalty": changed.get("judges_penalty"),
        "name": "Athlete, One (GER)",
        "splits": splits,
        "total_time": changed.get("total_time", float(SPLITS_SUM_S + 352)),
        "url": f"http://results.example/?content=detail&idp={changed.get('idp', 'A1')}&lang=DE",
    }
    return json.dumps(record)


def test_json_lines_with_ordered_labels_give_a_derived_roxzone() -> None:
    result = only(read(json_line().encode()))

    assert (result["roxzone"], result["event_name"], result["division"]) == (352, "2018 Hamburg", "open")
    assert (result["name"], result["nationality"], result["source_id"]) == ("Athlete, One", "GER", "A1")


def test_a_penalty_no_remainder_can_hold_is_found_inside_the_long_split() -> None:
    line = json_line(
        **{"16_Wall Balls": 950.0}, judges_penalty="10 Minutes - Missing 2 Lap", total_time=SPLITS_SUM_S + 490 + 300
    )

    result = only(read(line.encode()))

    assert (result["penalty_s"], result["penalty_note"]) == (600, "10 Minutes - Missing 2 Lap")
    assert result["flags"] == ["The penalty of 10:00 is inside Wall balls"]


def test_missing_runs_leave_no_roxzone_and_no_totals() -> None:
    line = json_line(**{f"0{run}_Running {run}": None for run in range(4, 8)})

    result = only(read(line.encode()))

    assert result[["roxzone", "runs_total", "stations_total"]].isna().all()
    assert result["flags"] == ["4 of 16 splits are missing"]


def test_a_json_list_reads_like_json_lines() -> None:
    listed = f"[{json_line()},{json_line(idp='A2', total_time=5100.0)}, 7]".encode()

    race_file = read(listed)

    assert race_file.results["line"].tolist() == [1, 2]
    assert [row.line for row in race_file.refused] == [3]


PAGE = """<!-- saved --><h2>Results: 2024 Glasgow / HYROX PRO MEN</h2>
<table><tr><th>Name</th><td>Athlete 1 (GBR)</td></tr><tr><th>Age Group</th><td>–</td></tr>
<tr><th>Rank (M/W)</th><td>301</td></tr><tr><th>Overall Time</th><td>01:17:53</td></tr></table>
<table><tr><th>Split</th><th>Time</th><th>Place</th></tr><tr><th>Running 1</th><td>00:04:01</td><td>210</td></tr>
<tr><th>50m Sled Push</th><td>–</td><td>–</td></tr><tr><th>Roxzone Time</th><td>00:06:38</td><td>2</td></tr>
<tr><th>Best Run Lap</th><td>00:03:01</td><td>200</td></tr></table>
<table><thead><tr><th>Split</th><th>Time Of Day</th><th>Time</th><th>Diff</th></tr></thead>
<tr><th>Rox In</th><td>10:04:01</td><td>00:04:01</td><td>04:01</td></tr></table>"""


def test_a_saved_results_page_is_one_result() -> None:
    result = only(read(PAGE.encode()))

    assert (result["event_name"], result["division"], result["gender"]) == ("2024 Glasgow", "pro", "men")
    assert (result["total_seconds"], result["run_1"], result["roxzone_printed"]) == (4673, 241, 398)
    assert result[["sled_push", "run_2"]].isna().all()
    assert (result["name"], result["nationality"]) == ("Athlete 1", "GBR")


def test_a_saved_page_without_gender_asks_only_for_the_gender() -> None:
    with pytest.raises(RaceFileNeedsAnswer) as question:
        read(PAGE.replace("PRO MEN", "").encode())

    assert question.value.needs == ("gender",)


def test_a_saved_list_page_gives_one_result_per_line() -> None:
    line = '<li class="list-group-item row"><div class="list-field">{}</div><div class="list-field">{}</div></li>'
    head = '<li class="list-group-item list-group-header"><div class="list-field">Name</div>'
    head += '<div class="list-field">Total</div></li>'
    page = f"<ul>{head}{line.format('Athlete 1', '1:10:00')}{line.format('Athlete 2', '1:11:00')}</ul>"

    results = read(page.encode(), ANSWERS).results

    assert results["name"].tolist() == ["Athlete 1", "Athlete 2"]
    assert results["total_seconds"].tolist() == [4200, 4260]


def test_text_pasted_from_a_results_page_is_one_result() -> None:
    pasted = "Results: 2025 Paris / HYROX WOMEN\nName: Athlete 1\nRunning 1\t00:04:01\t210\nSkiErg 4:20\n"
    pasted += "50m Sled Push\n3:05\nBest Run Lap\t3:00\nTotal: 1:20:00\n"

    result = only(read(pasted.encode()))

    assert (result["event_name"], result["gender"], result["name"]) == ("2025 Paris", "women", "Athlete 1")
    assert (result["run_1"], result["ski_erg"], result["sled_push"]) == (241, 260, 185)
    assert result["total_seconds"] == 4800
