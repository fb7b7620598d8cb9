"""The questions as athletes type them, and what each passage is worth to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
GRADES = {"answers": 2, "related": 1, "neither": 0}


class Question(NamedTuple):
    """`held_out`: never looked at while search was tuned."""

    id: str
    area: str
    question: str
    held_out: bool


def questions() -> list[Question]:
    lines = (FOLDER / "questions.jsonl").read_text("utf-8").splitlines()
    return [Question(**json.loads(line)) for line in lines]


def off_topic() -> list[Question]:
    """Questions nothing may be found for; every third is held out."""
    lines = (FOLDER / "off_topic.txt").read_text("utf-8").splitlines()
    return [Question(f"off{n:03}", "off topic", line, n % 3 == 0) for n, line in enumerate(lines, 1)]


def judgements() -> dict[str, Mapping[str, int]]:
    """By question: the grade of every passage somebody has read for it, 2, 1 or 0."""
    lines = (FOLDER / "judgements.jsonl").read_text("utf-8").splitlines()
    return {
        line["question"]: {chunk_id: grade for name, grade in GRADES.items() for chunk_id in line[name]}
        for line in map(json.loads, lines)
    }
