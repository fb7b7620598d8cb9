"""Files of one kind put together: entries oldest first, every refused row and warning with the name of its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .contract import ActivityEntry, ActivityFile, FileKind, Samples
from .track_samples import kept_places

Named = tuple[str, ActivityFile]

_MOST_WARNINGS = 20
# Samples of a whole zip together, so that years of training fit into memory.
_MOST_POINTS, _FEWEST_POINTS = 600_000, 120
_MORE = "{count} more remarks of this kind about other files."


def joined(parts: Sequence[Named]) -> list[ActivityFile]:
    """One file per kind, in the order in which the kinds first came; `raw["file"]` names where an entry is from."""
    by_kind: dict[FileKind, list[Named]] = {}
    for name, part in parts:
        by_kind.setdefault(part.kind, []).append((name, part))
    return [_joined_kind(same) for same in by_kind.values()]


def thinned(part: ActivityFile, file_count: int) -> ActivityFile:
    """With fewer samples per activity the more files there are."""
    most = max(_MOST_POINTS // max(file_count, 1), _FEWEST_POINTS)
    entries = tuple(entry._replace(samples=_fewer(entry.samples, most)) for entry in part.entries)
    return part._replace(entries=entries)


def _joined_kind(parts: Sequence[Named]) -> ActivityFile:
    first = parts[0][1]
    asked = tuple(question for _, part in parts for question in part.questions)
    days = [day for _, part in parts for day in (part.covers_from, part.covers_to) if day is not None]
    return first._replace(
        rows_read=sum(part.rows_read for _, part in parts),
        entries=() if asked else tuple(_entries(parts)),
        repeated=sum(part.repeated for _, part in parts),
        refused=tuple(row._replace(source=row.source or name) for name, part in parts for row in part.refused),
        warnings=tuple(_warnings(parts)),
        questions=asked[:1],
        covers_from=min(days, default=None),
        covers_to=max(days, default=None),
    )


def _entries(parts: Sequence[Named]) -> Iterator[ActivityEntry]:
    """Oldest first; legs stay behind their parent, whose position they name."""
    groups: list[list[ActivityEntry]] = []
    for name, part in parts:
        places: dict[int, list[ActivityEntry]] = {}
        for place, entry in enumerate(part.entries):
            named = entry._replace(raw={"file": name, **entry.raw})
            if entry.parent is None:
                places[place] = [named]
            else:
                places[entry.parent].append(named)
        groups += places.values()
    groups.sort(key=lambda group: group[0].started_at)
    place = 0
    for group in groups:
        yield group[0]
        yield from (leg._replace(parent=place) for leg in group[1:])
        place += len(group)


def _warnings(parts: Sequence[Named]) -> Iterator[str]:
    texts = [f"{name}: {warning}" for name, part in parts for warning in part.warnings]
    yield from texts[:_MOST_WARNINGS]
    if len(texts) > _MOST_WARNINGS:
        yield _MORE.format(count=len(texts) - _MOST_WARNINGS)


def _fewer(samples: Samples | None, most: int) -> Samples | None:
    if samples is None or len(samples.elapsed_s) <= most:
        return samples
    places = kept_places(len(samples.elapsed_s), most)
    return Samples(
        elapsed_s=tuple(samples.elapsed_s[place] for place in places),
        distance_m=tuple(samples.distance_m[place] for place in places),
        heart_rate_bpm=tuple(samples.heart_rate_bpm[place] for place in places),
        speed_m_s=tuple(samples.speed_m_s[place] for place in places),
        altitude_m=tuple(samples.altitude_m[place] for place in places),
        cadence_spm=tuple(samples.cadence_spm[place] for place in places),
    )
