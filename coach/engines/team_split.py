"""Who does what in doubles and relay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.engines.clock import format_clock
from coach.engines.splits import RUNS, SPLIT_LABELS, STATIONS

Unit = Literal["m", "reps"]
STATION_WORK: dict[str, tuple[int, Unit]] = {
    "ski_erg": (1000, "m"),
    "sled_push": (50, "m"),
    "sled_pull": (50, "m"),
    "burpee_broad_jump": (80, "m"),
    "row": (1000, "m"),
    "farmers_carry": (200, "m"),
    "sandbag_lunges": (100, "m"),
    "wall_balls": (100, "reps"),
}
EVEN_PCT = 50
RUNNERS = (1, 2, 3, 4)
USUAL_ORDER = (1, 2, 3, 4, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class SharedStation:
    """One station of a doubles race: what each partner does of it, and for how many seconds they work."""

    split: str
    first_pct: int
    first_amount: int
    second_amount: int
    unit: Unit
    first_s: int
    second_s: int

    @property
    def label(self) -> str:
        """Such as "Sled push"."""
        return SPLIT_LABELS[self.split]


@dataclass(frozen=True, slots=True)
class DoublesSplit:
    """All eight stations in race order, and the seconds each partner works; both run all 8 km."""

    stations: tuple[SharedStation, ...]
    first_s: int
    second_s: int
    text: str


@dataclass(frozen=True, slots=True)
class RelayLeg:
    """One run and the station after it."""

    number: int
    runner: int
    run_s: int
    station: str
    station_s: int

    @property
    def label(self) -> str:
        """Such as "Run 2 + Sled push"."""
        return f"Run {self.number} + {SPLIT_LABELS[self.station]}"


@dataclass(frozen=True, slots=True)
class RelayRunner:
    """What one of the four does: two legs, seconds of work without the Roxzone."""

    runner: int
    legs: tuple[int, ...]
    run_s: int
    station_s: int

    @property
    def work_s(self) -> int:
        """Runs and stations together."""
        return self.run_s + self.station_s


@dataclass(frozen=True, slots=True)
class RelaySplit:
    """Eight legs in race order and the four runners."""

    legs: tuple[RelayLeg, ...]
    runners: tuple[RelayRunner, ...]
    text: str


def doubles_split(planned_s: Mapping[str, int], first_pct: Mapping[str, int]) -> DoublesSplit:
    """Share the stations of a plan: percent of each for the first partner, half where none is given.

    Any share is allowed, even 100 to 0. Both are taken to work at the planned speed.
    Source: doubles rules (puregym.com/blog/hyrox-doubles, roxlyfe.com/nailing-the-hyrox-doubles).

    >>> split = doubles_split(dict.fromkeys(STATIONS, 300), {"wall_balls": 60})
    >>> (split.stations[-1].first_amount, split.stations[-1].second_amount, split.first_s, split.second_s)
    (60, 40, 1230, 1170)

    Raises:
        ValueError: a share is not 0 to 100, or belongs to no station.
    """
    unknown = first_pct.keys() - set(STATIONS)
    if unknown:
        raise ValueError(f"There is no station called {', '.join(sorted(unknown))}.")
    wrong = next((station for station, pct in first_pct.items() if not 0 <= pct <= 100), None)
    if wrong:
        raise ValueError(f"{SPLIT_LABELS[wrong]}: a share goes from 0 to 100 percent.")
    stations = tuple(_shared(station, planned_s[station], first_pct.get(station, EVEN_PCT)) for station in STATIONS)
    first_s = sum(station.first_s for station in stations)
    second_s = sum(station.second_s for station in stations)
    return DoublesSplit(stations, first_s, second_s, _balance(first_s, second_s))


def _shared(station: str, time_s: int, pct: int) -> SharedStation:
    amount, unit = STATION_WORK[station]
    first_amount, first_s = _part_of(amount, pct), _part_of(time_s, pct)
    return SharedStation(station, pct, first_amount, amount - first_amount, unit, first_s, time_s - first_s)


def _part_of(whole: int, pct: int) -> int:
    return (whole * pct + 50) // 100


def _balance(first_s: int, second_s: int) -> str:
    together = "You both run all 8 km side by side"
    if abs(first_s - second_s) < 30:
        return (
            f"{together} and share the stations evenly: {format_clock(first_s)} and {format_clock(second_s)} of work."
        )
    who = "Partner A" if first_s > second_s else "Partner B"
    more = format_clock(abs(first_s - second_s))
    return (
        f"{together}. {who} works {more} longer on the stations: {format_clock(first_s)} and {format_clock(second_s)}."
    )


def relay_split(planned_s: Mapping[str, int], order: Sequence[int] = USUAL_ORDER) -> RelaySplit:
    """Give the eight legs (a run and the station after it) to runners 1 to 4, two legs each.

    Source: relay rules (hellohyrox.com); whether run and station are one block differs by athlete guide.

    >>> split = relay_split(dict.fromkeys((*RUNS, *STATIONS), 300))
    >>> split.runners[0].legs, split.runners[0].work_s
    ((1, 5), 1200)

    Raises:
        ValueError: not every runner has exactly two of the eight legs.
    """
    if sorted(order) != sorted(RUNNERS * 2):
        raise ValueError("Each of the four has two legs: name runners 1, 2, 3 and 4 twice each.")
    legs = tuple(
        RelayLeg(number, runner, planned_s[run], station, planned_s[station])
        for number, (runner, run, station) in enumerate(zip(order, RUNS, STATIONS, strict=True), start=1)
    )
    runners = tuple(_runner(runner, [leg for leg in legs if leg.runner == runner]) for runner in RUNNERS)
    works_s = [runner.work_s for runner in runners]
    text = (
        f"Each of you has two runs and two stations: {format_clock(min(works_s))} to {format_clock(max(works_s))} of"
        " work. Whether a run and its station must be done by one person differs: check your athlete guide."
    )
    return RelaySplit(legs, runners, text)


def _runner(runner: int, legs: list[RelayLeg]) -> RelayRunner:
    numbers = tuple(leg.number for leg in legs)
    return RelayRunner(runner, numbers, sum(leg.run_s for leg in legs), sum(leg.station_s for leg in legs))


def doubles_marks(split: DoublesSplit) -> dict[str, str]:
    """Shares as they stand on a card; halves need no mark.

    Source: wording of this product.

    >>> doubles_marks(doubles_split(dict.fromkeys(STATIONS, 300), {"wall_balls": 60}))
    {'wall_balls': '60/40'}
    """
    uneven = (station for station in split.stations if station.first_pct != EVEN_PCT)
    return {station.split: f"{station.first_pct}/{100 - station.first_pct}" for station in uneven}


def relay_marks(split: RelaySplit) -> dict[str, str]:
    """The runner of each run and station as it stands on a card.

    Source: wording of this product.

    >>> relay_marks(relay_split(dict.fromkeys((*RUNS, *STATIONS), 300)))["sled_push"]
    '#2'
    """
    return {part: f"#{leg.runner}" for leg in split.legs for part in (RUNS[leg.number - 1], leg.station)}
