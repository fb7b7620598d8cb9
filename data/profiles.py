"""The athlete's profile: who is training, and for what."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Literal, LiteralString
from uuid import UUID
from zoneinfo import available_timezones

from psycopg.errors import ForeignKeyViolation
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from data import db
from data.db import Connection, User
from data.errors import NotFound

Sex = Literal["male", "female", "other"]
Units = Literal["metric", "imperial"]
ProfileDivision = Literal["open", "pro", "doubles", "relay"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]

MINIMUM_AGE_YEARS = 13
MY_ATHLETE_ID: LiteralString = """
with made as (
    insert into athlete_profiles (user_id)
    select (current_setting('request.jwt.claims')::jsonb ->> 'sub')::uuid
    where private.my_athlete_id() is null
    on conflict (user_id) do nothing
    returning id
)
select id from made union all select private.my_athlete_id() where not exists (select from made)
"""


class ProfileEntry(BaseModel):
    """What an athlete tells about themselves. Only the name is required."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    display_name: Name
    sex: Sex | None = None
    date_of_birth: date | None = None
    units_preference: Units = "metric"
    division: ProfileDivision | None = None
    hyrox_race_count: int = Field(default=0, ge=0, le=500)
    goal_time_minutes: float | None = Field(default=None, ge=40, le=420)
    race_date: date | None = None
    time_zone: str = "UTC"

    @field_validator("date_of_birth")
    @classmethod
    def plausible_birth(cls, born_on: date | None) -> date | None:
        if born_on is None:
            return None
        years = age_in_years(born_on, date.today())  # noqa: DTZ011 - a birthday has no time zone
        if not MINIMUM_AGE_YEARS <= years <= 100:
            raise ValueError(f"Check the date of birth: you need to be {MINIMUM_AGE_YEARS} to 100 years old.")
        return born_on

    @field_validator("race_date")
    @classmethod
    def plausible_race_date(cls, race_on: date | None) -> date | None:
        today = date.today()  # noqa: DTZ011
        if race_on and not today - timedelta(days=3650) <= race_on <= today + timedelta(days=1830):
            raise ValueError("Choose a race date within the next five years.")
        return race_on

    @field_validator("time_zone")
    @classmethod
    def known_zone(cls, name: str) -> str:
        if name not in _known_zones():
            raise ValueError("Choose a time zone from the list, for example Europe/Vienna.")
        return name


class Profile(ProfileEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    # Unknown until the first step was saved.
    display_name: str | None = None  # type: ignore[assignment]
    id: UUID
    user_id: UUID
    profile_complete: bool
    revision: int

    def age_on(self, day: date) -> int | None:
        """Full years on that day; None while the date of birth is unknown."""
        return age_in_years(self.date_of_birth, day) if self.date_of_birth else None

    @property
    def gender(self) -> Literal["men", "women"] | None:
        """The field this athlete starts in alone; None when the profile does not decide it."""
        genders: dict[str, Literal["men", "women"]] = {"male": "men", "female": "women"}
        return genders.get(self.sex or "")


def find_profile(user: User) -> Profile | None:
    (rows,) = db.read_all(
        user,
        (
            "select profile.*, coalesce(revision, 0) as revision from athlete_profiles profile"
            " left join athlete_revisions on athlete_id = profile.id where profile.user_id = %s",
            (user.id,),
        ),
    )
    return Profile.model_validate(rows[0]) if rows else None


def upsert_profile(conn: Connection, user: User, entry: ProfileEntry, *, is_complete: bool) -> None:
    """Once complete, a profile stays complete."""
    conn.execute(
        """
        insert into athlete_profiles (user_id, display_name, sex, date_of_birth, units_preference, division,
                                      hyrox_race_count, goal_time_minutes, race_date, time_zone, profile_complete)
        values (%(user_id)s, %(display_name)s, %(sex)s, %(date_of_birth)s, %(units_preference)s, %(division)s,
                %(hyrox_race_count)s, %(goal_time_minutes)s, %(race_date)s, %(time_zone)s, %(is_complete)s)
        on conflict (user_id) do update set
            display_name = excluded.display_name, sex = excluded.sex, date_of_birth = excluded.date_of_birth,
            units_preference = excluded.units_preference, division = excluded.division,
            hyrox_race_count = excluded.hyrox_race_count, goal_time_minutes = excluded.goal_time_minutes,
            race_date = excluded.race_date, time_zone = excluded.time_zone,
            profile_complete = athlete_profiles.profile_complete or excluded.profile_complete
        """,
        {**entry.model_dump(), "user_id": user.id, "is_complete": is_complete},
    )


def my_athlete_id(conn: Connection) -> UUID:
    """The athlete this transaction writes for; an account's first write makes its profile, still to be filled in."""
    try:
        row = conn.execute(MY_ATHLETE_ID).fetchone()
    except ForeignKeyViolation as gone:
        raise NotFound("This account is not there any more. Sign up again to start afresh.") from gone
    athlete_id: UUID = row["id"] if row else UUID(int=0)
    return athlete_id


@lru_cache(maxsize=1)
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())  # reads hundreds of files


def age_in_years(born_on: date, day: date) -> int:
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
