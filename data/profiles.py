"""The athlete's profile: who is training, and for what."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal, LiteralString
from uuid import UUID
from zoneinfo import available_timezones

from psycopg.errors import ForeignKeyViolation
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from data import db
from data.days import Day
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.profile_parts import NO_ZERO, Preferences, TrainingHistory, Words

Sex = Literal["male", "female", "other"]
Units = Literal["metric", "imperial"]
ProfileDivision = Literal["open", "pro", "doubles", "relay"]
Phase = Literal["general_prep", "specific_prep", "competition_prep", "taper"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=NO_ZERO)]

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
PROFILE: LiteralString = """
select profile.*, profile.ai_consented_at is not null as consents_to_ai,
       profile.sharing_consented_at is not null as consents_to_sharing,
       exists (select from athlete_avatars avatar where avatar.athlete_id = profile.id) as has_avatar,
       coalesce((select revision from athlete_revisions where athlete_id = profile.id), 0) as revision
from athlete_profiles profile where profile.user_id = %s
"""


class ProfileChange(BaseModel):
    """Any part of what an athlete tells about themselves; only the fields that are given count."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    display_name: Name | None = None
    sex: Sex | None = None
    date_of_birth: Day | None = None
    weight_kg: float | None = Field(default=None, ge=25, le=350)
    height_cm: float | None = Field(default=None, ge=100, le=250)
    heart_rate_max_bpm: int | None = Field(default=None, ge=100, le=240)
    heart_rate_rest_bpm: int | None = Field(default=None, ge=25, le=120)
    units_preference: Units = "metric"
    division: ProfileDivision | None = None
    hyrox_race_count: int = Field(default=0, ge=0, le=500)
    goal_time_minutes: float | None = Field(default=None, ge=40, le=420)
    race_date: Day | None = None
    time_zone: str = "UTC"
    training_history: TrainingHistory = TrainingHistory()
    current_phase: Phase | None = None
    weekly_availability_hours: float | None = Field(default=None, ge=0, le=80)
    equipment_available: tuple[Words, ...] = Field(default=(), max_length=100)
    injuries_limitations: tuple[Words, ...] = Field(default=(), max_length=100)
    preferences: Preferences = Preferences()
    consents_to_ai: bool = False
    consents_to_sharing: bool = False

    @field_validator("display_name")
    @classmethod
    def named(cls, name: str | None) -> str | None:
        if name is None:
            raise ValueError("Tell us what to call you.")
        return name

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
        if name not in known_zones():
            raise ValueError("Choose a time zone from the list, for example Europe/Vienna.")
        return name


class ProfileEntry(ProfileChange):
    """A whole profile. Only the name is required."""

    display_name: Name


