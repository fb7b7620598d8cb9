"""What changed is said once, in words, and with a reason."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.engines.run_plan.changes import Planned, Reasons, change_lines, difference

MONDAY = date(2026, 3, 2)
REASONS = Reasons("Rebuilt.", MONDAY + timedelta(days=30), MONDAY + timedelta(days=6))


def run(day: int, kind: str = "easy", distance_m: float | None = 8_000, content: str = "") -> Planned:
    return Planned(MONDAY + timedelta(days=day), kind, kind.capitalize(), "run", distance_m, 48, content)


def lines(before: list[Planned], after: list[Planned], reasons: Reasons = REASONS) -> list[tuple[str, str]]:
    return [line[1:] for line in change_lines(before, after, difference(before, after), reasons)]


PLANS = st.lists(
    st.builds(run, st.integers(0, 40), st.sampled_from(["easy", "long", "threshold"]), st.floats(3_000, 30_000)),
    max_size=12,
)


@given(PLANS, PLANS)
def test_the_difference_leads_from_one_plan_to_the_other_and_uses_each_session_once(
    before: list[Planned], after: list[Planned]
) -> None:
    found = difference(before, after)

    pairs = (*found.same, *found.replaced)
    assert sorted([*(pair.before for pair in pairs), *found.removed]) == list(range(len(before)))
    assert sorted([*(pair.after for pair in pairs), *found.added]) == list(range(len(after)))
    assert all(before[pair.before] == after[pair.after] for pair in found.same)
    assert all(before[pair.before] != after[pair.after] for pair in found.replaced)


@given(PLANS, PLANS)
def test_every_change_has_words_and_a_reason_and_no_change_has_none(
    before: list[Planned], after: list[Planned]
) -> None:
    told = lines(before, after)

    assert all(what and why for what, why in told)
    assert bool(told) is (sorted(map(repr, before)) != sorted(map(repr, after)))


def test_a_shorter_long_run_names_the_longest_run_there_was() -> None:
    reasons = REASONS._replace(longest="The longest run is 20 km.")

    told = lines([run(6, "long", 24_000)], [run(6, "long", 22_000)], reasons)

    assert told == [("Long run 24 → 22 km", "The longest run is 20 km.")]


def test_what_a_week_decided_explains_less_in_the_next_one_and_never_more() -> None:
    reasons = REASONS._replace(first_week="You were sore.")

    less = lines([run(1)], [run(1, distance_m=7_000)], reasons)
    more = lines([run(1)], [run(1, distance_m=9_000)], reasons)
    later = lines([run(8)], [run(8, distance_m=7_000)], reasons)

    assert [why for _, why in (*less, *more, *later)] == ["You were sore.", "Rebuilt.", "Rebuilt."]


def test_another_kind_a_move_and_a_day_without_a_run_are_said() -> None:
    told = lines([run(1, "threshold"), run(3, "long", 20_000), run(4)], [run(1), run(5, "long", 20_000)])

    assert sorted(what for what, _ in told) == [
        "Easy run 8 km taken out",
        "Long run 20 km, moved from Thu 5 Mar to Sat 7 Mar",
        "Threshold session 8 km → Easy run 8 km",
    ]


def test_a_day_that_is_blocked_says_so() -> None:
    reasons = REASONS._replace(blocked={MONDAY: "You are away."})

    assert lines([run(0)], [], reasons) == [("Easy run 8 km taken out", "You are away.")]


def test_new_paces_are_the_reason_where_only_the_steps_changed() -> None:
    reasons = REASONS._replace(paces="Your running score is now 46.0.")

    told = lines([run(1, "threshold", content="4:20")], [run(1, "threshold", content="4:15")], reasons)

    assert told == [("Threshold session 8 km: other steps or paces", "Your running score is now 46.0.")]


def test_a_far_week_is_one_line_and_its_long_run_another() -> None:
    before = [run(15), run(17), run(19, "long", 20_000)]
    after = [run(15, distance_m=9_500), run(17, distance_m=9_000), run(19, "long", 24_000)]

    told = lines(before, after)

    assert [what for what, _ in told] == ["2 sessions longer, 16.0 → 18.5 km together", "Long run 20 → 24 km"]


def test_small_changes_of_a_week_and_new_weeks_are_one_line_each() -> None:
    before = [run(1), run(3), run(5, "long", 20_000)]
    after = [run(1, distance_m=8_200), run(3, distance_m=8_200), run(5, "long", 20_400), run(35), run(37)]

    told = lines(before, after)

    assert [what for what, _ in told] == [
        "3 sessions longer, 36.0 → 36.8 km together",
        "2 sessions added from Mon 6 Apr to Wed 8 Apr",
    ]
