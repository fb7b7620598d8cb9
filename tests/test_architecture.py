"""The shape of the code: limits of files and functions, and who may touch what."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("app.py", "api", "coach", "data", "pages")
MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_PARAMETERS = 400, 50, 5
HOMELESS = {"utils", "helpers", "common", "misc", "core", "base", "manager", "service"}
WRITES = ("write_as", "as_service")


def python_files(*names: str) -> list[Path]:
    """Tracked and new Python files below these folders."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *names],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for line in listed.stdout.splitlines() if line.endswith(".py") and (path := ROOT / line).exists()]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_no_file_is_longer_than_its_limit() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_FILE_LINES
    ]

    assert too_long == []


def test_no_function_is_longer_than_its_limit() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}: {function.name} has {lines} lines"
        for path in python_files(*SOURCES)
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > MAX_FUNCTION_LINES
    ]

    assert too_long == []


def test_every_file_is_named_for_a_noun() -> None:
    homeless = [str(path.relative_to(ROOT)) for path in python_files(*SOURCES) if path.stem in HOMELESS]

    assert homeless == []


def test_pages_and_api_never_open_a_write_transaction() -> None:
    openers = {f"data.db.{name}" for name in WRITES}

    guilty = [str(path.relative_to(ROOT)) for path in python_files("pages", "api") if imports(path) & openers]

    assert guilty == []


def test_sql_is_written_in_data_and_migrations_only() -> None:
    guilty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files("app.py", "api", "coach", "pages")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.lstrip().lower().startswith(("select ", "insert into ", "update ", "delete from "))
        and (" from " in node.value or " set " in node.value or "insert into" in node.value)
    ]

    assert guilty == []


def test_no_page_folder_hides_a_module_of_the_same_name() -> None:
    tops = {"app", "api", "coach", "data", "migrations", "tests", "docs", "bench"}

    clashes = [path.name for path in (ROOT / "pages").iterdir() if path.stem in tops | set(sys.stdlib_module_names)]

    assert clashes == []
    assert not (ROOT / "pages" / "pages").exists()


def test_every_page_asks_who_is_signed_in() -> None:
    pages = [path for path in python_files("pages") if path.name == "page.py" and path.parent.name != "landing"]

    unguarded = [str(path.relative_to(ROOT)) for path in pages if "require_user()" not in path.read_text()]

    assert pages
    assert unguarded == []
