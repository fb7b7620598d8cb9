"""How ready somebody is for a hard session: four parts, their weights, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coach.engines.load import LoadDay

HARD_RPE = 8
CAP_WHEN_UNWELL = 30.0
FORMULA = "readiness = Σ weight × part ÷ Σ weight of the parts that are known; each part is 0 to 100"


class ReadinessInputs(NamedTuple):
    """Means of the athlete's own ratings (1–10); None where nothing was rated.

    effort: RPE after sessions, last 7 days and the 28 before.
    before: tiredness before sessions, last 3 days and the 28 before.
    days_since_hard: since the last session with RPE 8 or more; None when none of the last 28 days was rated.
    """

    curve: Sequence[LoadDay]
    effort_recent: float | None
    effort_usual: float | None
    before_recent: float | None
    before_usual: float | None
    days_since_hard: int | None
    unwell: str = ""


class Part(NamedTuple):
    """`score` 0–100 or None when its input is missing; `text` says what it was computed from, or what to log."""

    name: str
    weight: float
    score: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """`score` is None when no part is known. `used_pct`: how much of the full weight stood behind it."""

    score: float | None
    used_pct: int
    parts: tuple[Part, ...]
    note: str

    @property
    def text(self) -> str:
        """Such as "74 of 100, from 60 % of the inputs"."""
        if self.score is None:
            return "not known yet"
        share = "" if self.used_pct == 100 else f", from {self.used_pct} % of the inputs"
        return f"{self.score:.0f} of 100{share}"


def readiness(inputs: ReadinessInputs) -> Readiness:
    """The weighted mean of the known parts; missing parts give their weight to the others and are named.

    A rule of thumb to plan a day with, not a measurement. While an injury or illness is noted it is at most 30.
    Source: formula of this product; the parts follow Foster (2001) and the load model of `load`.

    >>> known = readiness(ReadinessInputs([], 6, 6, None, None, 2))
    >>> known.score, known.text
    (85.0, '85 of 100, from 40 % of the inputs')
    """
    parts = (_form(inputs), _effort(inputs), _before(inputs), _rest(inputs))
    known = [(part.weight, part.score) for part in parts if part.score is not None]
    weight = sum(weight for weight, _ in known)
    if not weight:
        return Readiness(None, 0, parts, "Log sessions with their effort (RPE), and this fills itself.")
    score = sum(weight * score for weight, score in known) / weight
    note = _note([part.name for part in parts if part.score is None])
    if inputs.unwell:
        score = min(score, CAP_WHEN_UNWELL)
        note = f"You noted an {inputs.unwell}: at most {CAP_WHEN_UNWELL:.0f} until it is over. {note}".strip()
    return Readiness(round(score, 1), round(100 * weight / sum(part.weight for part in parts)), parts, note)


def _form(inputs: ReadinessInputs) -> Part:
    """Form as a share of fitness: −30 % scores 0, 0 % scores 60, +20 % scores 100."""
    last = inputs.curve[-1] if inputs.curve else None
    if last is None or not last.is_settled or last.fitness <= 0:
        return Part("Form", 40, None, "needs six weeks of sessions with RPE and minutes")
    form_pct = 100 * last.form / last.fitness
    text = f"form {last.form:+.0f}, {form_pct:+.0f} % of fitness {last.fitness:.0f}".replace("-", "−")
    return Part("Form", 40, _clamped(60 + 2 * form_pct), text)


def _effort(inputs: ReadinessInputs) -> Part:
    """As hard as usual scores 70; each point harder takes 20, each point easier gives 20."""
    recent, usual = inputs.effort_recent, inputs.effort_usual
    if recent is None or usual is None:
        return Part("Effort of the week", 20, None, "needs RPE after sessions, this week and before")
    text = f"mean RPE {recent:.1f} in 7 days, {usual:.1f} in the 28 before"
    return Part("Effort of the week", 20, _clamped(70 - 20 * (recent - usual)), text)


def _before(inputs: ReadinessInputs) -> Part:
    """The same for how heavy sessions felt before they began."""
    recent, usual = inputs.before_recent, inputs.before_usual
    if recent is None or usual is None:
        return Part("Tiredness before sessions", 20, None, "needs tiredness before sessions, these days and before")
    text = f"tiredness {recent:.1f} in 3 days, {usual:.1f} in the 28 before"
    return Part("Tiredness before sessions", 20, _clamped(70 - 20 * (recent - usual)), text)


def _rest(inputs: ReadinessInputs) -> Part:
    """A hard session today or yesterday scores 20 or 60; with two days between it is 100."""
    days = inputs.days_since_hard
    if days is None:
        return Part("Rest since a hard session", 20, None, "needs RPE after sessions")
    scores = {0: 20.0, 1: 60.0}
    when = {0: "today", 1: "yesterday"}.get(days, f"{min(days, 28)}{'+' if days >= 28 else ''} days ago")
    return Part("Rest since a hard session", 20, scores.get(days, 100.0), f"last RPE of {HARD_RPE} or more {when}")


def _note(missing: list[str]) -> str:
    if not missing:
        return ""
    return f"Not known: {', '.join(name.lower() for name in missing)}. Their weight went to the others."


def _clamped(score: float) -> float:
    return float(min(max(score, 0.0), 100.0))
