"""What sessions of the HYROX method say: why they stand there and how they are meant."""

from __future__ import annotations

from typing import Final

from coach.engines.run_plan.contract import Phase, SessionKind

GUIDANCE: Final[dict[SessionKind, str]] = {
    "easy": "Easy enough to talk. It is half of your race that is run, and all of it on this base.",
    "recovery": "As easy as it gets; a walk is fine.",
    "long": "Even and easy; the last kilometres feel like the first.",
    "threshold": "Comfortably hard and even; the jog is short because the effort stays under control.",
    "interval": "Hard but repeatable, the last as fast as the first. Skip one rather than fade.",
    "stations": "Start each run slower than you want: learn to find your rhythm on tired legs.",
    "simulation": "Race order, race changes, race food. Note every split; stop short of your last reserves.",
    "strength": "Clean repetitions, two left in every set, then a few minutes of station technique.",
    "sharpen": "Short and quick with full rests; finish fresher than you began.",
    "race": "The first run and the first station are the ones people regret. Hold back until the sleds"
    " are behind you. The time shown is only for counting, no prediction.",
}
EASY_DAY_PURPOSE: Final = "Easy movement, so that the hard days can sink in"
SKILL_GUIDANCE: Final = "Slow and clean; you are practising, not training. The run afterwards is easy."


_REASON: Final[dict[SessionKind, str]] = {
    "simulation": "A rehearsal while there is still time to change something.",
    "long": "The longest run of the week, at most 10 % above your longest of the last 30 days.",
    "threshold": "About 10 % of the week is this hard, and an easy or free day lies on either side.",
    "interval": "About 8 % of the week is this hard, and an easy or free day lies on either side.",
    "stations": "About 10 % of the week is this hard, and an easy or free day lies on either side.",
    "strength": "Heavy legs have their place away from the hard days, so that those stay good.",
}


def reason(kind: SessionKind, phase: Phase, *, is_cutback: bool) -> str:
    """Why this session stands in this week."""
    if kind == "race":
        return "The day you chose."
    if phase in ("taper", "race"):
        return "Taper: about half the time, the same rhythm, nothing hard in the last two days."
    if phase == "recovery":
        return "After the race everything stays easy until your legs are yours again."
    if is_cutback and kind != "simulation":
        return "A lighter week, so that the last ones settle in."
    return _REASON.get(kind, "About 80 % of your time stays easy, so that the hard days can be hard.")
