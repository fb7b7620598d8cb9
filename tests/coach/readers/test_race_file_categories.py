"""Division, gender, event and season as files write them."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.readers.race_files import DIVISIONS, GENDERS, categories, events
from coach.readers.race_files.categories import parse_category
from coach.readers.race_files.events import event_in_heading, parse_event, parse_season


@pytest.mark.parametrize(
    ("text", "division", "gender"),
    [
        ("MEN", "open", "men"),
        ("WOMEN", "open", "women"),
        ("hyrox-men", "open", "men"),
        ("regular men", "open", "men"),
        ("HYROX MEN", "open", "men"),
        ("HYROX WOMEN - SATURDAY", "open", "women"),
        ("PRO WOMEN", "pro", "women"),
        ("hyrox-pro-men", "pro", "men"),
        ("MEN DOUBLES", "doubles", "men"),
        ("MIXED", "doubles", "mixed"),
        ("PRO WOMEN DOUBLES", "pro_doubles", "women"),
        ("TEAM RELAY MIXED", "relay", "mixed"),
        ("ADAPTIVE WOMEN", "adaptive", "women"),
        ("hyrox-adaptive-men", "adaptive", "men"),
        ("ELITE 15 MEN", "pro", "men"),
        ("HYROX", "open", None),
    ],
)
def test_a_category_text_names_division_and_gender(text: str, division: str, gender: str | None) -> None:
    category = parse_category(text)

    assert (category.division, category.gender, category.problem) == (division, gender, None)


@pytest.mark.parametrize(
    ("code", "division"),
    [("H", "open"), ("HPRO_X", "pro"), ("HE", "pro"), ("HD_1", "doubles"), ("HDP", "pro_doubles"), ("HMR", "relay")],
)
def test_an_event_code_names_the_division_where_the_text_does_not(code: str, division: str) -> None:
    assert parse_category("", "F", code) == (division, "women", None)


@pytest.mark.parametrize("code", ["HG_1", "HDG", "JGDMS4JI70C", ""])
def test_an_unknown_code_names_nothing(code: str) -> None:
    assert parse_category("", "M", code).division is None


def test_an_explicit_text_wins_over_the_code_but_a_bare_gender_does_not() -> None:
    assert parse_category("PRO MEN", "", "HD").division == "pro"
    assert parse_category("MIXED", "", "HMR").division == "relay"


@pytest.mark.parametrize(
    ("text", "gender", "reason"),
    [("CORPORATE MEN", "", "not known"), ("MEN", "female", "both men and women"), ("open", "mixed", "cannot be mixed")],
)
def test_a_category_that_fits_nothing_says_why(text: str, gender: str, reason: str) -> None:
    problem = parse_category(text, gender).problem

    assert problem is not None
    assert reason in problem


@pytest.mark.parametrize(
    ("text", "name", "season"),
    [
        ("2024 STUTTGART", "2024 Stuttgart", None),
        ("s8-2025-melbourne", "2025 Melbourne", 8),
        ("s7-2025-rio-de-janeiro", "2025 Rio de Janeiro", 7),
        ("S6 2024 Glasgow", "2024 Glasgow", 6),
        ("Anaheim 2025", "2025 Anaheim", None),
        ("2018 Hamburg", "2018 Hamburg", None),
        ("2025 JOHANNESBURG I", "2025 Johannesburg I", None),
        ("2025 WASHINGTON DC", "2025 Washington DC", None),
        ("HYROX Paris 2025", "2025 Paris", None),
    ],
)
def test_an_event_is_named_year_and_city(text: str, name: str, season: int | None) -> None:
    event = parse_event(text)

    assert event is not None
    assert (event.name, event.season) == (name, season)


@pytest.mark.parametrize("text", ["", "2025", "Hyrox", "S8 2025", "– 7"])
def test_a_text_without_a_place_is_no_event(text: str) -> None:
    assert parse_event(text) is None


@pytest.mark.parametrize(
    ("cell", "season"), [("7", 7), ("S8", 8), ("Season 6", 6), ("2024/25", 7), ("23/24", 6), ("x", None)]
)
def test_a_season_is_a_number(cell: str, season: int | None) -> None:
    assert parse_season(cell) == season


@given(st.text(), st.text(), st.text())
def test_any_category_is_known_or_has_no_division(text: str, gender: str, code: str) -> None:
    category = parse_category(text, gender, code)

    assert category.division is None or category.division in DIVISIONS
    assert category.gender is None or category.gender in GENDERS


@given(st.text())
def test_any_event_name_reads_back_as_itself_and_fits_its_column(text: str) -> None:
    event = parse_event(text)
    parse_season(text)
    event_in_heading(text)

    if event is not None:
        assert 1 <= len(event.name) <= 200
        assert event.name.strip() == event.name


def test_the_documented_examples_hold() -> None:
    assert doctest.testmod(categories).failed == 0
    assert doctest.testmod(events).failed == 0
