"""A race file from bytes to results: the story of one import."""

from collections.abc import Collection, Sequence

import numpy as np

from .contract import RaceFile, RaceFileAnswers
from .file_shape import read_table
from .file_warnings import file_warnings
from .fingerprints import fingerprints, repeated_rows
from .flags import flag_results, has_unusual_time
from .headers import column_layout
from .identity import identify_rows
from .measures import Mask, NoTime, measure_rows
from .people import read_people
from .results_frame import results_frame
from .rows import Rows, all_rows, has_result, refusal_reasons, refused_rows

_NO_ANSWERS = RaceFileAnswers()


def read_race_file(content: bytes, file_name: str, answers: RaceFileAnswers = _NO_ANSWERS) -> RaceFile:
    """The results in a file. Answers are used only where the file itself is silent.

    Raises:
        UnreadableRaceFile: the file cannot be read; the message says what to do.
        RaceFileNeedsAnswer: no row tells the event, the division or the gender.
    """
    table = read_table(content, file_name)
    layout = column_layout(table.headers)
    measures, no_times, warnings = measure_rows(table, layout)
    is_result = has_result(measures)
    identities = identify_rows(table, layout, answers, is_result)
    rows = all_rows(table, identities, read_people(table, layout), measures)
    reasons = refusal_reasons(rows, is_result, no_times)
    known = rows.where(_kept(is_result, reasons))
    prints = fingerprints(known)
    is_repeated = repeated_rows(known, prints)
    kept = known.where(~is_repeated)
    kept_prints = [fingerprint for fingerprint, repeats in zip(prints, is_repeated, strict=True) if not repeats]
    is_adaptive = np.array([identity.division == "adaptive" for identity in kept.identities], dtype=bool)
    flags = flag_results(kept.measures, is_adaptive, _within(no_times, kept))
    is_unusual = has_unusual_time(kept.measures, is_adaptive)
    return RaceFile(
        results=results_frame(kept, kept_prints, flags),
        refused=refused_rows(table, reasons),
        rows_read=len(table.lines) + len(table.refused),
        rows_without_result=int((~is_result).sum()) - sum(not is_result[place] for place in reasons),
        rows_duplicate=int(is_repeated.sum()),
        warnings=[*warnings, *file_warnings(kept.measures, set(kept.identities), is_unusual)],
    )


def _kept(is_result: Mask, reasons: Collection[int]) -> Mask:
    is_kept = is_result.copy()
    is_kept[list(reasons)] = False
    return is_kept


def _within(no_times: Sequence[NoTime], kept: Rows) -> list[NoTime]:
    """The cells that are no times, counted by their row among the kept ones."""
    position = {int(place): row for row, place in enumerate(kept.places)} if no_times else {}
    return [cell._replace(row=position[cell.row]) for cell in no_times if cell.row in position]
