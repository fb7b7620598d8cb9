"""Rules 7, 8 and 13: how much of a week may be fast, how much is easy, and that every pace is the athlete's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coach.engines.run_plan.contract import Finding, RunSession, RunWeek, Step, Zone
from coach.engines.run_plan.invariants_evidence import Evidence
from coach.engines.running.paces import PaceTable

FAST_ZONES: Final[tuple[Zone, ...]] = ("M", "T", "I", "R", "sprint")
# Zone: most metres of one session, and its share of the week.
CAPS: Final[dict[Zone, tuple[float, float]]] = {
    "M": (29_000, 0.20), "T": (float("inf"), 0.10), "I": (10_000, 0.08), "R": (8_000, 0.05),
}  # fmt: skip
TIMED: Final[tuple[Zone, ...]] = ("T", "I", "R")
MOST_MARATHON_PACE_S: Final = 110 * 60
LEAST_EASY: Final = 0.75
PACE_TOLERANCE_S, WIDEST_TARGET = 0.6, 0.03
EPSILON: Final = 1e-6


def content_findings(evidence: Evidence) -> Iterator[Finding]:
    for week in evidence.plan.weeks:
        for session in week.sessions:
            yield from _form(session)
            yield from _paces(evidence, session)
        if evidence.plan.method == "vdot":
            yield from _caps(evidence, week)
        if evidence.plan.method == "hybrid":
            yield from _caps_by_time(evidence, week)
        if evidence.plan.method != "sprint":
            yield from _easy_share(week)
        if abs(week.amount - evidence.week_amount(week.monday)) > 1:
            yield Finding(0, "hard", week.monday, "The week's amount is not what its sessions add up to.")


def _form(session: RunSession) -> Iterator[Finding]:
    """A session says what it is for, why it is there and how to do it, and its minutes add up."""
    if session.minutes <= 0 or abs(sum(session.zone_s.values()) - session.minutes * 60) > 60 + EPSILON:
        yield Finding(0, "hard", session.on, "The minutes of the session and of its zones differ.")
    if not all((session.title, session.purpose, session.reason, session.guidance)):
        yield Finding(0, "hard", session.on, "The session does not say what it is for.")
    if any(block.rounds < 1 or not block.steps for block in session.blocks):
        yield Finding(0, "hard", session.on, "The session has an empty part.")
    if any((step.duration_s or 0) < 0 or (step.distance_m or 0) < 0 for step in _steps(session)):
        yield Finding(0, "hard", session.on, "A step is shorter than nothing.")


def _steps(session: RunSession) -> Iterator[Step]:
    return (step for block in session.blocks for step in block.steps)


def _paces(evidence: Evidence, session: RunSession) -> Iterator[Finding]:
    """Rule 13."""
    table = evidence.request.paces
    for step in _steps(session):
        fast, slow = step.pace_fast_s_per_km, step.pace_slow_s_per_km
        if fast is None and slow is None:
            continue
        if table is None or fast is None or slow is None:
            yield Finding(13, "hard", session.on, "A pace without a score to take it from.")
        elif not _is_of_table(table, step.zone, fast, slow):
            yield Finding(13, "hard", session.on, "A pace that is not the athlete's.")
    if table is not None and not _is_ordered(table):
        yield Finding(13, "hard", session.on, "The paces are out of order.")


def _is_of_table(table: PaceTable, zone: Zone, fast: float, slow: float) -> bool:
    if not fast < slow:
        return False
    if zone == "E":
        return fast == table.easy_fast_s_per_km and slow == table.easy_slow_s_per_km
    paces: dict[Zone, float] = {
        "M": table.marathon_s_per_km,
        "T": table.threshold_s_per_km,
        "I": table.interval_s_per_km,
        "R": table.repetition_s_per_km,
    }
    pace = paces.get(zone)
    if pace is None:
        return False
    return abs((fast + slow) / 2 - pace) <= PACE_TOLERANCE_S and slow - fast <= WIDEST_TARGET * pace


def _is_ordered(table: PaceTable) -> bool:
    paces = (
        table.easy_slow_s_per_km, table.easy_fast_s_per_km, table.marathon_s_per_km, table.threshold_s_per_km,
        table.interval_s_per_km, table.repetition_s_per_km,
    )  # fmt: skip
    return list(paces) == sorted(paces, reverse=True)


def _caps(evidence: Evidence, week: RunWeek) -> Iterator[Finding]:
    """Rule 7, in metres with a pace table, else in time."""
    whole_m = evidence.week_amount(week.monday)
    for session in week.sessions:
        if session.kind == "race":
            continue
        for zone, (most_m, share) in CAPS.items():
            metres = _zone_metres(evidence, session, zone)
            if metres > min(most_m, share * whole_m) * (1 + EPSILON):
                yield Finding(7, "hard", session.on, f"Too much at {zone} for this week.")
        if session.zone_s.get("M", 0.0) > MOST_MARATHON_PACE_S + EPSILON:
            yield Finding(7, "hard", session.on, "More than 110 minutes at marathon pace.")


def _caps_by_time(evidence: Evidence, week: RunWeek) -> Iterator[Finding]:
    """Rule 7 for the runs of a method that counts time."""
    whole_s = evidence.week_amount(week.monday)
    for session in week.sessions:
        if session.kind == "race" or session.session_type != "run":
            continue
        for zone in TIMED:
            if session.zone_s.get(zone, 0.0) > CAPS[zone][1] * whole_s * (1 + EPSILON):
                yield Finding(7, "hard", session.on, f"Too much at {zone} for this week.")


def _zone_metres(evidence: Evidence, session: RunSession, zone: Zone) -> float:
    """Without a table time counts: as metres at the easy pace, like the week it is compared with."""
    table = evidence.request.paces
    pace = evidence.pace_s_per_km
    if table is not None:
        pace = {
            "M": table.marathon_s_per_km, "T": table.threshold_s_per_km, "I": table.interval_s_per_km,
        }.get(zone, table.repetition_s_per_km)  # fmt: skip
    return sum(
        (step.distance_m if step.distance_m is not None else (step.duration_s or 0) * 1000 / pace) * block.rounds
        for block in session.blocks
        for step in block.steps
        if step.zone == zone
    )


def _easy_share(week: RunWeek) -> Iterator[Finding]:
    """Rule 8, by time; the race is left out."""
    sessions = [session for session in week.sessions if session.kind != "race"]
    whole = _seconds(sessions, None)
    if whole > 0 and _seconds(sessions, FAST_ZONES) > (1 - LEAST_EASY) * whole * (1 + EPSILON):
        yield Finding(
            8, "warning", week.monday, "Less than 75 % of this week is easy: it has few days, and one of them is hard."
        )


def _seconds(sessions: Sequence[RunSession], zones: tuple[Zone, ...] | None) -> float:
    return sum(
        seconds for session in sessions for zone, seconds in session.zone_s.items() if zones is None or zone in zones
    )
