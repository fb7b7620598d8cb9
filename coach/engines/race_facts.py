"""What an athlete's finished races count for: times, gains, places and ranks in the field."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coach.engines.achievements import Fact, FieldValue
from coach.engines.field import ALL_AGES, FieldReference, faster_than_pct
from coach.engines.reconciliation import reconcile
from coach.engines.split_rows import RaceTimes, analysed_times, split_flags
from coach.engines.splits import STATIONS, fade_pct, known_splits, known_time
from coach.engines.wall_ball_rule import RuleContext, wall_ball_reps

FieldOf = Callable[[str, str], FieldReference | None]

_MADE_FASTER_BY_75 = frozenset({"wall_balls", "stations_total", "total_seconds"})


@dataclass(frozen=True, slots=True)
class FinishedRace:
    """One finished race. `times.division` is the one its results are compared in; no date comes first in order."""

    division: str
    format: str
    is_simulation: bool
    race_on: date | None
    location: str | None
    times: RaceTimes

    @property
    def fields(self) -> dict[str, FieldValue]:
        return {
            "division": self.division,
            "format": self.format,
            "gender": self.times.gender,
            "is_simulation": self.is_simulation,
        }

    @property
    def wall_ball_reps(self) -> int | None:
        times = self.times
        return wall_ball_reps(RuleContext(times.division, times.gender, times.event, times.season))


def race_facts(races: Sequence[FinishedRace], field_of: FieldOf) -> list[Fact]:
    """All facts of all finished races. A race is ranked as its own page ranks it, but among all ages.

    Source: the metrics of docs/achievements.md.

    >>> times = RaceTimes("open", "men", 5_000, season=8)
    >>> vienna = FinishedRace("open", "singles", False, date(2026, 2, 7), "Vienna", times)
    >>> facts = race_facts([vienna], lambda division, gender: None)
    >>> [(fact.metric, fact.value) for fact in facts]
    [('races_finished', 1), ('race_locations', 'vienna'), ('race_seasons', '8'), ('race_total_s', 5000.0)]
    """
    ordered = sorted(races, key=lambda race: race.race_on or date.min)
    facts = [
        fact._replace(day=race.race_on)
        for race in ordered
        for fact in _facts_of(race, field_of(race.times.division, race.times.gender))
    ]
    return [*facts, *_improvements(ordered)]


def _facts_of(race: FinishedRace, field: FieldReference | None) -> Iterator[Fact]:
    times = race.times
    yield Fact("races_finished", 1, race.fields)
    if len(known_splits(times.splits)) == 16:
        yield Fact("races_with_all_splits", 1, race.fields)
    if race.location and race.location.strip():
        yield Fact("race_locations", " ".join(race.location.casefold().split()), race.fields)
    if times.season is not None:
        yield Fact("race_seasons", str(times.season), race.fields)
    total_s = known_time(times.total_s)
    if total_s is not None:
        yield Fact("race_total_s", total_s, race.fields)
    fade = fade_pct(times.splits) if race.format != "relay" else None
    if fade is not None:
        yield Fact("fade_pct", fade, race.fields)
    if field is not None:
        yield from _ranks(race, field)


def _ranks(race: FinishedRace, field: FieldReference) -> Iterator[Fact]:
    """How much of the field was slower in each metric, and at how many stations more than half were."""
    quantiles = field.quantiles.get(ALL_AGES, {})
    ranks = {
        metric: faster_than_pct(time_s, quantiles[metric].quantiles_s)
        for metric, time_s in _ranked_times(race)
        if metric in quantiles
    }
    for metric, rank in ranks.items():
        yield Fact("faster_than_pct", rank, {**race.fields, "split": metric})
    at_stations = [ranks[station] for station in STATIONS if station in ranks]
    if at_stations:
        yield Fact("stations_in_faster_half", sum(rank >= 50 for rank in at_stations), race.fields)


def _ranked_times(race: FinishedRace) -> Iterator[tuple[str, float]]:
    """The times that may be compared; not those that 75 wall balls made faster than today's field."""
    times = race.times
    sums = reconcile(times.splits, times.total_s, roxzone_printed_s=times.roxzone_printed_s, penalty_s=times.penalty_s)
    flags = split_flags(times, sums)
    left_out = frozenset() if race.wall_ball_reps == 100 else _MADE_FASTER_BY_75
    for metric, time_s in analysed_times(times, sums).items():
        if time_s is not None and metric not in flags and metric not in left_out:
            yield metric, time_s


def _improvements(ordered: Iterable[FinishedRace]) -> Iterator[Fact]:
    """The gain of each race on the best earlier one of its kind, where there is one."""
    best_s: dict[tuple[object, ...], float] = {}
    for race in ordered:
        total_s = known_time(race.times.total_s)
        if total_s is None:
            continue
        kind = (*race.fields.values(), race.wall_ball_reps)
        if kind in best_s:
            yield Fact("race_improvement_s", best_s[kind] - total_s, race.fields, race.race_on)
        best_s[kind] = min(total_s, best_s.get(kind, total_s))
