"""Files of activities come in: the files are kept while we ask what they do not say, and cancelling leaves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple, cast
from uuid import UUID

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile as BrowserFile

from coach.activity_import import ImportedActivities, Step, import_activities, undo_import
from coach.activity_uploads import LARGEST_FILE_MB, MOST_FILES, UploadedFile
from coach.readers.activity_files.contract import Answers, DateOrder, DistanceUnit, Question
from data.db import User
from data.errors import AppError, NotFound
from pages import errors
from pages.activity_import.import_run import DONE_SHARE, CancelledImport, ImportRun
from pages.activity_import.words import DATE_ORDERS, HOW_TO, UNITS, counted, size_text
from pages.split_view.cells import plain

REPORT, ASKED, RUN, AGAIN, CANCELLED = (
    f"activity_import_{name}" for name in ("report", "asked", "run", "again", "cancelled")
)
FILES = "activity_files"
UNIT, DATE_ORDER = "activity_unit", "activity_date_order"


class Reported(NamedTuple):
    """What came of an import, which files it was about, and what was answered."""

    imported: ImportedActivities
    file_ids: tuple[str, ...]
    answers: Answers


class Asked(NamedTuple):
    """What these files leave open."""

    file_ids: tuple[str, ...]
    questions: tuple[Question, ...]


def show_upload(user: User) -> None:
    with st.container(border=True):
        files = st.file_uploader(
            "Files of your activities", accept_multiple_files=True, key=FILES, max_upload_size=LARGEST_FILE_MB
        )
        st.caption(
            f"CSV lists, zip archives, FIT, TCX, GPX, Apple Health XML: up to {MOST_FILES} files of {LARGEST_FILE_MB} "
            "MB. Whether it is kilometres or miles, which language and which columns: the files tell."
        )
        questions = _open_questions(files)
        _ask(questions)
        wanted = f"Import {_about(files)}" if files else "Import"
        is_open = any(st.session_state.get(_key(question)) is None for question in questions)
        is_wanted = st.button(
            wanted, type="primary", disabled=not files or is_open, key="import_activities", width="stretch"
        )
        again: DistanceUnit | None = st.session_state.pop(AGAIN, None)
        if files and again:
            _import(user, files, _answers_of(_reported())._replace(unit=again), is_again=True)
        elif files and is_wanted:
            _import(user, files, _typed_answers(questions))
        _say_cancelled()
    with st.expander("How to get the file", icon=":material/help:"):
        for source, text in HOW_TO.items():
            st.markdown(f"**{source}**  \n{text}")


def file_ids() -> tuple[str, ...]:
    """The files that are chosen now."""
    return tuple(file.file_id for file in st.session_state.get(FILES) or ())


def _about(files: Sequence[BrowserFile]) -> str:
    size = size_text(sum(file.size for file in files))
    return f"{plain(files[0].name) if len(files) == 1 else counted(len(files), 'file')} ({size})"


def _open_questions(files: Sequence[BrowserFile]) -> tuple[Question, ...]:
    """They belong to these files: others may answer them themselves."""
    asked: Asked | None = st.session_state.get(ASKED)
    return asked.questions if files and asked and asked.file_ids == file_ids() else ()


def _key(question: Question) -> str:
    return UNIT if question.field == "unit" else DATE_ORDER


def _ask(questions: Sequence[Question]) -> None:
    """Nothing is saved before the answer, and the files need not be chosen again."""
    for question in questions:
        st.warning(f"Nothing is saved yet. {plain(question.text)}", icon=":material/help:")
        if question.field == "unit":
            st.segmented_control("Unit of the distances", list(UNITS), format_func=UNITS.__getitem__, key=UNIT)
        else:
            st.segmented_control(
                "Order of the dates", list(DATE_ORDERS), format_func=DATE_ORDERS.__getitem__, key=DATE_ORDER
            )


def _typed_answers(questions: Sequence[Question]) -> Answers:
    fields = {question.field for question in questions}
    unit: DistanceUnit | None = st.session_state.get(UNIT) if "unit" in fields else None
    date_order: DateOrder | None = st.session_state.get(DATE_ORDER) if "date_order" in fields else None
    return Answers(unit, date_order)


def _reported() -> Reported | None:
    return cast(Reported | None, st.session_state.get(REPORT))


def _answers_of(reported: Reported | None) -> Answers:
    return reported.answers if reported else Answers()


def _import(user: User, files: Sequence[BrowserFile], answers: Answers, *, is_again: bool = False) -> None:
    """The report of it, or what has to be asked; `is_again` first undoes what was reported."""
    reported = _reported()
    undone = reported.imported.import_ids if reported and is_again else []
    st.session_state.pop(REPORT, None)
    st.session_state.pop(CANCELLED, None)
    try:
        imported = _run(user, files, answers, undone)
    except CancelledImport:
        return
    except AppError as error:
        errors.show(error)
        return
    if imported.questions:
        st.session_state[ASKED] = Asked(file_ids(), tuple(imported.questions))
    else:
        st.session_state.pop(ASKED, None)
        st.session_state[REPORT] = Reported(imported, file_ids(), answers)
    st.rerun()


def _run(user: User, files: Sequence[BrowserFile], answers: Answers, undone: Sequence[UUID]) -> ImportedActivities:
    """The import with its progress; any other click ends it as well, and nothing of it is kept."""
    run = st.session_state[RUN] = ImportRun()
    bar = st.progress(0.0, f"Step 1 of {len(DONE_SHARE)}: reading {counted(len(files), 'file')} …")
    st.button("Cancel", key="cancel_import", icon=":material/close:", on_click=_cancel, args=(run,))
    for import_id in undone:
        with suppress(NotFound):  # undone already, further down the page
            undo_import(user, import_id)
    contents = [UploadedFile(file.name, file.getvalue()) for file in files]
    return import_activities(user, contents, answers, partial(_show_step, run, bar.progress))


def _show_step(run: ImportRun, show: Callable[[float, str], object], step: Step) -> None:
    run.reach(step, show)


def _cancel(run: ImportRun) -> None:
    """Runs in the thread of the click, while the import may still be reading."""
    st.session_state[CANCELLED] = run.cancel()


def _say_cancelled() -> None:
    is_in_time: bool | None = st.session_state.pop(CANCELLED, None)
    if is_in_time:
        st.info("Cancelled. Nothing of these files was saved.")
    elif is_in_time is False:
        st.info("That was too late to cancel: the import is done. Undo it below if you want.")
