"""Words of a model, a passage or a person, made safe to show: their form stays, what reaches out of the page does not.

Streamlit's Markdown knows pictures, links, raw HTML, formulas, colours, icons and smileys. Any of them in an answer
could load an address with the athlete's data in it, or dress up as a part of the app. Escapes alone are not enough:
browsers look for addresses, icons and smileys after the escapes were read, so those get a joiner nobody sees.
"""

from __future__ import annotations

import re

JOINER = "\u2060"
SMALLEST_HEADING = 4
PUNCTUATION = r"!-/:-@\[-`{-~"
SIGNS = re.compile(r"[!#$&()*+\-.:<=>@\[\\\]^_`{|}~]")
PREFIX = re.compile(r"((?:\s*(?:>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$)))*\s*)")
UNDERLINE = re.compile(r"([\s>]*)(-+|=+)\s*")
FENCE = re.compile(r"\s*(`{3,}|~{3,})([^`]*)")
HEADING = re.compile(r"(#{1,6})(?=\s|$)")
INLINE = re.compile(
    rf"""
    (?<!`)(?P<ticks>`+)(?!`)(?P<code>[^|\n]+?)(?<!`)(?P=ticks)(?!`)
  | \\(?P<literal>[{PUNCTUATION}])
  | !?\[(?P<label>[^\[\]\n]*)\]\((?P<address>[^()\s]*)(?:\s+["'][^"'\n]*["'])?\)
  | (?P<www>www)(?=\.)
  | (?P<sign>[\[\]<&$~\\`{{}}!@:])
    """,
    re.VERBOSE | re.IGNORECASE,
)
CLOCK = re.compile(r"\d{1,2}(?![\w+-])|\s|$")


def shown(text: str) -> str:
    """An answer or a passage as Markdown that only has emphasis, lists, tables, quotes, small headings and code.

    >>> shown("# Pace\\n**4:30** ![x](https://evil.example/?q=1) :red[now] costs $5")
    '#### Pace\\n**4\\\\:30** x (https\\\\:\\u2060//evil.example/?q=1) \\\\:\\u2060red\\\\[now\\\\] costs \\\\$5'
    """
    lines: list[str] = []
    waiting = text.replace("\x00", "").replace("\r\n", "\n").expandtabs(4).splitlines()
    while waiting:
        line = waiting.pop(0)
        fence = FENCE.fullmatch(line)
        lines += _code_block(fence[1], waiting) if fence else [_line(line)]
    return "\n".join(lines)


def typed(text: str) -> str:
    """What a person typed, line by line as it stands: nothing in it is Markdown.

    >>> typed("1. *now*\\n# big")
    '1\\\\. \\\\*now\\\\*  \\n\\\\# big'
    """
    lines = [_plain(line.strip()) for line in text.replace("\x00", "").splitlines()]
    return re.sub(r"(  \n){2,}", "\n\n", "  \n".join(lines))


def one_line(text: str) -> str:
    """A name or a title as part of a label."""
    return _plain(" ".join(text.replace("\x00", "").split()))


def _code_block(opening: str, waiting: list[str]) -> list[str]:
    """Takes the lines up to the closing fence; ends with the text when there is none, as while it is being written.

    Always at the margin and without a language: inside a list the browser would end it where the list ends, and
    some languages are drawn as pictures.
    """
    content: list[str] = []
    closing = re.compile(rf"\s*{re.escape(opening[0])}{{{len(opening)},}}\s*")
    while waiting:
        line = waiting.pop(0)
        if closing.fullmatch(line):
            break
        content.append(line)
    ticks = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", "\n".join(content))), 3)
    return [ticks, *content, ticks]


def _line(line: str) -> str:
    underline = UNDERLINE.fullmatch(line)
    if underline:  # below a paragraph it would make it a large heading
        return f"{underline[1]}***" if underline[2].startswith("---") else f"{underline[1]}\\{underline[2]}"
    start = PREFIX.match(line)
    prefix = start[0] if start else ""
    body = line[len(prefix) :]
    heading = HEADING.match(body)
    if heading:
        return f"{prefix}{'#' * max(len(heading[1]), SMALLEST_HEADING)}{_inline(body[heading.end() :])}"
    return f"{prefix}{_inline(body)}"


def _inline(text: str) -> str:
    return INLINE.sub(_safe, text)


def _safe(found: re.Match[str]) -> str:
    if found["code"] is not None:
        return found[0]
    if found["literal"]:
        return _sign(found["literal"], found.string[found.end() :])
    if found["label"] is not None:
        return _link(found["label"], found["address"])
    if found["www"]:
        return f"{found['www']}{JOINER}"
    return _sign(found["sign"], found.string[found.end() :])


def _link(label: str, address: str) -> str:
    """Where a link would lead is said, not linked."""
    words, target = _inline(label), _inline(address)
    return f"{words} ({target})" if words.strip() and words != target else target


def _sign(sign: str, following: str) -> str:
    joiner = JOINER if sign == "@" or (sign == ":" and not CLOCK.match(following)) else ""
    return f"\\{sign}{joiner}"


def _plain(text: str) -> str:
    escaped = SIGNS.sub(lambda sign: _sign(sign[0], text[sign.end() :]), text)
    return re.sub(r"(?i)www(?=\\\.)", f"\\g<0>{JOINER}", escaped)
