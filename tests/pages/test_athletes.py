"""Athletes: the roster, one athlete, and who sees my data."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pandas as pd
import psycopg
import pytest
from psycopg.rows import DictRow
from streamlit.testing.v1 import AppTest

from coach.coach_access import invite_coach, revoke_access
from coach.comments import write_comment
from coach.plan_days import change_day
from coach.plans import create_plan
from coach.proposals import propose_change
from coach.races import log_race
from coach.workouts import log_workout
from data.coach_access import InvitationEntry, coach_grants, invitations, shared_athletes
from data.comments import CommentEntry, Target, athlete_comments
from data.db import User
from data.plan_days import PlanDay, PlanDayEntry, find_day
from data.plans import PlanDraft
from data.proposals import ProposalEntry, proposals
from data.workouts import WorkoutEntry
from pages.athletes.charts import weekly_loads
from pages.split_view.cells import plain
from tests.coaching import EVERYTHING, coached_id
from tests.conftest import NewUser
from tests.pages.open_page import links, open_page, texts
from tests.pages.test_races import entry

Patch = pytest.MonkeyPatch
Owner = psycopg.Connection[DictRow]
TODAY = datetime.now(UTC).date()


@pytest.fixture
def coach(other_user: User) -> User:
    return other_user


def session(days_ago: int = 1, **changes: object) -> WorkoutEntry:
    fields = {"date": TODAY - timedelta(days=days_ago), "session_type": "run", "title": "Hills", "duration_minutes": 60,
              "rpe_post": 5}  # fmt: skip
    return WorkoutEntry.model_validate(fields | changes)


def planned(user: User) -> PlanDay:
    day = {"date": TODAY, "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40}
    fields = {"plan_name": "Spring", "start_date": TODAY, "duration_weeks": 4, "days": [day]}
    return create_plan(user, PlanDraft.model_validate(fields)).days[0]


def view(page: AppTest, name: str) -> AppTest:
    return page.segmented_control(key="athlete_view").set_value(name).run()


def test_without_athletes_the_page_says_how_to_get_one(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "athletes", monkeypatch)

    assert "Coach somebody." in texts(page)
    page.text_input(key="code").set_value("AAAA-BBBB-CCCC")
    page.button[0].click().run()
    assert "This code is not valid" in texts(page)


def test_the_link_of_an_invitation_asks_before_it_accepts(user: User, coach: User, monkeypatch: Patch) -> None:
    code = invite_coach(user, InvitationEntry(scopes=("races",))).code
    page = open_page(coach, "athletes", monkeypatch, code=code)
    assert page.text_input(key="code").value == code
    assert shared_athletes(coach) == []

    page.button[0].click().run()

    assert "# Alex" in texts(page)
    assert len(shared_athletes(coach)) == 1


def test_the_roster_shows_flags_and_opens_an_athlete(owner: Owner, user: User, coach: User, monkeypatch: Patch) -> None:
    owner.execute("update athlete_profiles set display_name = 'Kim [x](http://y)', race_date = current_date + 5"
                  " where user_id = %s", (user.id,))  # fmt: skip
    log_workout(user, session(9))
    coached_id(user, coach)

    page = open_page(coach, "athletes", monkeypatch)

    said = texts(page)
    assert "Race in 5 days" in said
    assert "Nothing logged for 9 days" in said
    assert any("Kim \\[x\\]" in label for label in links(page))


def test_only_what_is_shared_has_a_tab(user: User, coach: User, monkeypatch: Patch) -> None:
    for scopes, tabs in (
        (("races",), ["Races", "Comments"]),
        (("training",), ["Training", "Plan", "Comments"]),
        (("body",), ["Profile", "Comments"]),
        (EVERYTHING, ["Races", "Training", "Plan", "Profile", "Comments"]),
    ):
        athlete_id = coached_id(user, coach, *scopes)

        page = open_page(coach, "athletes", monkeypatch, athlete=str(athlete_id))

        assert page.segmented_control(key="athlete_view").options == tabs
        for tab in tabs:
            assert not view(page, tab).exception, tab


def test_a_race_opens_its_analysis_and_can_be_commented(user: User, coach: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    athlete_id = str(coached_id(user, coach, "races"))
    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id, race=str(race.id))
    assert "Alex, 2025 Springfield" in texts(page)
    assert {metric.label: metric.value for metric in page.metric}["Finish"] == "1:28:00"

    page.text_area(key=f"say-race-{race.id}-body").set_value("Mind the *sleds*")
    page.button("FormSubmitter:say-race-" + str(race.id) + "-Send").click().run()

    assert "Mind the \\*sleds\\*" in texts(page)
    (said,) = athlete_comments(user)
    assert (said.body, said.target_kind) == ("Mind the *sleds*", "race")
    assert "Change or delete" not in {button.label for button in page.button}


def test_an_athletes_race_is_told_about_the_athlete_and_not_about_the_coach(
    user: User, coach: User, monkeypatch: Patch
) -> None:
    race = log_race(user, entry())
    athlete_id = str(coached_id(user, coach, "races"))

    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id, race=str(race.id))

    assert "people who finish like them" in texts(page)
    for shown in page.segmented_control(key="split_view").options:
        said = texts(page.segmented_control(key="split_view").set_value(shown).run())
        assert not re.search(r"\byou\b|your (time|best|weakest|relay|pace)", said, re.IGNORECASE), shown


def test_after_revoking_an_open_page_shows_nothing_more(user: User, coach: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    athlete_id = str(coached_id(user, coach, *EVERYTHING))
    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id, race=str(race.id))
    assert "2025 Springfield" in texts(page)

    revoke_access(user, coach_grants(user)[0].id)
    page.run()

    assert "does not share anything with you any more" in texts(page)
    assert "Springfield" not in texts(page)


def test_a_scope_taken_back_empties_the_cache_too(user: User, coach: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    athlete_id = str(coached_id(user, coach, "races", "training"))
    open_page(coach, "athletes", monkeypatch, athlete=athlete_id, race=str(race.id))

    coached_id(user, coach, "training")
    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id, race=str(race.id))

    assert "Springfield" not in texts(page)
    assert "Not here" in texts(page)


def test_what_one_coach_opened_is_not_shown_to_another(
    user: User, coach: User, new_user: NewUser, monkeypatch: Patch
) -> None:
    race = log_race(user, entry())
    second = new_user()
    athlete_id = str(coached_id(user, coach, "races"))
    coached_id(user, second, "training")
    for reader in (user, coach):
        path = {"race": str(race.id)} if reader == user else {"athlete": athlete_id, "race": str(race.id)}
        open_page(reader, "races" if reader == user else "athletes", monkeypatch, **path)

    page = open_page(second, "athletes", monkeypatch, athlete=athlete_id, race=str(race.id))

    assert "Springfield" not in texts(page)


def test_the_athletes_race_is_not_on_the_coachs_own_pages(user: User, coach: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    coached_id(user, coach, *EVERYTHING)

    page = open_page(coach, "races", monkeypatch, race=str(race.id))

    assert "Not here" in texts(page)


def test_training_shows_the_load_and_each_session(user: User, coach: User, monkeypatch: Patch) -> None:
    for days_ago in (30, 22, 15, 8, 1):
        workout = log_workout(user, session(days_ago, notes="two\nlines")).workout
    athlete_id = str(coached_id(user, coach, "training"))
    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id)

    assert len(page.get("plotly_chart")) == 1
    assert sum("Hills" in label for label in links(page)) == 5
    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id, workout=str(workout.id))
    assert "60 min · RPE 5" in texts(page)
    assert "two  \nlines" in texts(page)


def test_a_coach_proposes_and_the_athlete_accepts(user: User, coach: User, monkeypatch: Patch) -> None:
    day = planned(user)
    athlete_id = str(coached_id(user, coach, "training"))
    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id, day=str(day.id))
    key = f"propose-{day.id}"
    page.text_input(key=f"{key}-title").set_value("Rest instead")
    page.text_input(key=f"{key}-why").set_value("Your calf")
    page.button(f"FormSubmitter:{key}-Propose").click().run()
    (proposal,) = proposals(user)
    assert (proposal.proposed.title, proposal.proposed.details) == ("Rest instead", day.details)

    athletes = open_page(user, "athletes", monkeypatch, tab="sharing")
    assert "Rest instead" in texts(athletes)
    athletes.button(key=f"Accept-{proposal.id}").click().run()

    assert find_day(user, day.id).title == "Rest instead"


def test_a_proposal_needs_a_reason_and_keeps_what_was_typed(user: User, coach: User, monkeypatch: Patch) -> None:
    day = planned(user)
    athlete_id = str(coached_id(user, coach, "training"))
    page = open_page(coach, "athletes", monkeypatch, athlete=athlete_id, day=str(day.id))
    key = f"propose-{day.id}"
    page.text_input(key=f"{key}-title").set_value("Rest instead")

    page.button(f"FormSubmitter:{key}-Propose").click().run()

    assert "Why: " in texts(page)
    assert page.text_input(key=f"{key}-title").value == "Rest instead"
    assert proposals(user) == []


def test_an_outdated_proposal_cannot_be_accepted(user: User, coach: User, monkeypatch: Patch) -> None:
    day = planned(user)
    other = ProposalEntry(proposed=PlanDayEntry(date=TODAY, title="Rest", session_type="rest"), reason="Calf")
    proposed = propose_change(coach, coached_id(user, coach, "training"), day.id, other)
    change_day(user, day.id, PlanDayEntry(date=TODAY, title="Long run", session_type="run"))

    page = open_page(user, "athletes", monkeypatch, tab="sharing")

    assert "You have changed this session since" in texts(page)
    assert page.button(key=f"Accept-{proposed.id}").disabled
    page.button(key=f"Decline-{proposed.id}").click().run()
    assert proposals(user)[0].status == "declined"


def test_an_athlete_invites_chooses_and_takes_back(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "athletes", monkeypatch, tab="sharing")
    assert "Nobody sees your data." in texts(page)
    page.pills(key="invite-scopes").set_value(["races"])
    page.text_input(key="invite-email").set_value("coach@example.org")
    page.button("FormSubmitter:invite-Make a code").click().run()

    (invitation,) = invitations(user)
    assert (invitation.scopes, invitation.email) == (("races",), "coach@example.org")
    assert len(page.code[0].value) == 14
    assert page.code[0].value in page.code[1].value

    page.button(key=f"withdraw-{invitation.id}").click().run()
    assert invitations(user) == []


@pytest.mark.parametrize(
    ("scopes", "email", "message"),
    [([], "", "Choose at least one thing"), (["races"], "nobody", "no e-mail address"),
     (["races"], "athlete@example.org", "your own address")],
)  # fmt: skip
def test_a_bad_invitation_says_what_is_wrong(
    user: User, monkeypatch: Patch, scopes: list[str], email: str, message: str
) -> None:
    page = open_page(user, "athletes", monkeypatch, tab="sharing")
    page.pills(key="invite-scopes").set_value(scopes)
    page.text_input(key="invite-email").set_value(email)

    page.button("FormSubmitter:invite-Make a code").click().run()

    assert message in texts(page)
    assert page.text_input(key="invite-email").value == email
    assert invitations(user) == []


def test_an_athlete_changes_scopes_and_ends_access(user: User, coach: User, monkeypatch: Patch) -> None:
    coached_id(user, coach, "races")
    grant = coach_grants(user)[0]
    page = open_page(user, "athletes", monkeypatch, tab="sharing")
    page.pills(key=f"scopes-{grant.id}").set_value(["races", "training"])
    page.button(f"FormSubmitter:grant-{grant.id}-Save").click().run()
    assert shared_athletes(coach)[0].scopes == ("races", "training")

    page.button(key=f"revoke-{grant.id}").click().run()

    assert shared_athletes(coach) == []
    assert "Nobody sees your data." in texts(page)
    assert "Ended: Alex until" in texts(page)


def test_an_athlete_reads_and_deletes_what_a_coach_said(user: User, coach: User, monkeypatch: Patch) -> None:
    athlete_id = coached_id(user, coach)
    said = write_comment(coach, Target(athlete_id=athlete_id), CommentEntry(body="Sleep more"))
    page = open_page(user, "athletes", monkeypatch, tab="sharing")
    assert "Sleep more" in texts(page)

    page.button(key=f"comment-{said.id}-delete").click().run()

    assert athlete_comments(user) == []


def test_races_of_two_athletes_stand_side_by_side(
    user: User, coach: User, new_user: NewUser, monkeypatch: Patch
) -> None:
    second = new_user()
    ids = [log_race(who, entry()).id for who in (user, second)]
    for who in (user, second):
        coached_id(who, coach, "races")
    page = open_page(coach, "athletes", monkeypatch)
    page.segmented_control(key="athletes_tab").set_value("Side by side").run()

    page.multiselect(key="side_by_side").set_value(ids).run()

    assert len(page.dataframe) == 1
    assert len(page.dataframe[0].value) == 20
    for chart in ("Splits", "Running gap"):
        page.segmented_control(key="side_view").set_value(chart).run()
        assert not page.exception
        assert len(page.get("plotly_chart")) == 1


def test_a_name_is_never_markdown(owner: Owner, user: User, coach: User, monkeypatch: Patch) -> None:
    name = "[win](http://evil.example) ![x](http://evil.example/x.png) <b>B</b>"
    owner.execute("update athlete_profiles set display_name = %s", (name,))
    race, day, logged = log_race(user, entry()), planned(user), log_workout(user, session()).workout
    athlete_id = str(coached_id(user, coach, *EVERYTHING))
    write_comment(coach, Target("race", race.id, UUID(athlete_id)), CommentEntry(body=name))
    addresses = [{}, {"race": str(race.id)}, {"workout": str(logged.id)}, {"day": str(day.id)}]

    shown = [open_page(coach, "athletes", monkeypatch, athlete=athlete_id, **address) for address in addresses]
    shown += [open_page(coach, "athletes", monkeypatch), open_page(user, "athletes", monkeypatch, tab="sharing")]

    for page in shown:
        said = texts(page) + "\n".join(links(page))
        assert not page.exception
        assert "win" in said
        assert "](http" not in said


@pytest.mark.parametrize("address", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_athlete_leads_back(user: User, monkeypatch: Patch, address: str) -> None:
    page = open_page(user, "athletes", monkeypatch, athlete=address)

    assert "Not here" in texts(page)
    assert "Athletes" in links(page)


def test_weeks_before_the_first_session_are_no_weeks_of_rest() -> None:
    logged = pd.DataFrame(
        {"date": [date(2026, 3, 11), date(2026, 3, 25)], "rpe_post": [5, None], "duration_minutes": [60, 30],
         "completion_status": "completed"}
    )  # fmt: skip

    weeks = weekly_loads(logged, date(2026, 1, 5), date(2026, 3, 29))

    assert weeks["week"].tolist() == [date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)]
    assert weeks["load"].fillna(-1).tolist() == [300, 0, -1]


@pytest.mark.parametrize(
    "address", ["ana@example.org", "ana.b+c@mail.example.org", "http://example.org", "www.example.org"]
)
def test_an_address_in_somebodys_words_is_broken_by_a_joiner_so_that_no_browser_links_it(address: str) -> None:
    shown = plain(f"Write to {address} today").replace("\\", "")

    assert address not in shown
    assert shown.replace("\u2060", "") == f"Write to {address} today"
