"""The field an athlete is compared with: percentiles, levels and course factors of one division and gender."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from coach.engines.cohort import CohortTable, ProfileRow, cohort_table

FIELD_SEASONS = "2024/25–2025/26"
ALL_AGES = "all"
SMALL_SAMPLE_N = 30

Level = Literal["elite", "advanced", "competitive", "intermediate", "developing", "finisher"]
LEVEL_PERCENTILES: tuple[tuple[Level, int], ...] = (
    ("elite", 1),
    ("advanced", 10),
    ("competitive", 25),
    ("intermediate", 50),
    ("developing", 75),
)


class QuantileRow(NamedTuple):
    """One row of field_quantiles of the wanted division and gender; quantiles_s holds p1 to p99."""

    age_group: str
    metric: str
    n: int
    quantiles_s: Sequence[float]


class CourseFactorRow(NamedTuple):
    """One row of course_factors of the wanted division and gender; factors: metric → event median ÷ usual median."""

    event: str
    n: int
    factors: Mapping[str, float]


class MetricQuantiles(NamedTuple):
    """p1 to p99 in seconds of one metric, from n results."""

    n: int
    quantiles_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FieldScope:
    """Whom the percentages speak about. n = 0: there is no such field."""

    division: str
    gender: str
    age_group: str
    seasons: str
    n: int
    is_small_sample: bool

    @property
    def text(self) -> str:
        """Such as "open men 30-34, n = 4,012, seasons 2024/25–2025/26"."""
        group = group_name(self.division, self.gender, self.age_group)
        if self.n == 0:
            return f"no field for {group}"
        few = " (few results)" if self.is_small_sample else ""
        return f"{group}, n = {self.n:,}{few}, seasons {self.seasons}"


@dataclass(frozen=True, slots=True, eq=False)
class FieldReference:
    """Everything known about one division and gender. Build it once with field_reference and keep it."""

    division: str
    gender: str
    seasons: str
    quantiles: Mapping[str, Mapping[str, MetricQuantiles]]
    cohort_table: CohortTable | None
    course_factors: Mapping[str, CourseFactorRow]

    def scope(self, age_group: str | None = None) -> FieldScope:
        """The age group when it has data, else all ages."""
        known = age_group_label(age_group)
        used = known if known in self.quantiles else ALL_AGES
        n = max((metric.n for metric in self.quantiles.get(used, {}).values()), default=0)
        return FieldScope(self.division, self.gender, used, self.seasons, n, n < SMALL_SAMPLE_N)

    def course_factor(self, event: str | None) -> CourseFactorRow | None:
        """Factors of an event by any spelling of its city and year."""
        return self.course_factors.get(event_key(event)) if event else None

    def level(self, total_s: float) -> Level | None:
        """Level among all ages of this division and gender; None without data."""
        metric = self.quantiles.get(ALL_AGES, {}).get("total_seconds")
        return level_of(total_s, metric.quantiles_s) if metric else None


def field_reference(
    division: str,
    gender: str,
    quantiles: Iterable[QuantileRow],
    profiles: Iterable[ProfileRow],
    course_factors: Iterable[CourseFactorRow],
) -> FieldReference:
    """Build the reference from the rows of one division and gender, in any order (plain tuples will do).

    Source: aggregated from public HYROX results of seasons 7–8 (2024/25–2025/26), 151,485 complete rows.

    >>> row = QuantileRow("all", "ski_erg", 250, [200 + step for step in range(99)])
    >>> field_reference("open", "men", [row], [], []).scope("30-34").text
    'open men, n = 250, seasons 2024/25–2025/26'

    Raises:
        ValueError: a row has not exactly 99 quantiles.
    """
    by_age: dict[str, dict[str, MetricQuantiles]] = {}
    for age_group, metric, n, quantiles_s in quantiles:
        if len(quantiles_s) != 99:
            raise ValueError(f"{metric} of {age_group} has {len(quantiles_s)} quantiles: give p1 to p99")
        by_age.setdefault(age_group, {})[metric] = MetricQuantiles(n, tuple(map(float, quantiles_s)))
    return FieldReference(
        division=division,
        gender=gender,
        seasons=FIELD_SEASONS,
        quantiles=by_age,
        cohort_table=cohort_table(profiles),
        course_factors={event_key(row[0]): CourseFactorRow(*row) for row in course_factors},
    )


def faster_than_pct(time_s: float, quantiles: Sequence[float]) -> float:
    """Percent of the field this time beats, from p1 to p99 in ascending seconds; high is always good.

    Linear between percentiles; equal percentiles count by their middle. 99.5 below p1, 0.5 above p99.
    Source: Hyndman & Fan (1996) for quantiles; ties by half as in the mid-rank percentile.

    >>> even = range(1, 100)
    >>> faster_than_pct(23, even), faster_than_pct(23.5, even), faster_than_pct(0.5, even), faster_than_pct(120, even)
    (77.0, 76.5, 99.5, 0.5)
    >>> faster_than_pct(300, [300] * 99)
    50.0
    """
    below, up_to = bisect_left(quantiles, time_s), bisect_right(quantiles, time_s)
    if up_to > below:
        return 100 - (below + 1 + up_to) / 2
    if below == 0:
        return 99.5
    if below == len(quantiles):
        return 0.5
    lower_s, upper_s = quantiles[below - 1], quantiles[below]
    return float(round(100 - (below + (time_s - lower_s) / (upper_s - lower_s)), 2))


def faster_than_pct_of(time_s: float, times: npt.NDArray[np.float64]) -> float | None:
    """Percent of these times that are slower, equal ones counting half; NaN is no result. None without any.

    Source: mid-rank percentile.

    >>> faster_than_pct_of(300, np.array([280, 300, 320, 340, np.nan]))
    62.5
    """
    slower = int(np.count_nonzero(times > time_s))
    equal = int(np.count_nonzero(times == time_s))
    n = slower + equal + int(np.count_nonzero(times < time_s))
    return round(100 * (slower + 0.5 * equal) / n, 2) if n else None


def faster_than_text(pct: float | None) -> str:
    """The only wording used for a rank, so that its direction is never in doubt.

    Source: wording of this product.

    >>> [faster_than_text(pct) for pct in (77.2, 99.5, 99.0, 0.5, None)]
    ['faster than 77 %', '> 99 %', 'faster than 99 %', '< 1 %', '–']
    """
    if pct is None:
        return "–"
    if pct > 99:
        return "> 99 %"
    return "< 1 %" if pct < 1 else f"faster than {pct:.0f} %"


def level_of(total_s: float, quantiles: Sequence[float]) -> Level:
    """Level of a finish time among its own division: elite ≤ p1 … developing ≤ p75, finisher above.

    Source: Coach K field study of the public results of seasons 7–8 (2026), a proposal.

    >>> level_of(4_000, range(3_000, 12_900, 100))
    'competitive'
    """
    for level, percentile in LEVEL_PERCENTILES:
        if total_s <= quantiles[percentile - 1]:
            return level
    return "finisher"


def event_key(event: str) -> str:
    """City and year in one spelling, whatever the file calls the event.

    Source: event names seen in public result files.

    >>> {event_key(name) for name in ("2025 Melbourne", "s8-2025-melbourne", "S8 Melbourne 2025", "MELBOURNE  2025")}
    {'2025 melbourne'}
    >>> event_key("2025 Johannesburg I")
    '2025 johannesburg i'
    """
    words = re.split(r"[\s_\-,]+", event.casefold().strip())
    named = [word for word in words if word and word != "hyrox" and not re.fullmatch(r"s\d{1,2}", word)]
    return " ".join(sorted(named, key=lambda word: not re.fullmatch(r"20\d\d", word)))


def age_group_label(age_group: str | None) -> str:
    """The label as the field writes it: plain hyphen, upper case, no spaces; "" for none.

    Source: age groups seen in public result files.

    >>> age_group_label("30–34"), age_group_label(" mu29 "), age_group_label(None)
    ('30-34', 'MU29', '')
    """
    return re.sub(r"\s", "", age_group or "").replace("–", "-").upper()


def group_name(division: str, gender: str, age_group: str = ALL_AGES) -> str:
    """How a sentence calls the group.

    Source: wording of this product.

    >>> group_name("open", "men", "30-34"), group_name("pro_doubles", "women"), group_name("doubles", "mixed")
    ('open men 30-34', 'pro doubles women', 'mixed doubles')
    """
    words = ["mixed", division] if gender == "mixed" else [division, gender]
    name = " ".join(words).replace("_", " ")
    return name if age_group == ALL_AGES else f"{name} {age_group}"
