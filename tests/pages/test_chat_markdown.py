"""What an answer may look like, and what no answer can do to the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.chat.markdown import JOINER, one_line, shown, typed


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("![a](https://evil.example/?q=1)", f"a (https\\:{JOINER}//evil.example/?q=1)"),
        ("[go](javascript:alert(1))", f"\\[go\\](javascript\\:{JOINER}alert(1))"),
        ("[go][1]", "\\[go\\]\\[1\\]"),
        ("[1]: https://evil.example", f"\\[1\\]\\: https\\:{JOINER}//evil.example"),
        ("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)>"),
        ("&#60;b>", "\\&#60;b>"),
        ("<https://evil.example>", f"\\<https\\:{JOINER}//evil.example>"),
        ("www.evil.example", f"www{JOINER}.evil.example"),
        ("me@evil.example", f"me\\@{JOINER}evil.example"),
        ("$x^2$ and $$y$$", "\\$x^2\\$ and \\$\\$y\\$\\$"),
        (":red[stop]", f"\\:{JOINER}red\\[stop\\]"),
        (":material/home: :smile: :+1:", f"\\:{JOINER}material/home\\: \\:{JOINER}smile\\: \\:{JOINER}+1\\:"),
        (":::note", f"\\:{JOINER}\\:{JOINER}\\:{JOINER}note"),
        ("\\![a](x)", "\\!a (x)"),
        ("\\\\[a](x)", "\\\\a (x)"),
        ("~~gone~~", "\\~\\~gone\\~\\~"),
        ("a `unclosed $x$", "a \\`unclosed \\$x\\$"),
    ],
)
def test_what_reaches_out_of_the_page_is_plain_text(text: str, safe: str) -> None:
    assert shown(text) == safe


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("**bold** and *this*", "**bold** and *this*"),
        ("- one\n- two\n  1. three", "- one\n- two\n  1. three"),
        ("> said", "> said"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("run `pace: $4` now", "run `pace: $4` now"),
        ("```python\n![x](y) :red[z]\n```", "```\n![x](y) :red[z]\n```"),
    ],
)
def test_the_form_of_an_answer_stays(text: str, kept: str) -> None:
    assert shown(text) == kept


@pytest.mark.parametrize("text", ["# Big", "## Big", "#### Big", "Big\n===", "Big\n---", "> # Big", "- # Big"])
def test_no_heading_is_larger_than_the_fourth_level(text: str) -> None:
    lines = shown(text).splitlines()

    assert not any(line.lstrip("> -").startswith(("# ", "## ", "### ")) for line in lines)
    assert lines[-1] not in ("===", "---")


def test_a_code_block_that_is_still_being_written_is_closed() -> None:
    assert shown("```\n[a](b)") == "```\n[a](b)\n```"


def test_a_code_block_in_a_list_cannot_be_left_early() -> None:
    assert shown("- a\n  ```\nx\n  ![a](b)\n  ```\n![c](d)") == "- a\n```\nx\n  ![a](b)\n```\nc (d)"


@given(st.text(alphabet="[]()!<>$:`~\\&@ \n#-=|*abw./", max_size=60))
def test_outside_of_code_no_sign_with_a_meaning_of_its_own_stands_unescaped(text: str) -> None:
    inside = False
    for line in shown(text).splitlines():
        if line.startswith("```"):
            inside = not inside
        elif not inside and "`" not in line.replace("\\`", ""):
            bare = line.replace("\\\\", "")
            assert not any(sign in bare.replace(f"\\{sign}", "") for sign in "[]<$&"), line


def test_what_a_person_typed_is_shown_line_by_line_as_it_stands() -> None:
    assert typed("1. *now*\n- :red[x]\n\n# big") == f"1\\. \\*now\\*  \n\\- \\:{JOINER}red\\[x\\]\n\n\\# big"


def test_a_name_stays_on_one_line() -> None:
    assert one_line("Sled\n\n# push [x](y)") == "Sled \\# push \\[x\\]\\(y\\)"


@pytest.mark.parametrize("clock", ["4:30", "1:02:30", "from 3:10 to 3:20", "Pace: easy"])
def test_times_stay_free_of_signs_nobody_sees(clock: str) -> None:
    assert JOINER not in shown(clock)
