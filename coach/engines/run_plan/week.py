"""One week of a running plan: its amount, its days, its sessions, and the notes that say what could not be had."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Phase, RunSession, RunWeek, SessionKind
from coach.engines.run_plan.days import SATURDAY, SUNDAY, place
from coach.engines.run_plan.frame import (
    BLEND_DAYS,
    SHORTEST_HARD_DAY_MIN,
    Frame,
    board_of,
    frame_of,
    is_blending,
    is_easy_only,
    is_first_blend,
    room_min,
)
from coach.engines.run_plan.ledger import EASY_RESTART_DAYS, GROUND_DAYS, RESTART_SESSIONS, Ledger
from coach.engines.run_plan.measure import kept_amount, session_amount
from coach.engines.run_plan.method import RunMethod, Slot
from coach.engines.run_plan.race_days import race_distance_m
from coach.engines.run_plan.sizes import (
    Place,
    fair_amounts,
    long_share,
    most_amounts,
    most_running_s,
    spread,
    spread_sprints,
)
from coach.engines.run_plan.volume import WeekTarget, week_target

# The taper keeps the days and shortens the runs.
SHORTEST_SESSION_S, SHORTEST_TAPER_S = 20 * 60.0, 13 * 60.0
SHORTEST_MIN: Final = 10  # below it is not worth the shoes
# In the first week of a new method its hard minutes are those of a smaller week.
BLEND_DOSE: Final = 0.7
# A session more where it would be only a little shorter.
ROUND_UP: Final = 0.3
ROUNDS: Final = 12
FOCUS: Final[dict[Phase, str]] = {
    "base": "Base: easy kilometres first", "build": "Build: faster running", "peak": "Peak: what the race asks for",
    "taper": "Taper: less, but not slower", "race": "Race week", "recovery": "Recovery after the race",
    "maintain": "Keep what you have",
}  # fmt: skip
EASY_ONLY: Final[tuple[SessionKind, ...]] = ("easy",) * 7
CUTBACK_FOCUS: Final = "Cutback: let it settle"
CROWDED: Final = (
    "Your days lie close together this week: {count} hard {sessions} became easy, so that an easy day lies between."
)


class _Week(NamedTuple):
    """What does not change while the sessions of a week are fitted."""

    ledger: Ledger
    method: RunMethod
    frame: Frame
    places: tuple[Place, ...]
    present: float
    left: float


def planned_week(ledger: Ledger, method: RunMethod, monday: date, load_factor: float = 1.0) -> RunWeek:
    """The week from this Monday, days before today and after the last left out; the ledger learns of it."""
    frame = frame_of(ledger, method, monday)
    present = ledger.weeks.get(monday, 0.0) + _kept(ledger, frame)
    target = _target(ledger, frame, load_factor)
    left = _left(ledger, frame, target.amount, present)
    count = _session_count(ledger, frame, left)
    places, notes = _places(ledger, method, frame, count)
    sessions = _fitted(_Week(ledger, method, frame, places, present, left))
    if frame.has_race:
        sessions = tuple(sorted((*sessions, _race(ledger, method, frame)), key=lambda session: session.on))
    for session in sessions:
        ledger.add_session(session)
    for kept in sorted(frame.kept, key=lambda kept: kept.on):
        ledger.add_kept(kept)
    ledger.settle_restart(monday)
    amount = ledger.weeks.get(monday, 0.0)
    said = (*target.notes, *notes) if sessions else _idle_note(frame, present)
    return RunWeek(monday, frame.phase, _focus(frame), frame.is_cutback, amount, sessions, said)


def _focus(frame: Frame) -> str:
    return CUTBACK_FOCUS if frame.is_cutback and frame.phase in ("base", "build", "peak") else FOCUS[frame.phase]


def _idle_note(frame: Frame, present: float) -> tuple[str, ...]:
    """Why a week has no session of the plan."""
    if not frame.free:
        return () if frame.kept else ("No day of this week is free for training.",)
    if present > 0:
        return ("What is done and set already fills this week: the rest of it is free.",)
    return ("A week to rest.",)


def _kept(ledger: Ledger, frame: Frame) -> float:
    """What the kept sessions count; one that is in the history already counts there."""
    return sum(
        kept_amount(kept, ledger.unit, ledger.pace_s_per_km) for kept in frame.kept if not ledger.has_run_on(kept.on)
    )


def _target(ledger: Ledger, frame: Frame, load_factor: float) -> WeekTarget:
    request, monday = ledger.request, frame.monday
    first_day = min((*frame.free, *(kept.on for kept in frame.kept)), default=max(monday, request.today))
    gap = ledger.gap_days(first_day)
    if gap is not None and gap >= GROUND_DAYS:
        restart = ledger.begin_again(first_day, gap)
        note = (
            f"{gap} days without a run: you begin again with {_amount_words(ledger, restart.week)} and short easy runs,"
            f" walking whenever you like. Nothing is hard for {EASY_RESTART_DAYS} days."
        )
        return WeekTarget(restart.week * load_factor, (note,))
    target = week_target(ledger, monday, frame.phase, is_cutback=frame.is_cutback)
    notes = list(target.notes)
    amount = target.amount * load_factor
    if load_factor < 1:
        why = "because of how the last one went, or because you asked for it"
        notes.append(f"This week holds {(1 - load_factor) * 100:.0f} % less, {why}.")
    if is_blending(request, monday):
        amount = min(amount, ledger.week_before(monday))
        notes.append(f"You changed the kind of training: for {BLEND_DAYS} days nothing grows, the new kind comes in.")
    return WeekTarget(amount, tuple(notes))


def _amount_words(ledger: Ledger, amount: float) -> str:
    if ledger.unit == "m":
        return f"about {amount / 1000:.0f} km this week"
    return f"about {amount / 60:.0f} minutes this week" if ledger.unit == "s" else "little this week"


def _left(ledger: Ledger, frame: Frame, amount: float, present: float) -> float:
    """What may still be planned; in a week that is cut off, the part of it that its days stand for."""
    request = ledger.request
    day_count = (min(frame.sunday, request.last) - max(frame.monday, request.today)).days + 1
    return max(0.0, min(amount - present, amount * min(1.0, (day_count + 1) / 7)))


def _session_count(ledger: Ledger, frame: Frame, left: float) -> int:
    """As many as the days hold, none much shorter than 20 minutes."""
    if ledger.unit == "m_intense":
        return frame.session_count
    shortest_s = SHORTEST_TAPER_S if frame.phase in ("taper", "race") else SHORTEST_SESSION_S
    shortest = shortest_s if ledger.unit == "s" else shortest_s / ledger.pace_s_per_km * 1000
    count = min(frame.session_count, max(1, int(left / shortest + ROUND_UP)))
    return 0 if left < shortest * 0.4 else count


def _places(ledger: Ledger, method: RunMethod, frame: Frame, count: int) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Kinds on days, and what found no day."""
    board = board_of(ledger, method, frame)
    kinds = _kinds(ledger, method, frame, count)
    if "second_long" in kinds and board.long_day in (None, SUNDAY) and {SATURDAY, SUNDAY} <= set(board.long_days):
        board = board._replace(long_day=SATURDAY)  # the second long run has to find a day after the first
    placement = place(board, kinds, method.hard_kinds())
    places = tuple(_place(ledger, frame.monday + timedelta(days=number), kind) for number, kind in placement.kinds)
    is_crowded = placement.dropped and not any(is_easy_only(ledger, day) for day in frame.free)
    if not is_crowded or frame.phase in ("taper", "race", "recovery"):
        return places, ()
    number = len(placement.dropped)
    return places, (CROWDED.format(count=number, sessions="session" if number == 1 else "sessions"),)


