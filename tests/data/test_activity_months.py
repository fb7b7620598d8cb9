"""Months of activities: sums of what is known, for the same filter as the list."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from coach.activities import remove_activity
from coach.activity_import import import_activities
from coach.activity_uploads import UploadedFile
from data.activities import ActivityFilter, activities, activity_page
from data.activity_months import MONTH_DTYPES, activity_months
from data.db import User
from tests.activity_files import Row, garmin_csv
from tests.coach.readers.activity_files.fit_samples import START, fit_file, session

MAY = datetime(2026, 5, 31, 23, 30)  # noqa: DTZ001 - local, as a watch shows it
APRIL = datetime(2026, 4, 3, 7, 0)  # noqa: DTZ001


def imported(user: User, *rows: Row) -> None:
    import_activities(user, [UploadedFile("Activities.csv", garmin_csv(rows))])


def test_months_are_those_of_the_watch_newest_first_and_nothing_is_made_up(user: User) -> None:
    imported(user, Row(MAY, 10_000, 3_000), Row(APRIL, None, 600, "Strength Training"))

    months = activity_months(user)

    assert dict(months.dtypes.astype(str)) == MONTH_DTYPES
    assert months["month_on"].tolist() == [date(2026, 5, 1), date(2026, 4, 1)]
    assert months["activity_count"].tolist() == [1, 1]
    assert months["duration_s"].tolist() == [3_000.0, 600.0]
    assert months["distance_m"][0] == 10_000.0
    assert pd.isna(months["distance_m"][1])


def test_months_follow_the_filter_and_leave_out_what_was_deleted(user: User, other_user: User) -> None:
    imported(user, Row(MAY, title="Tempo"), Row(APRIL, title="Easy 100%_"), Row(MAY.replace(day=1), title="Long"))
    remove_activity(user, activities(user).iloc[1]["id"])

    assert activity_months(user)["activity_count"].tolist() == [1, 1]
    assert activity_months(user, ActivityFilter(q="TEMP"))["month_on"].tolist() == [date(2026, 5, 1)]
    assert activity_months(user, ActivityFilter(q="100%_"))["month_on"].tolist() == [date(2026, 4, 1)]
    assert activity_months(user, ActivityFilter(family="bike")).empty
    assert activity_months(other_user).empty


def test_a_multisport_activity_is_counted_once_where_its_legs_are_left_out(user: User) -> None:
    legs = (session(sport="cycling", total_distance=30_000.0), session(START.replace(hour=9), total_distance=6_000.0))
    import_activities(user, [UploadedFile("duathlon.fit", fit_file(*legs))])

    months = activity_months(user, ActivityFilter(has_legs=False))

    assert activity_page(user, ActivityFilter(has_legs=False)).total == 1
    assert activity_page(user, ActivityFilter()).total == 3
    assert months["distance_m"].tolist() == [36_000.0]
