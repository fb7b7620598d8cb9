"""What the sessions of VDOT-based training (after Daniels & Gilbert) are for, and how they want to be run."""

from __future__ import annotations

from typing import Final

from coach.engines.run_plan.contract import Phase, SessionKind

PURPOSE: Final[dict[SessionKind, str]] = {
    "easy": "The aerobic base: heart, capillaries and tendons grow on easy kilometres",
    "recovery": "Blood through tired legs, and nothing more",
    "long": "Endurance: fuel that lasts and legs that stay sound when they are tired",
    "strides": "Easy running, with a few quick steps that keep your stride light",
    "marathon_pace": "Marathon pace by heart: the rhythm, the drinking and the patience",
    "threshold": "Threshold: faster running before the legs turn sour",
    "interval": "Oxygen uptake: the ceiling under which all your race paces sit",
    "repetition": "Speed and economy: fast running with a relaxed stride",
    "sharpen": "Stay quick while the volume falls",
    "race": "What all of this was for",
}
_GUIDANCE: Final[dict[SessionKind, tuple[str, ...]]] = {
    "easy": (
        "Run so that you could tell a story on the way. Slower is fine on hills, in heat or when you are tired.",
        "Hold back in the first ten minutes. If talking gets hard, you are too fast.",
        "A soft path is welcome today. Finish feeling that you could go on.",
    ),
    "recovery": (
        "Shorter and slower than you think. Walking parts of it is fine.",
        "If the legs feel worse after ten minutes, turn round and call it a day.",
    ),
    "long": (
        "Start slower than you could and stay easy to the last kilometre. Drink, and eat something on runs above"
        " 90 minutes.",
        "Patience is the exercise: the second half may feel harder, the pace stays the same.",
        "Choose a round with water on the way. Stop early rather than limp home.",
    ),
    "strides": (
        "The strides are quick but never all out: 20 seconds, then walk or jog until your breath is calm.",
        "Think of short contact and loose shoulders in the strides; everything else is easy.",
    ),
    "marathon_pace": (
        "Keep to the pace even where it feels too easy. Practise what you will drink and eat in the race.",
        "Even splits are the goal. If the pace slips away by more than a few seconds, finish easily instead.",
    ),
    "threshold": (
        "Comfortably hard: you could hold it for about an hour in a race. The last one should feel like the first.",
        "Do not race it. If you need longer jogs, the pace is too fast today.",
        "Settle in over the first minute and hold the pace even, not the effort.",
    ),
    "interval": (
        "Hard, but the same pace from the first to the last. Jog between them for about as long as you ran.",
        "Stop when you cannot hold the pace: one fewer is better than a slower one.",
    ),
    "repetition": (
        "Fast and relaxed. Take the whole recovery, walk if you like: the next one has to be as good as the last.",
        "Quality over quantity: stop when the stride gets heavy.",
    ),
    "sharpen": (
        "Short on purpose. You should want more when it is over.",
        "This only reminds your legs of speed: nothing you do today can make you fitter, too much can make you tired.",
    ),
    "race": ("Start a little slower than you would like to. The race begins in its last third.",),
}
_BY_EFFORT: Final = "No pace today: your paces come with your first test or race."
_WALK: Final = "Walk whenever you need to; the minutes count, not the speed."
_REASONS: Final[dict[SessionKind, str]] = {
    "easy": "Easy days make the hard ones possible: about 80 % of your time stays easy.",
    "recovery": "The day after something hard, or a day that only has to loosen up.",
    "long": "The longest run of the week, never more than 10 % above your longest of the last 30 days.",
    "strides": "A touch of speed on an easy day, far enough from the hard ones.",
    "marathon_pace": "At most a sixth of the week at marathon pace, with easy days around it.",
    "threshold": "At most 10 % of the week at threshold, with an easy or free day on either side.",
    "interval": "At most 8 % of the week this hard, with an easy or free day on either side.",
    "repetition": "At most 5 % of the week this fast, with an easy or free day on either side.",
    "sharpen": "Three days or more before the race: short and fast, so that you stay sharp and arrive fresh.",
    "race": "The day you chose.",
}
_PHASE_REASONS: Final[dict[Phase, str]] = {
    "taper": "Taper: less volume, the same rhythm.",
    "race": "Race week: you cannot gain fitness any more, only freshness.",
    "recovery": "After the race: about one easy day for every 3 km you raced.",
}


def guidance(kind: SessionKind, week_index: int, *, has_paces: bool, is_beginner: bool) -> str:
    """One to three plain sentences, in turn by week."""
    choices = _GUIDANCE[kind]
    words = [choices[week_index % len(choices)]]
    if not has_paces and kind in ("threshold", "interval", "repetition", "marathon_pace"):
        words.append(_BY_EFFORT)
    if is_beginner and kind in ("easy", "long", "recovery"):
        words.append(_WALK)
    return " ".join(words)


def reason(kind: SessionKind, phase: Phase, *, is_cutback: bool) -> str:
    """Why the session stands there."""
    if kind != "sharpen" and kind != "race" and phase in _PHASE_REASONS:
        return _PHASE_REASONS[phase]
    if is_cutback and kind in ("easy", "long", "strides"):
        return "Cutback week: about 15 % less, so that the last weeks settle in."
    return _REASONS[kind]