def _place(ledger: Ledger, on: date, kind: SessionKind) -> Place:
    """Strides are fast too: none on a day that is for easy running only. Strength needs half an hour."""
    room = room_min(ledger.request, on)
    is_quiet = is_easy_only(ledger, on) and kind in ("strides", "strength", "power", "tempo_run")
    is_short = kind == "strength" and room is not None and room < SHORTEST_HARD_DAY_MIN
    return Place("easy" if is_quiet or is_short else kind, on, room)


def _kinds(ledger: Ledger, method: RunMethod, frame: Frame, count: int) -> tuple[SessionKind, ...]:
    """What the method wants, less the hard sessions this week may not have."""
    request = ledger.request
    if ledger.restart is not None and frame.sunday < ledger.restart.on + timedelta(days=EASY_RESTART_DAYS):
        return EASY_ONLY[: min(count, RESTART_SESSIONS)]
    quality_left = min(frame.quality_count, 1) if is_first_blend(request, frame.monday) else frame.quality_count
    has_long = any(kept.kind == "long" for kept in frame.kept)
    kinds: list[SessionKind] = []
    for kind in method.shape(request, frame.phase, frame.week_index, count):
        if kind == "long":
            kinds.append("easy" if has_long else kind)
        elif kind in method.hard_kinds():
            kinds.append(kind if quality_left > 0 else "easy")
            quality_left -= 1
        else:
            kinds.append(kind)
    return tuple(kinds)


