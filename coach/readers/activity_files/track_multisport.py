"""Several sports in one recording: the legs as activities of their own, below a parent that sums them."""

from __future__ import annotations

from collections.abc import Sequence

from .contract import ActivityEntry


def multisport_entries(read: Sequence[tuple[int | None, ActivityEntry]]) -> tuple[ActivityEntry, ...]:
    """Entries oldest first; those of one multisport session below a parent that sums them."""
    sessions: dict[int, list[ActivityEntry]] = {}
    for session, entry in read:
        if session is not None:
            sessions.setdefault(session, []).append(entry)
    groups = [[entry] for session, entry in read if session is None]
    for legs in sessions.values():
        legs.sort(key=lambda leg: leg.started_at)
        groups.append([multisport_parent(legs), *legs])
    groups.sort(key=lambda group: group[0].started_at)
    entries: list[ActivityEntry] = []
    for group in groups:
        parent = len(entries)
        entries += [group[0], *(leg._replace(parent=parent) for leg in group[1:])]
    return tuple(entries)


def multisport_parent(legs: Sequence[ActivityEntry]) -> ActivityEntry:
    """The parent of these legs. It sums them: what a file calls its total may be the last leg alone."""
    first, last = legs[0], legs[-1]
    paced = [(leg.heart_rate_avg_bpm, leg.duration_s) for leg in legs if leg.heart_rate_avg_bpm and leg.duration_s]
    calories = _total(legs, "calories")
    beats = sum(rate * seconds for rate, seconds in paced)
    return ActivityEntry(
        line=1,
        family="multisport",
        type_name="Multisport",
        started_at=first.started_at,
        started_at_utc=first.started_at_utc,
        distance_m=_total(legs, "distance_m"),
        duration_s=_total(legs, "duration_s"),
        moving_s=_total(legs, "moving_s"),
        elapsed_s=(last.started_at - first.started_at).total_seconds() + (last.elapsed_s or 0.0) or None,
        heart_rate_avg_bpm=round(beats / sum(seconds for _, seconds in paced)) if paced else None,
        heart_rate_max_bpm=max((leg.heart_rate_max_bpm for leg in legs if leg.heart_rate_max_bpm), default=None),
        ascent_m=_total(legs, "ascent_m"),
        descent_m=_total(legs, "descent_m"),
        calories=None if calories is None else round(calories),
        is_start_local=first.is_start_local,
    )


def _total(legs: Sequence[ActivityEntry], name: str) -> float | None:
    known = [found for leg in legs if isinstance(found := getattr(leg, name), int | float)]
    return sum(known) if known else None
