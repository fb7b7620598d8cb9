"""The figures of activity lists: every row accounted for, or the run fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import import_figures


def test_made_up_lists_are_read_and_every_row_is_accounted_for(capsys: pytest.CaptureFixture[str]) -> None:
    code = import_figures.main([])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert len(lines) == 6
    assert "ROWS LOST" not in "".join(lines)


def test_figures_of_a_list_name_rows_runs_unit_and_days(tmp_path: Path) -> None:
    miles = next(path for path in import_figures.made_up_lists(tmp_path) if "miles" in path.name)

    figures = import_figures.figures_of(miles)

    assert (figures.rows, figures.saved, figures.repeated, figures.refused, figures.runs) == (48, 48, 0, 0, 36)
    assert (figures.unit, figures.language, figures.number_style, figures.questions) == ("mi", "en", "dot", ())
    assert 250 < figures.run_km < 500
    assert str(figures.covers_from) == "2026-01-05"


def test_a_folder_with_an_unreadable_file_or_without_lists_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = import_figures.main([str(tmp_path)])
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    unreadable = import_figures.main([str(tmp_path)])

    assert (empty, unreadable) == (1, 1)
    assert "no activity list" in capsys.readouterr().out


def test_lost_rows_are_said(tmp_path: Path) -> None:
    figures = import_figures.figures_of(import_figures.made_up_lists(tmp_path)[0])

    lost = figures._replace(saved=figures.saved - 1)

    assert figures.is_accounted_for
    assert not lost.is_accounted_for
    assert lost.line.endswith("ROWS LOST")