class Profile(ProfileEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    # Unknown until the first step was saved.
    display_name: str | None = None  # type: ignore[assignment]
    id: UUID
    user_id: UUID
    profile_complete: bool
    has_avatar: bool = False
    ai_consented_at: datetime | None = None
    sharing_consented_at: datetime | None = None
    revision: int
    updated_at: datetime

    @field_validator("display_name")
    @classmethod
    def named(cls, name: str | None) -> str | None:
        return name

    @property
    def entry(self) -> dict[str, Any]:
        """The part an athlete enters, by field."""
        return {name: getattr(self, name) for name in ProfileEntry.model_fields}

    def age_on(self, day: date) -> int | None:
        """Full years on that day; None while the date of birth is unknown."""
        return age_in_years(self.date_of_birth, day) if self.date_of_birth else None

    @property
    def gender(self) -> Literal["men", "women"] | None:
        """The field this athlete starts in alone; None when the profile does not decide it."""
        genders: dict[str, Literal["men", "women"]] = {"male": "men", "female": "women"}
        return genders.get(self.sex or "")


def find_profile(user: User) -> Profile | None:
    (rows,) = db.read_all(user, (PROFILE, (user.id,)))
    return Profile.model_validate(rows[0]) if rows else None


def lock_profile(conn: Connection, user: User) -> Profile | None:
    """The profile, unchangeable by others until this transaction ends; rows that only point at it may be written."""
    row = conn.execute(PROFILE + " for no key update of profile", (user.id,)).fetchone()
    return Profile.model_validate(row) if row else None


def upsert_profile(conn: Connection, user: User, entry: ProfileChange, *, is_complete: bool) -> None:
    """Replaces the whole profile. Once complete, it stays complete; a consent keeps the moment it was given.

    Raises:
        NotFound: the account is gone.
    """
    try:
        conn.execute(
            """
            insert into athlete_profiles as kept (user_id, display_name, sex, date_of_birth, weight_kg, height_cm,
                heart_rate_max_bpm, heart_rate_rest_bpm, units_preference, division, hyrox_race_count,
                goal_time_minutes, race_date, time_zone, training_history, current_phase, weekly_availability_hours,
                equipment_available, injuries_limitations, preferences, ai_consented_at, sharing_consented_at,
                profile_complete)
            values (%(user_id)s, %(display_name)s, %(sex)s, %(date_of_birth)s, %(weight_kg)s, %(height_cm)s,
                %(heart_rate_max_bpm)s, %(heart_rate_rest_bpm)s, %(units_preference)s, %(division)s,
                %(hyrox_race_count)s, %(goal_time_minutes)s, %(race_date)s, %(time_zone)s, %(training_history)s,
                %(current_phase)s, %(weekly_availability_hours)s, %(equipment_available)s,
                %(injuries_limitations)s, %(preferences)s,
                case when %(consents_to_ai)s then now() end, case when %(consents_to_sharing)s then now() end,
                %(is_complete)s)
            on conflict (user_id) do update set
                display_name = excluded.display_name, sex = excluded.sex, date_of_birth = excluded.date_of_birth,
                weight_kg = excluded.weight_kg, height_cm = excluded.height_cm,
                heart_rate_max_bpm = excluded.heart_rate_max_bpm, heart_rate_rest_bpm = excluded.heart_rate_rest_bpm,
                units_preference = excluded.units_preference, division = excluded.division,
                hyrox_race_count = excluded.hyrox_race_count, goal_time_minutes = excluded.goal_time_minutes,
                race_date = excluded.race_date, time_zone = excluded.time_zone,
                training_history = excluded.training_history, current_phase = excluded.current_phase,
                weekly_availability_hours = excluded.weekly_availability_hours,
                equipment_available = excluded.equipment_available,
                injuries_limitations = excluded.injuries_limitations, preferences = excluded.preferences,
                ai_consented_at = case when %(consents_to_ai)s then coalesce(kept.ai_consented_at, now()) end,
                sharing_consented_at =
                    case when %(consents_to_sharing)s then coalesce(kept.sharing_consented_at, now()) end,
                profile_complete = kept.profile_complete or excluded.profile_complete
            """,
            {**_columns(entry), "user_id": user.id, "is_complete": is_complete},
        )
    except ForeignKeyViolation as gone:
        raise NotFound("This account is not there any more. Sign up again to start afresh.") from gone


def refuse_stale(profile: Profile | None, expected: datetime | None) -> None:
    """Nothing when this is the profile the caller saw at `expected`, or when they did not say; else `Stale`."""
    if expected is not None and (profile is None or profile.updated_at != expected):
        raise Stale


def my_athlete_id(conn: Connection) -> UUID:
    """The athlete this transaction writes for; an account's first write makes its profile, still to be filled in."""
    try:
        row = conn.execute(MY_ATHLETE_ID).fetchone()
    except ForeignKeyViolation as gone:
        raise NotFound("This account is not there any more. Sign up again to start afresh.") from gone
    athlete_id: UUID = row["id"] if row else UUID(int=0)
    return athlete_id


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Without the machine's own zone, which the database does not know and another machine reads differently."""
    return frozenset(available_timezones() - {"localtime"})  # reads hundreds of files


def age_in_years(born_on: date, day: date) -> int:
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _columns(entry: ProfileChange) -> dict[str, Any]:
    return {
        **entry.model_dump(include=set(ProfileEntry.model_fields)),
        "training_history": Jsonb(entry.training_history.model_dump(exclude_none=True)),
        "preferences": Jsonb(entry.preferences.model_dump(exclude_none=True)),
        "equipment_available": list(entry.equipment_available),
        "injuries_limitations": list(entry.injuries_limitations),
    }
