"""Own prompts and the level each must get; 285 older than the rules, later rounds each older than what they changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from data.messages import SafetyLevel


class Prompt(NamedTuple):
    level: SafetyLevel
    sign: str
    text: str


PROMPTS = [
    Prompt(row["level"], row["sign"], row["text"])
    for line in (Path(__file__).parent / "safety_prompts.jsonl").read_text(encoding="utf-8").splitlines()
    for row in [json.loads(line)]
]
GRAVE = [prompt for prompt in PROMPTS if prompt.level != "none"]
EMERGENCIES = [prompt for prompt in PROMPTS if prompt.level == "emergency"]
