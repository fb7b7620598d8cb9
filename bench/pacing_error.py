"""`make eval-pacing`: how far the planner is from bands of finishers it has not seen, beside equal shares.

Leave one band out: a band of 150 s is taken away, its middle is planned from the others, and every part is compared
with that band's median as published. The first and last band of a group have nothing beyond them and are not planned.
Equal shares: runs, stations and Roxzone get the group's usual shares, then every run and every station the same time.
Exit code 1 when a group is less than 40 % better.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from coach.engines.cohort import CohortTable, Floats, ProfileRow, cohort_table
from coach.engines.field import FieldReference, field_reference
from coach.engines.pace_profile import PARTS
from coach.engines.pacing import plan_pace
from coach.engines.splits import RUNS, STATIONS
from data.field import SEEDS

LEAST_REDUCTION = 0.40
Group = tuple[str, str]


class PacingError(NamedTuple):
    """Mean absolute error per part in seconds over the bands left out of one division and gender."""

    group: Group
    bands: int
    planned_s: float
    equal_share_s: float
    one_factor_s: float
    worst_part: str
    worst_reduction: float

    @property
    def reduction(self) -> float:
        return 1 - self.planned_s / self.equal_share_s

    @property
    def is_kept(self) -> bool:
        return self.reduction >= LEAST_REDUCTION

    @property
    def line(self) -> str:
        return (
            f"{' '.join(self.group):<18} bands {self.bands:2}  plan {self.planned_s:5.1f} s  equal shares"
            f" {self.equal_share_s:5.1f} s  reduction {self.reduction:4.0%}  (all medians by one factor"
            f" {self.one_factor_s:5.1f} s; least gain {self.worst_reduction:4.0%} {self.worst_part})"
            f" {'kept' if self.is_kept else 'BROKEN'}"
        )


def main() -> int:
    errors = list(pacing_errors())
    for error in errors:
        print(error.line)
    planned_s = float(np.average([error.planned_s for error in errors], weights=[error.bands for error in errors]))
    equal_s = float(np.average([error.equal_share_s for error in errors], weights=[error.bands for error in errors]))
    print(
        f"all: plan {planned_s:.1f} s, equal shares {equal_s:.1f} s, reduction {1 - planned_s / equal_s:.0%}, limit 40%"
    )
    return 0 if all(error.is_kept for error in errors) else 1


def pacing_errors() -> Iterator[PacingError]:
    """One per division and gender of the shipped field profiles."""
    for group, rows in shipped_profiles().items():
        yield _error_of(group, rows)


def shipped_profiles() -> dict[Group, list[ProfileRow]]:
    groups: dict[Group, list[ProfileRow]] = defaultdict(list)
    with (SEEDS / "field_profiles.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            times = (float(line[name]) for name in ("p10", "p25", "p50", "p75", "p90"))
            row = ProfileRow(
                float(line["finish_from_s"]), float(line["finish_to_s"]), line["metric"], int(line["n"]), *times
            )
            groups[line["division"], line["gender"]].append(row)
    return groups


def _error_of(group: Group, rows: list[ProfileRow]) -> PacingError:
    whole = field_reference(*group, [], rows, [])
    table = cohort_table(rows)
    assert table is not None
    places = [table.metrics.index(part) for part in PARTS]
    medians_s, finish_s = table.percentiles_s[places, :, 2], (table.finish_from_s + table.finish_to_s) / 2
    errors: dict[str, list[Floats]] = defaultdict(list)
    for band in range(1, len(finish_s) - 1):
        others = np.arange(len(finish_s)) != band
        target_s = round(finish_s[band])
        seen_s, seen_finish_s, truth_s = medians_s[:, others], finish_s[others], medians_s[:, band]
        errors["plan"].append(abs(_planned(whole, table, others, target_s) - truth_s))
        errors["equal"].append(abs(_equal_shares(seen_s, seen_finish_s) * target_s - truth_s))
        errors["factor"].append(abs(_usual_shares(seen_s, seen_finish_s) * target_s - truth_s))
    by_part = {method: np.mean(kept, axis=0) for method, kept in errors.items()}
    reductions = 1 - by_part["plan"] / by_part["equal"]
    worst = int(np.argmin(reductions))
    return PacingError(
        group=group,
        bands=len(errors["plan"]),
        planned_s=float(by_part["plan"].mean()),
        equal_share_s=float(by_part["equal"].mean()),
        one_factor_s=float(by_part["factor"].mean()),
        worst_part=PARTS[worst],
        worst_reduction=float(reductions[worst]),
    )


def _planned(field: FieldReference, table: CohortTable, others: Floats, target_s: int) -> Floats:
    """The product's own plan from a field that lacks the band."""
    seen = CohortTable(
        metrics=table.metrics,
        finish_from_s=table.finish_from_s[others],
        finish_to_s=table.finish_to_s[others],
        n=table.n[:, others],
        percentiles_s=table.percentiles_s[:, others],
        knots_s=table.knots_s[:, others],
        density_steps=table.density_steps[:, others],
    )
    plan = plan_pace(replace(field, cohort_table=seen), target_s)
    assert plan is not None
    return np.array([plan.planned_s[part] for part in PARTS], dtype=np.float64)


def _usual_shares(medians_s: Floats, finish_s: Floats) -> Floats:
    """Each part's median share of the finish, adding up to 1."""
    shares = np.median(medians_s / finish_s, axis=1)
    return np.asarray(shares / shares.sum())


def _equal_shares(medians_s: Floats, finish_s: Floats) -> Floats:
    """The same shares of runs and stations, divided equally among the eight of each."""
    usual = dict(zip(PARTS, _usual_shares(medians_s, finish_s).tolist(), strict=True))
    equal = {name: sum(usual[part] for part in kind) / 8 for kind in (RUNS, STATIONS) for name in kind}
    return np.array([equal.get(part, usual[part]) for part in PARTS])


if __name__ == "__main__":
    sys.exit(main())
