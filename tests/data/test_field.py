"""The field's files become tables, and tables become rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import DictRow

from data import db, field
from data.field import SEEDS, field_cohorts, field_rows, forget_field, load_field
from tests.conftest import Database

Owner = psycopg.Connection[DictRow]
TABLES = ("field_quantiles", "field_profiles", "course_factors")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget_field()
    yield
    forget_field()


def counts(owner: Owner) -> list[int]:
    return [
        row["rows"]
        for row in owner.execute(
            "select (select count(*) from field_quantiles) as rows"
            " union all select count(*) from field_profiles union all select count(*) from course_factors"
        )
    ]


def median_s(division: str, gender: str, metric: str, age_group: str = "all") -> int:
    rows = field_rows(division, gender).quantiles
    return next(row.quantiles_s[49] for row in rows if (row.age_group, row.metric) == (age_group, metric))


def test_a_new_installation_has_every_row(owner: Owner) -> None:
    assert counts(owner) == [1920, 6707, 229]


def test_loading_again_adds_nothing(database: Database, owner: Owner) -> None:
    written = load_field(database.superuser_dsn)

    assert written == 0
    assert counts(owner) == [1920, 6707, 229]


def test_changed_files_replace_the_rows(database: Database, owner: Owner, tmp_path: Path) -> None:
    changed = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    factors = changed / "course_factors.csv"
    factors.chmod(0o644)
    lines = factors.read_text(encoding="utf-8").splitlines(keepends=True)
    factors.write_text("".join(lines[:-1]), encoding="utf-8")

    written = load_field(database.superuser_dsn, changed)

    assert written == 1920 + 6707 + 228
    assert counts(owner) == [1920, 6707, 228]


def test_a_broken_file_leaves_the_old_rows(database: Database, owner: Owner, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    factors = broken / "course_factors.csv"
    factors.chmod(0o644)
    nobody_ran = ",".join(["2025 Nowhere", "open", "men", "0", *["1.0"] * 20])
    factors.write_text(factors.read_text(encoding="utf-8") + nobody_ran + "\n", encoding="utf-8")

    with pytest.raises(psycopg.errors.CheckViolation):
        load_field(database.superuser_dsn, broken)

    assert counts(owner) == [1920, 6707, 229]
    assert load_field(database.superuser_dsn) == 0


@pytest.mark.usefixtures("database")
def test_medians_are_those_of_the_source() -> None:
    assert median_s("open", "men", "total_seconds") == 5339  # 1:28:59
    assert median_s("open", "women", "total_seconds") == 5757  # 1:35:57
    assert median_s("pro", "men", "sled_push") == 224  # 3:44
    assert median_s("open", "women", "wall_balls") == 396  # 6:36
    assert median_s("open", "men", "total_seconds", "40-44") == 5515  # 1:31:55


@pytest.mark.usefixtures("database")
def test_quantiles_never_fall() -> None:
    for row in field_rows("open", "women").quantiles:
        assert list(row.quantiles_s) == sorted(row.quantiles_s)
        assert len(row.quantiles_s) == 99


@pytest.mark.usefixtures("database")
def test_profile_bands_cover_the_finish_times_of_the_field() -> None:
    profiles = field_rows("open", "men").profiles

    assert min(row.finish_from_s for row in profiles) == 55 * 60
    assert max(row.finish_to_s for row in profiles) == 2 * 3600 + 55 * 60
    assert {row.finish_to_s - row.finish_from_s for row in profiles} == {150}
    assert min(row.n for row in profiles) >= 30


@pytest.mark.usefixtures("database")
def test_course_factors_are_by_metric() -> None:
    factors = {row.event: row for row in field_rows("open", "women").course_factors}

    brisbane = factors["2024 Brisbane"]
    assert round(brisbane.factors["wall_balls"], 2) == 0.65
    assert len(brisbane.factors) == 20


@pytest.mark.usefixtures("database")
def test_an_unknown_group_has_no_rows() -> None:
    rows = field_rows("pro_doubles", "mixed")

    assert rows == ((), (), ())


def test_the_second_read_needs_no_database(database: Database) -> None:
    first = field_rows("relay", "mixed")
    cohorts = field_cohorts()
    db.close_pools()

    assert field_rows("relay", "mixed") is first
    assert field_cohorts() == cohorts


@pytest.mark.usefixtures("database")
def test_cohorts_name_their_size() -> None:
    sizes = {(row.division, row.gender, row.age_group): row.n for row in field_cohorts()}

    assert len(sizes) == 96
    assert sizes["open", "men", "all"] == 49_746
    assert min(sizes.values()) >= 100


@pytest.mark.parametrize("table", TABLES)
def test_nobody_but_the_owner_writes_the_field(database: Database, table: str) -> None:
    with psycopg.connect(database.login_dsn, autocommit=True) as conn:
        for statement in ("delete from", "truncate"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(f"{statement} {table}")


def test_the_source_note_names_seasons_and_rows() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")

    assert field.FIELD_SOURCE in readme
