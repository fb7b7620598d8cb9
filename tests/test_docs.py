"""The documents say what the code does: settings, commands, routes, the layout."""

from __future__ import annotations

import re
from pathlib import Path

from api.app import api
from data.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_setting_is_in_the_example_file_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    written = re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)

    assert written == [name.upper() for name in written if name.lower() in Settings.model_fields]
    assert sorted(written) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_file_shows_the_defaults() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    shown = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE))

    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert shown == {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in defaults.items()
    }


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE)

    assert targets
    assert [target for target in targets if f"make {target}" not in README] == []


def test_every_route_is_in_the_api_document() -> None:
    document = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    missing = [
        f"{method.upper()} {path}"
        for path, operations in api.openapi()["paths"].items()
        for method in operations
        if f"`{method.upper()} /api{path}`" not in document
    ]

    assert missing == []


def test_the_layout_of_the_readme_is_the_one_on_disk() -> None:
    tree = next(block for block in README.split("```") if "app.py  " in block)
    top = re.findall(r"^(\w[\w.]*/?) ", tree, re.MULTILINE)

    assert top
    assert [name for name in top if not (ROOT / name).exists()] == []


def test_every_link_of_the_documents_leads_somewhere() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]

    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
        if not target.startswith(("http://", "https://", "mailto:")) and not (document.parent / target).exists()
    ]

    assert broken == []
