"""The fitness profile: everything the training log says about a runner today, and what it does not say."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeAlias

from coach.engines.running.critical_speed import CriticalSpeed, NoCriticalSpeed, critical_speed
from coach.engines.running.efficiency import EfficiencyTrend, efficiency_trend
from coach.engines.running.evidence import (
    Confidence,
    HardEffort,
    ScoreEffort,
    best_effort,
    confidence_text,
    flat_out,
    recent_efforts,
)
from coach.engines.running.heart_rate import HeartRates, HeartRateZone, Sex, chosen_heart_rates, karvonen_zones
from coach.engines.running.intensity import IntensitySplit, intensity_split
from coach.engines.running.load_today import LoadToday, load_today
from coach.engines.running.longest_run import (
    WINDOW_DAYS,
    alert_text,
    longest_before,
    longest_run_alerts,
    next_longest_m,
)
from coach.engines.running.paces import PaceTable, pace_table
from coach.engines.running.prediction import Equivalent, equivalents
from coach.engines.running.training_log import (
    OtherSession,
    RunRecord,
    efficiency_factors,
    hard_efforts,
    portions_of,
    session_peaks,
)
from coach.engines.running.weekly_distance import WeekDistance, complete_weeks, mean_week_m

INTENSITY_DAYS: Final = 28
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | float | int | bool | None"


class FitnessInputs(NamedTuple):
    """What is known about a runner. `efforts` are hard efforts that are no run of their own, such as a test in one."""

    today: date
    runs: Sequence[RunRecord] = ()
    others: Sequence[OtherSession] = ()
    efforts: Sequence[HardEffort] = ()
    sex: Sex | None = None
    born_on: date | None = None
    rest_bpm: float | None = None
    max_bpm: float | None = None


class RunAlert(NamedTuple):
    """A run much longer than the 30 days before it; `day` is an ISO date."""

    day: str
    distance_m: float
    longest_before_m: float
    rise_pct: float
    text: str


class FitnessProfile(NamedTuple):
    """Plain values only, so that `_asdict()` can be kept as JSON; days are ISO dates, what is not known is None.

    `next_longest_m` is the ceiling for a run tomorrow; `alerts` are those of the last 30 days.
    """

    today: str
    score: float | None
    effort: ScoreEffort | None
    confidence: Confidence
    confidence_text: str
    paces: PaceTable | None
    races: tuple[Equivalent, ...]
    critical_speed: CriticalSpeed | None
    heart_rates: HeartRates | None
    zones: tuple[HeartRateZone, ...]
    load: LoadToday | None
    weeks: tuple[WeekDistance, ...]
    mean_week_m: float | None
    longest_30_days_m: float | None
    next_longest_m: float | None
    efficiency: EfficiencyTrend | None
    intensity: IntensitySplit | None
    alerts: tuple[RunAlert, ...]
    assumed_count: int
    missing: tuple[str, ...]


def fitness_profile(inputs: FitnessInputs) -> FitnessProfile:
    """All of it. Sessions after today are left out; assumed ones are counted, and used for nothing.

    Source: the engines beside this file, each with its own.

    >>> race = RunRecord(date(2026, 3, 3), 5_000, 1_200, effort="race")
    >>> profile = fitness_profile(FitnessInputs(date(2026, 3, 10), [race]))
    >>> round(profile.score, 1), round(profile.paces.threshold_s_per_km), profile.load
    (49.8, 256, None)
    """
    today, past = inputs.today, _done(inputs)
    efforts = recent_efforts([*past.efforts, *hard_efforts(past.runs)], today)
    effort = best_effort(efforts, today)
    paces = None if effort is None else pace_table(effort.score)
    weeks = complete_weeks([(run.day, run.distance_m) for run in past.runs], today)
    heart_rates = chosen_heart_rates(past.rest_bpm, past.max_bpm, _age(past), session_peaks(past.runs))
    distances = [(run.day, run.distance_m) for run in past.runs if run.distance_m is not None]
    tomorrow = today + timedelta(days=1)
    profile = FitnessProfile(
        today=today.isoformat(),
        score=None if effort is None else effort.score,
        effort=effort,
        confidence="none" if effort is None else effort.confidence,
        confidence_text=confidence_text(effort),
        paces=paces,
        races=() if effort is None else equivalents(effort.score, effort.distance_m, mean_week_m(weeks)),
        critical_speed=_critical_speed(efforts),
        heart_rates=heart_rates,
        zones=() if heart_rates is None else karvonen_zones(heart_rates),
        load=load_today([*past.runs, *past.others], today, heart_rates, past.sex),
        weeks=weeks,
        mean_week_m=mean_week_m(weeks),
        longest_30_days_m=longest_before(distances, tomorrow),
        next_longest_m=next_longest_m(distances, tomorrow),
        efficiency=efficiency_trend(efficiency_factors(past.runs), today),
        intensity=_intensity(past, heart_rates, paces),
        alerts=_alerts(distances, today),
        assumed_count=_assumed_count(inputs),
        missing=(),
    )
    return profile._replace(missing=tuple(_missing(profile, past)))


def plain(profile: FitnessProfile) -> dict[str, Plain]:
    """The profile with every part named, for JSON: `_asdict()` alone turns the parts into lists.

    Source: none needed.

    >>> plain(fitness_profile(FitnessInputs(date(2026, 3, 10))))["confidence"]
    'none'
    """
    return {name: _plain(part) for name, part in profile._asdict().items()}


def _plain(part: object) -> Plain:
    if isinstance(part, tuple):
        names: tuple[str, ...] | None = getattr(part, "_fields", None)
        if names is not None:
            return {name: _plain(value) for name, value in zip(names, part, strict=True)}
        return [_plain(value) for value in part]
    if part is None or isinstance(part, str | bool | int | float):
        return part
    raise TypeError(f"{type(part).__name__} has no place in a fitness profile")


def _done(inputs: FitnessInputs) -> FitnessInputs:
    """What was really trained up to today, oldest first."""
    runs = [run for run in inputs.runs if run.day <= inputs.today and not run.is_assumed]
    others = [session for session in inputs.others if session.day <= inputs.today and not session.is_assumed]
    return inputs._replace(runs=sorted(runs, key=lambda run: run.day), others=others)


def _assumed_count(inputs: FitnessInputs) -> int:
    sessions: list[RunRecord | OtherSession] = [*inputs.runs, *inputs.others]
    return sum(session.is_assumed for session in sessions if session.day <= inputs.today)


def _age(inputs: FitnessInputs) -> float | None:
    return None if inputs.born_on is None else (inputs.today - inputs.born_on).days / 365.25


def _critical_speed(efforts: Iterable[HardEffort]) -> CriticalSpeed | None:
    try:
        return critical_speed(flat_out(efforts))
    except NoCriticalSpeed:
        return None


def _intensity(inputs: FitnessInputs, heart_rates: HeartRates | None, paces: PaceTable | None) -> IntensitySplit | None:
    recent = [run for run in inputs.runs if (inputs.today - run.day).days < INTENSITY_DAYS]
    return intensity_split([portions_of(run) for run in recent], heart_rates, paces)


def _alerts(distances: Iterable[tuple[date, float]], today: date) -> tuple[RunAlert, ...]:
    return tuple(
        RunAlert(alert.day.isoformat(), alert.distance_m, alert.longest_before_m, alert.rise_pct, alert_text(alert))
        for alert in longest_run_alerts(distances)
        if (today - alert.day).days < WINDOW_DAYS
    )


def _missing(profile: FitnessProfile, inputs: FitnessInputs) -> Iterable[str]:
    """What to do to learn more, the most useful first."""
    if profile.score is None:
        yield "Run a 5 km test, or enter a race of the last six months, to get paces and race predictions"
    if inputs.rest_bpm is None:
        yield "Enter your resting heart rate to get heart-rate zones and load by heart rate"
    elif profile.heart_rates is None and (inputs.max_bpm is not None or inputs.born_on is not None):
        yield "Your resting heart rate and your maximum do not fit together; check both in your profile"
    elif profile.heart_rates is None:
        yield "Enter your date of birth or your maximum heart rate to get heart-rate zones"
    yield from _missing_log(profile)


def _missing_log(profile: FitnessProfile) -> Iterable[str]:
    if profile.load is None:
        yield "Rate your sessions (RPE), or import heart rates and enter your resting one, to see fitness and fatigue"
    elif not profile.load.is_settled:
        yield "Fitness and fatigue settle after 42 days of log; until then they start too low"
    if profile.longest_30_days_m is None:
        yield "Log or import your runs of the last 30 days, so that the next long run can be chosen safely"
    if profile.efficiency is None:
        yield "Efficiency needs four training runs with heart rate in each of the last two four-week spans"
    if profile.critical_speed is None:
        yield "Critical speed needs two hard efforts of 2 to 20 minutes, for example 3 and 12 minutes flat out"
