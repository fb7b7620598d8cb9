"""How the coach's pages say what they know."""

from __future__ import annotations

from coach.coach_access import RosterRow
from coach.engines.countdown import countdown_text
from data.coach_access import Scope
from pages.split_view.cells import date_cell, plain

SCOPE_NAMES: dict[Scope, str] = {
    "races": "Races",
    "training": "Training",
    "body": "Body data",
    "profile": "Profile",
}
SCOPE_HELP = (
    "**Races**: races and splits, next race. **Training**: log with notes, plan, goals, tests, records;"
    " race times among them need Races too."
    " **Body data**: weight, height, date of birth, injuries and breaks."
    " **Profile**: division, goal, availability, picture."
    " Imported events and chats are never shared."
)


def scope_words(scopes: tuple[Scope, ...]) -> str:
    """
    >>> scope_words(("races", "body"))
    'Races and body data'
    """
    names = [SCOPE_NAMES[scope].lower() for scope in scopes]
    joined = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    return joined[:1].upper() + joined[1:]


def paragraphs(text: str) -> str:
    """Somebody's words as they typed them, line by line, never as Markdown."""
    return "  \n".join(plain(line) for line in text.splitlines())


def roster_lines(row: RosterRow) -> list[str]:
    """Last session, load, next race; what is not shared is not mentioned."""
    lines: list[str] = []
    if "training" in row.scopes:
        lines.append(_last_session(row))
        lines.append(_load(row))
    if row.days_to_race is not None:
        lines.append(f"Next race {countdown_text(row.days_to_race)}, {date_cell(row.race_date)}")
    return [line for line in lines if line] or [f"Shares {scope_words(row.scopes).lower()}"]


def _last_session(row: RosterRow) -> str:
    if row.last_session_on is None:
        return ""
    count = f"{row.sessions_7d} session{'' if row.sessions_7d == 1 else 's'} in 7 days"
    return f"{plain(row.last_session_title or '')}, {date_cell(row.last_session_on)} · {count}"


def _load(row: RosterRow) -> str:
    if row.trend is None:
        return ""
    change = f"{row.trend.change_pct:+.0f} %".replace("-", "−")
    unrated = f", {row.unrated_28d} sessions without RPE not counted" if row.unrated_28d else ""
    return (
        f"Load {row.trend.load_7d:,.0f} in 7 days, {change} against the 28-day mean of"
        f" {row.trend.weekly_mean:,.0f} per week (RPE × minutes{unrated})"
    )
