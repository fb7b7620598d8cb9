"""Headers of a list: found without case, accents and marks, in every language, the old French format, too."""

from __future__ import annotations

import unicodedata

import pytest

from coach.readers.activity_files import garmin_columns
from coach.readers.activity_files.contract import Answers
from coach.readers.activity_files.garmin_columns import columns_of, folded
from coach.readers.activity_files.garmin_csv import is_garmin_csv, read_garmin_csv
from tests.coach.readers.activity_files.garmin_exports import HEADERS

OLD_FRENCH = " activite,Type,date,Temps,Distance,Gain_altitude,Perte_altitude,Vitesse_moy,Vitesse_max,Calories,"
OLD_ROWS = [
    'X,Course à pied,"lun., 30 juin 2014 7:03",20:46,"2,94",23,--,7:04,5:42,"1.241",',
    'X,Randonnée pédestre,"lun., 14 juil. 2014 10:40",1:41:16,"5,47",104,230,18:31,2:03,349,',
]


def without_accents(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@pytest.mark.parametrize("language", sorted(HEADERS))
def test_a_header_is_known_in_any_case_with_and_without_accents(language: str) -> None:
    headers = [name for name in HEADERS[language].split("|") if name]

    columns = [columns_of([change(name) for name in headers]) for change in (str, str.upper, without_accents)]

    assert {len(found.places) for found in columns if found} == {len(headers)}
    assert {found.language for found in columns if found} == {language[:2]}
    assert None not in columns


def test_no_header_means_two_things() -> None:
    meanings: dict[str, set[str]] = {}
    for text in garmin_columns._HEADERS.values():
        for field, variants in zip(garmin_columns.FIELDS, text.split("·"), strict=True):
            for variant in variants.split("/"):
                meanings.setdefault(folded(variant), set()).add(field)

    ambiguous = {name: fields for name, fields in meanings.items() if name and len(fields) > 1}

    assert ambiguous == {}


def test_the_old_french_list_is_read_with_its_worded_dates_and_short_times() -> None:
    read = read_garmin_csv("\n".join([OLD_FRENCH, *OLD_ROWS]).encode(), Answers(unit="km"))

    run, hike = read.entries
    assert (read.language, read.number_style) == ("fr", "comma")
    assert (run.family, run.distance_m, run.duration_s, run.calories) == ("run", 2940, 1246, 1241)
    assert (run.ascent_m, run.descent_m, run.best_pace_s_per_km, run.title) == (23, None, 342, None)
    assert (hike.family, hike.distance_m, hike.duration_s) == ("hike", 5470, 6076)


@pytest.mark.parametrize(
    "header",
    [
        "Activity Type,Date,Title",
        "Date,Time,Distance,Calories,Title",
        "Split,Time,Distance,Avg Pace,Avg HR",
        "Name,Running 1,SkiErg,Overall Time",
        "Datum;Zeit;Distanz;Ø Pace",
    ],
)
def test_other_tables_are_not_taken_for_an_activity_list(header: str) -> None:
    assert not is_garmin_csv(header.encode())