def _fitted(week: _Week) -> tuple[RunSession, ...]:
    """Sessions whose shares hold for the week as it really is, not as it was wanted: fewer when they do not."""
    basis = week.present + week.left
    if week.ledger.unit == "m_intense":  # its limits are metres of a session, not shares of a week
        return _sessions(week, basis)
    for number in range(ROUNDS):
        sessions = _sessions(week, basis)
        total = week.present + sum(
            session_amount(session, week.ledger.unit, week.ledger.pace_s_per_km) for session in sessions
        )
        if total >= basis:
            return sessions
        basis = total * (1.0 if number < ROUNDS // 2 else 0.97)
    return _sessions(week._replace(places=tuple(place._replace(kind="easy") for place in week.places)), basis)


def _sessions(week: _Week, basis: float) -> tuple[RunSession, ...]:
    """`basis` is the week that shares are taken of."""
    ledger, frame = week.ledger, week.frame
    if not week.places or basis <= 0:
        return ()
    caps = most_amounts(ledger, week.places)
    if ledger.unit == "m_intense":
        sizes = spread_sprints(week.places, caps, week.left)
    else:
        run_count = len([place for place in week.places if place.kind != "strength"]) + _run_count(ledger, frame)
        share = long_share(ledger.request, frame.phase, basis, run_count)
        if week.present > 0:  # what was not run on earlier days is not crammed into the last ones
            caps = fair_amounts(week.places, caps, basis / run_count)
        sizes = spread(week.places, caps, week.left, share * basis)
    shares_of = basis * (BLEND_DOSE if is_first_blend(ledger.request, frame.monday) else 1.0)
    slots = (
        Slot(
            place.kind, place.on, frame.phase, frame.week_index, sizes[place.on], shares_of, place.room_min,
            frame.is_cutback, most_running_s(ledger, place),
        )
        for place in week.places
    )  # fmt: skip
    made = (week.method.session(ledger.request, slot) for slot in slots)
    return tuple(session for session in made if session.minutes >= SHORTEST_MIN)


def _run_count(ledger: Ledger, frame: Frame) -> int:
    """Sessions of this week that are done or kept."""
    days = {kept.on for kept in frame.kept}
    return len(frame.kept) + sum(frame.monday <= day <= frame.sunday and day not in days for day in ledger.lengths)


def _race(ledger: Ledger, method: RunMethod, frame: Frame) -> RunSession:
    request = ledger.request
    if request.race_date is None:
        raise ValueError("There is no race to place.")
    distance_m = race_distance_m(request)
    amount = {"m": distance_m, "s": distance_m / 1000 * ledger.pace_s_per_km, "m_intense": distance_m}[method.unit]
    return method.session(
        request, Slot("race", request.race_date, "race", frame.week_index, amount, amount, None, is_cutback=False)
    )
