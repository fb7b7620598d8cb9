"""Rules 9, 10 and 11: the taper, the last long run, the race on its day and quiet days around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from typing import Final

from coach.engines.run_plan.contract import RACE_DISTANCE_M, Finding, Goal
from coach.engines.run_plan.invariants_evidence import SEVEN_DAYS, Evidence, is_hard

OTHER_RACES_M: Final[dict[Goal, float]] = {
    "ultra": 50_000, "hyrox": 8_000, "sprint": 100, "general_fitness": 10_000,
}  # fmt: skip
MOST_RECOVERY_DAYS: Final = 35
# Days of taper looked at (one or two weeks, the race day being the last), and what is left of the peak in them.
SHORT_TAPER_DAYS, TAPER_DAYS = 6, 13
LEFT_IN_TAPER: Final = (0.38, 0.61)
TAPER_GRACE: Final = 1
NEAR_LONGEST: Final = 0.90
LAST_LONG_DAYS: Final = (14, 28)
NO_LONG_DAYS: Final = 10
# A run of less than three quarters of an hour is no long run, whatever the others are.
LEAST_LONG_S: Final = 45 * 60.0


def race_findings(evidence: Evidence) -> Iterator[Finding]:
    yield from _race_day(evidence)
    race = evidence.request.race_date
    if race is None:
        return
    yield from _quiet_days(evidence, race)
    if race >= evidence.request.today:
        yield from _last_long(evidence, race)
        yield from _taper(evidence, race)


def _distance_m(evidence: Evidence) -> float:
    request = evidence.request
    return request.race_distance_m or (RACE_DISTANCE_M | OTHER_RACES_M)[request.goal]


def _race_day(evidence: Evidence) -> Iterator[Finding]:
    """Rule 11: on its date, once."""
    request = evidence.request
    races = [session.on for session in evidence.plan.sessions if session.kind == "race"]
    is_kept = any(kept.kind == "race" and kept.on == request.race_date for kept in request.kept)
    is_inside = request.race_date is not None and request.today <= request.race_date <= request.last
    expected = [request.race_date] if is_inside and not is_kept else []
    if races != expected:
        yield Finding(11, "hard", request.race_date or request.today, "The race is not on its day.")


def _quiet_days(evidence: Evidence, race: date) -> Iterator[Finding]:
    """Rule 11: nothing hard in the two days before, and an easy day for every 3 km raced after it."""
    recovery = min(MOST_RECOVERY_DAYS, ceil(_distance_m(evidence) / 3000))
    for session in evidence.plan.sessions:
        days_after = (session.on - race).days
        if session.kind != "race" and is_hard(session) and -2 <= days_after <= recovery:
            yield Finding(11, "hard", session.on, "Something hard too close to the race.")


def _last_long(evidence: Evidence, race: date) -> Iterator[Finding]:
    """Rule 10, for marathons."""
    if evidence.plan.method != "vdot" or not 40_000 <= _distance_m(evidence) <= 45_000:
        return
    block = evidence.between(race - timedelta(days=84), race - timedelta(days=1))
    longest = max((run.length for run in block), default=0.0)
    if evidence.known_from > race - timedelta(days=84):
        longest = max(longest, evidence.stated_longest)
    has_ground = any((race - run.on).days > NO_LONG_DAYS for run in block)
    if not has_ground and evidence.known_from <= race - timedelta(days=84):
        return
    near = [run for run in block if run.length >= NEAR_LONGEST * longest]
    least = LEAST_LONG_S * 1000 / evidence.pace_s_per_km
    for run in near:
        if run.is_planned and (race - run.on).days <= NO_LONG_DAYS and run.length >= least:
            yield Finding(10, "hard", run.on, "A run near the longest in the last ten days before the marathon.")
    is_covered = evidence.request.today <= race - timedelta(days=LAST_LONG_DAYS[1])
    last = max((run.on for run in near), default=race)
    if (
        is_covered
        and race <= evidence.request.last
        and not LAST_LONG_DAYS[0] <= (race - last).days <= LAST_LONG_DAYS[1]
    ):
        yield Finding(
            10, "warning", last, "The last long run is not two to four weeks before the marathon: your days decide it."
        )


def _taper(evidence: Evidence, race: date) -> Iterator[Finding]:
    """Rule 9: less by 41 to 60 %, something fast every week, as many days as before."""
    if evidence.plan.method == "sprint" or race > evidence.request.last:
        return
    days = SHORT_TAPER_DAYS if _distance_m(evidence) <= 12_500 else TAPER_DAYS
    first = race - timedelta(days=days)
    if first >= evidence.request.today:
        yield from _taper_volume(evidence, race, first)
    for number in (1, 2):
        yield from _taper_week(evidence, race - SEVEN_DAYS * number)


def _taper_volume(evidence: Evidence, race: date, first: date) -> Iterator[Finding]:
    """Against the most of any seven days of the six weeks before."""
    before = [
        evidence.amount_between(first - SEVEN_DAYS * number, first - SEVEN_DAYS * (number - 1) - timedelta(days=1))
        for number in range(1, 7)
    ]
    if evidence.known_from > first - SEVEN_DAYS * 2:
        before.append(evidence.stated_week)
    days = (race - first).days
    left = evidence.amount_between(first, race - timedelta(days=1)) / days * 7
    share = left / max(before) if max(before) > 0 else 0.5
    if not LEFT_IN_TAPER[0] <= share <= LEFT_IN_TAPER[1]:
        yield Finding(
            9, "warning", first, f"The taper leaves {share * 100:.0f} % of your biggest week, not the usual 40 to 60 %."
        )


def _taper_week(evidence: Evidence, first: date) -> Iterator[Finding]:
    request = evidence.request
    if first < request.today:
        return
    last = first + timedelta(days=6)
    sessions = [session for session in evidence.plan.sessions if first <= session.on <= last]
    has_fast = any(session.zone_s.get(zone, 0) > 0 for session in sessions for zone in ("M", "T", "I", "R"))
    kept = [session for session in request.kept if first <= session.on <= last]
    if not has_fast and not any(session.is_hard for session in kept):
        yield Finding(9, "warning", first, "Nothing fast in this week of the taper: your days leave no room for it.")
    if len(sessions) + len(kept) < min(request.days_per_week, _usual_days(evidence, first)) - TAPER_GRACE:
        yield Finding(9, "warning", first, "Fewer days than usual in this week of the taper.")


def _usual_days(evidence: Evidence, first: date) -> int:
    """Days with a run in the week before the taper week."""
    return len({run.on for run in evidence.between(first - SEVEN_DAYS, first - timedelta(days=1))})
