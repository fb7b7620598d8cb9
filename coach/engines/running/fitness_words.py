"""How fit, and is it moving: what a profile and its weeks say, in sentences with numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from coach.engines.load import LoadDay
from coach.engines.running.efficiency import EfficiencyTrend
from coach.engines.running.fitness import RunAlert
from coach.engines.running.heart_rate import LoadUnit
from coach.engines.running.intensity import IntensitySplit
from coach.engines.running.longest_run import ALARM_WORDS, LARGEST_RISE
from coach.engines.units import System, distance_in, distance_unit

TREND_DAYS: Final = 28
UNIT_FORMULAS: Final[dict[LoadUnit, str]] = {
    "trimp": "TRIMP is minutes · x · a·e^(b·x), x the share of the heart-rate reserve (Banister)",
    "srpe": "Load is RPE × minutes of each session (Foster)",
}
# Assumption: smaller changes are noise of the days, not of the runner.
HOLDING_SHARE, HOLDING_SCORE, HOLDING_EFFICIENCY_PCT = 0.05, 0.3, 1.0


def score_text(score: float | None, before: tuple[str, float] | None) -> str:
    """The score and how it moved; `before` names when another one was kept, and that one.

    Source: wording of this product.

    >>> score_text(49.81, ("the end of Oct 2026", 48.6))
    'Your running score is 49.8, 1.2 more than at the end of Oct 2026.'
    >>> score_text(None, None)
    'Your running score is not known yet: it takes a race or a test of the last six months.'
    """
    if score is None:
        return "Your running score is not known yet: it takes a race or a test of the last six months."
    if before is None:
        return f"Your running score is {score:.1f}."
    when, earlier = before
    change = score - earlier
    if abs(change) < HOLDING_SCORE:
        return f"Your running score is {score:.1f}, as at {when}."
    return f"Your running score is {score:.1f}, {abs(change):.1f} {'more' if change > 0 else 'less'} than at {when}."


def volume_text(mean_week_m: float | None, week_count: int, system: System = "metric") -> str:
    """The usual week; nothing while no full week is known.

    Source: wording of this product.

    >>> volume_text(52_340, 4)
    'You ran 52.3 km a week over the last 4 full weeks.'
    >>> volume_text(0, 4)
    'No run of the last 4 full weeks is logged.'
    """
    if mean_week_m is None or week_count < 1:
        return ""
    weeks = "the last full week" if week_count == 1 else f"the last {week_count} full weeks"
    if mean_week_m == 0:
        return f"No run of {weeks} is logged."
    amount = f"{distance_in(system, mean_week_m):.1f} {distance_unit(system)}"
    return f"You ran {amount}{' in' if week_count == 1 else ' a week over'} {weeks}."


def movement_text(curve: Sequence[LoadDay]) -> str:
    """Where fitness went in four weeks, and how today began; nothing without a load.

    Source: wording of this product; the curve is that of `load_curve`.

    >>> movement_text([LoadDay(date(2026, 3, 1), 50.0, 30.0, 40.0, -9.6, True)])
    'Fitness from training load is 30; how it moves shows once the log is ten weeks old. You carry fatigue: form −10.'
    """
    if not curve:
        return ""
    last = curve[-1]
    if not last.is_settled:
        return "Fitness from training load is too early to read: it settles after 42 days of log."
    form = f"You {'are fresh' if last.form > 0 else 'carry fatigue'}: form {_signed(last.form)}."
    before = curve[-1 - TREND_DAYS] if len(curve) > TREND_DAYS else None
    if before is None or not before.is_settled:
        where = f"Fitness from training load is {last.fitness:.0f}"
        return f"{where}; how it moves shows once the log is ten weeks old. {form}"
    change = last.fitness - before.fitness
    if abs(change) < HOLDING_SHARE * max(before.fitness, 1):
        return f"Fitness from training load is holding at {last.fitness:.0f}. {form}"
    trend = "rising" if change > 0 else "falling"
    return f"Fitness from training load is {trend}: {before.fitness:.0f} four weeks ago, {last.fitness:.0f} now. {form}"


def efficiency_text(trend: EfficiencyTrend | None) -> str:
    """Metres a heartbeat buys, now and four weeks before.

    Source: wording of this product.

    >>> efficiency_text(EfficiencyTrend(1.32, 1.26, 4.76, 12, 11))
    'A heartbeat takes you 4.8 % farther than four weeks ago: 1.32 m, before 1.26 m'
    """
    if trend is None:
        return "Efficiency needs four training runs with heart rate in each of the last two four-week spans"
    if abs(trend.change_pct) < HOLDING_EFFICIENCY_PCT:
        return f"A heartbeat takes you as far as four weeks ago: {trend.recent:.2f} m, before {trend.before:.2f} m"
    word = "farther" if trend.change_pct > 0 else "less far"
    return (
        f"A heartbeat takes you {abs(trend.change_pct):.1f} % {word} than four weeks ago: "
        f"{trend.recent:.2f} m, before {trend.before:.2f} m"
    )


def intensity_text(split: IntensitySplit | None) -> str:
    """How much of the running was easy, beside what most plans aim at.

    Source: about 80 % easy, Seiler & Kjerland (2006); polarised and pyramidal do alike, Rosenblat et al. (2025).

    >>> intensity_text(None)
    'Intensity needs heart rate with your resting heart rate, or a running score to read paces by'
    """
    if split is None:
        return "Intensity needs heart rate with your resting heart rate, or a running score to read paces by"
    shape = "" if split.shape is None else f", a {split.shape} pattern"
    return (
        f"{split.easy_pct:.0f} % of your running time in the last 28 days was easy{shape}; most plans aim at about 80 %"
    )


def longest_run_text(longest_m: float | None, system: System = "metric") -> str:
    """What a run of tomorrow is measured by, in the words the evidence allows.

    Source: Frandsen et al. (2025), BJSM 59:1203.

    >>> longest_run_text(20_000)[:87]
    'Your longest run of the last 30 days is 20.0 km. Up to 22.0 km stays within its 10 %; b'
    """
    if longest_m is None:
        return "No run of the last 30 days is known, so there is nothing to measure the next long run by."
    unit = distance_unit(system)
    longest, ceiling = (distance_in(system, metres) for metres in (longest_m, LARGEST_RISE * longest_m))
    return (
        f"Your longest run of the last 30 days is {longest:.1f} {unit}. Up to {ceiling:.1f} {unit} stays within its "
        f"10 %; beyond that a run is {ALARM_WORDS}."
    )


def long_run_text(alert: RunAlert, system: System = "metric") -> str:
    """A run much longer than the 30 days before it, in the athlete's units, without threatening anybody.

    Source: Frandsen et al. (2025), BJSM 59:1203.

    >>> long_run_text(RunAlert("2026-02-28", 30_870, 23_870, 29.3, ""))[:63]
    '30.9 km on 28 Feb 2026 was 29 % longer than anything in the 30 '
    """
    unit, day = distance_unit(system), date.fromisoformat(alert.day)
    length, before = (distance_in(system, metres) for metres in (alert.distance_m, alert.longest_before_m))
    return (
        f"{length:.1f} {unit} on {day.day} {day:%b %Y} was {alert.rise_pct:.0f} % longer than anything in the 30 days "
        f"before ({before:.1f} {unit}); runners who did this were injured more often."
    )


def _signed(value: float) -> str:
    return f"{value:+.0f}".replace("-", "−")


def score_trend_text(points: Sequence[tuple[date, float]]) -> str:
    """From the first to the last of some days with a score, oldest first.

    Source: wording of this product.

    >>> score_trend_text([(date(2026, 8, 31), 48.6), (date(2026, 11, 28), 49.81)])
    'Your running score went from 48.6 in Aug 2026 to 49.8 in Nov 2026'
    """
    if not points:
        return "No month has ended with a running score yet"
    (first_on, first), (last_on, last) = points[0], points[-1]
    if abs(last - first) < HOLDING_SCORE:
        return f"Your running score is {last:.1f} since {first_on:%b %Y}"
    return f"Your running score went from {first:.1f} in {first_on:%b %Y} to {last:.1f} in {last_on:%b %Y}"
