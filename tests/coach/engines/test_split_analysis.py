import re
from dataclasses import replace

import numpy as np
import pytest

from coach.engines.field import FieldReference
from coach.engines.pronoun import THEY
from coach.engines.split_analysis import RaceTimes, analyse_splits
from coach.engines.splits import LOSS_ITEMS, METRICS, SPLITS


def with_split(race: RaceTimes, **times: float | None) -> RaceTimes:
    return replace(race, splits={**race.splits, **times})


def test_a_race_like_its_cohort_has_no_gaps(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(plan_race, open_men)

    assert len(analysis.losses) == 10
    assert {gap.split for gap in analysis.losses} == set(LOSS_ITEMS)
    assert all(abs(gap.gap_s) < 0.005 * (analysis.row(gap.split).time_s or 0) for gap in analysis.losses)


def test_there_are_20_rows_in_race_order(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(plan_race, open_men)

    assert tuple(row.split for row in analysis.splits) == METRICS
    assert analysis.row("roxzone").time_s == 443
    assert analysis.row("total_seconds").faster_than_pct == pytest.approx(48.1, abs=0.1)
    assert analysis.row("roxzone").share_pct == 8.2


def test_the_largest_loss_leads_the_headline(open_men: FieldReference, plan_race: RaceTimes) -> None:
    slow_pull = with_split(plan_race, sled_pull=434, wall_balls=372, row=238)

    analysis = analyse_splits(slow_pull, open_men)

    assert analysis.losses[0].split == "sled_pull"
    assert analysis.losses[0].gap_s == pytest.approx(120, abs=2)
    assert analysis.headline.startswith("You lose most on the sled pull: 2:0")
    assert {gap.split for gap in analysis.gains[:2]} == {"row", "wall_balls"}


def test_slower_people_who_were_faster_prove_a_loss(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(with_split(plan_race, sled_pull=434, wall_balls=312), open_men)

    proof = next(proof for proof in analysis.proofs if proof.split == "sled_pull")
    assert proof.share == "quarter"
    assert (proof.finish_from_s, proof.finish_to_s) == (5_700, 6_000)
    assert "more than a quarter of those who finished in 1:35:00–1:40:00 were faster than your 7:14" in proof.text


def test_the_age_group_is_used_where_it_has_data(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(replace(plan_race, age_group="60-64"), open_men)

    assert (analysis.field.age_group, analysis.field.n) == ("60-64", 25)
    assert "Few results in this field (n = 25): read ranks with care." in analysis.notes


def test_the_same_event_gives_ranks_with_its_n(open_men: FieldReference, plan_race: RaceTimes) -> None:
    event_times = {"row": np.array([290.0, 298.0, 310.0, np.nan])}

    row = analyse_splits(plan_race, open_men, event_times).row("row")

    assert (row.event_faster_than_pct, row.event_n) == (50.0, 3)
    assert row.is_event_small_sample


def test_a_missing_split_and_its_neighbours_get_no_rank(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(with_split(plan_race, sled_push=None, sled_pull=819), open_men)

    assert analysis.row("sled_push").time_s is None
    assert analysis.row("sled_push").cohort_median_s is not None
    pull = analysis.row("sled_pull")
    assert (pull.time_s, pull.flag, pull.faster_than_pct, pull.cohort_gap_s) == (819, "beside_missing", None, None)
    assert [analysis.row(total).time_s for total in ("roxzone", "runs_total", "stations_total")] == [None] * 3
    assert analysis.row("wall_balls").faster_than_pct is not None
    assert "sled_pull" not in {gap.split for gap in analysis.losses}


def test_splits_that_exceed_the_total_keep_only_the_finish(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(replace(plan_race, total_s=4_700.0), open_men)

    assert analysis.row("total_seconds").faster_than_pct is not None
    assert all(analysis.row(split).faster_than_pct is None for split in SPLITS)
    assert analysis.row("run_2").time_s == 303
    assert analysis.losses == ()
    assert analysis.fade_pct is None
    assert "only the finish is compared" in analysis.headline


def test_adaptive_is_never_compared(plan_race: RaceTimes) -> None:
    event_times = {"row": np.array([290.0, 298.0])}

    analysis = analyse_splits(replace(plan_race, division="adaptive"), None, event_times)

    assert (analysis.field.n, analysis.cohort_n, analysis.level) == (0, None, None)
    assert all(row.faster_than_pct is row.event_faster_than_pct is None for row in analysis.splits)
    assert analysis.notes[0].startswith("Adaptive classes have standards of their own")


def test_divisions_are_never_pooled(open_men: FieldReference, plan_race: RaceTimes) -> None:
    with pytest.raises(ValueError, match="never pooled"):
        analyse_splits(replace(plan_race, division="pro"), open_men)


def test_a_finish_outside_the_bands_says_that_there_is_no_cohort(
    open_men: FieldReference, plan_race: RaceTimes
) -> None:
    analysis = analyse_splits(replace(plan_race, total_s=6_900.0), open_men)

    assert analysis.cohort_n is None
    assert "No cohort: 1:55:00 is outside the finish times the field covers." in analysis.notes
    assert analysis.row("row").faster_than_pct is not None


def test_the_cohort_is_named_with_window_and_n(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(plan_race, open_men)

    assert "People who finish like you: ±10 %, 1:21:00–1:39:00, n = 2,880." in analysis.notes


def test_somebody_elses_race_is_told_about_them(open_men: FieldReference, plan_race: RaceTimes) -> None:
    slow = replace(with_split(plan_race, sled_pull=434, wall_balls=312), event="2025 Paris")

    own = analyse_splits(slow, open_men)
    theirs = analyse_splits(replace(slow, whom=THEY), open_men)

    said = " ".join([theirs.headline, *(proof.text for proof in theirs.proofs), *theirs.notes])
    assert theirs.losses == own.losses
    assert "like you" in own.headline
    assert theirs.headline.startswith("They lose most on the sled pull")
    assert "against people who finish like them" in theirs.headline
    assert any("faster than their 7:14" in proof.text for proof in theirs.proofs)
    assert theirs.course_factor is not None
    assert not re.search(r"\byour?\b", f"{said} {theirs.course_factor.text}", re.IGNORECASE)


def test_a_relay_has_no_fade(plan_race: RaceTimes) -> None:
    analysis = analyse_splits(replace(plan_race, division="relay"), None)

    assert (analysis.fade_pct, analysis.run_slope_pct, analysis.fade_text) == (None, None, None)
    assert "In a relay every run has another runner, so there is no fade." in analysis.notes


def test_a_split_that_holds_a_penalty_gets_no_gap(open_men: FieldReference, plan_race: RaceTimes) -> None:
    penalised = replace(with_split(plan_race, wall_balls=1_032), total_s=6_000.0, penalty_s=600.0)

    analysis = analyse_splits(penalised, open_men)

    assert analysis.row("wall_balls").flag == "holds_penalty"
    assert {"wall_balls", "stations_total"}.isdisjoint(gap.split for gap in analysis.losses)
    assert "Wall balls most probably holds the penalty of 10:00, so it gets no rank and no gap." in analysis.notes


def test_the_derived_roxzone_is_compared_and_the_printed_one_named(
    open_men: FieldReference, plan_race: RaceTimes
) -> None:
    analysis = analyse_splits(replace(plan_race, roxzone_printed_s=451.0), open_men)

    assert analysis.row("roxzone").time_s == 443
    assert any("Roxzone 7:23" in note and "7:31 was printed" in note for note in analysis.notes)


def test_a_known_course_gives_about_times_only_where_it_decides(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(replace(plan_race, event="Paris 2025"), open_men)

    assert analysis.course_factor is not None
    assert analysis.course_factor.about_s == {"run_1": 255.0, "roxzone": 492.2, "sled_push": 168.2}
    assert analysis.course_factor.text == (
        "At 2025 Paris (n = 900) run 1 took about 20 % longer than usual: your 5:06 is about 4:15 elsewhere."
    )


def test_an_unknown_course_has_no_factor(open_men: FieldReference, plan_race: RaceTimes) -> None:
    assert analyse_splits(plan_race, open_men).course_factor is None


def test_without_an_official_time_single_splits_are_still_ranked(
    open_men: FieldReference, plan_race: RaceTimes
) -> None:
    analysis = analyse_splits(replace(plan_race, total_s=None), open_men)

    assert analysis.headline == "No official time: only single splits can be compared."
    assert analysis.row("row").faster_than_pct is not None
    assert analysis.row("row").share_pct is None


def test_a_result_with_only_a_total_is_ranked_by_it(open_men: FieldReference) -> None:
    analysis = analyse_splits(RaceTimes("open", "men", 5_339.0), open_men)

    assert analysis.level == "intermediate"
    assert analysis.headline.startswith("Finished in 1:28:59, faster than 50 % of open men, n = 49,746")


def test_a_farmers_carry_with_a_transition_in_it_is_pointed_out(open_men: FieldReference, plan_race: RaceTimes) -> None:
    analysis = analyse_splits(with_split(plan_race, farmers_carry=300), open_men)

    assert any(note.startswith("Farmers carry is far over similar finishers") for note in analysis.notes)
