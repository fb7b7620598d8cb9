"""Somebody's words inside an answer: shown as they are, never as formatting, links or pictures."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
# Addresses become links and “:name:” icons by themselves; a colon inside a time stays as it is.
LINKING = re.compile(r":(?=[^\W\d]|/)|(?<=www)\.|@(?=\w)", re.IGNORECASE)
LISTED = re.compile(r"^([-+=]|\d{1,9}(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    r"""On one line, with every sign that Markdown would read made plain.

    >>> print(escaped("**Run**\n[x](http://y) at 4:30"))
    \*\*Run\*\* \[x\](http\://y) at 4:30
    >>> print(escaped("- 3 x 5"), escaped("1. Row"), escaped("<b>"))
    \- 3 x 5 1\. Row \<b\>
    """
    line = LINKING.sub(r"\\\g<0>", SPECIAL.sub(r"\\\1", " ".join(text.split())))
    return LISTED.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)
