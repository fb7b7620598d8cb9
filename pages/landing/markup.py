"""What visitors see before they sign in: plain markup, so the page loads as fast as an empty one."""

from __future__ import annotations

from typing import Final, NamedTuple

SIGN_IN: Final = "/auth/login"
SIGN_UP: Final = "/auth/signup"


class ExampleGap(NamedTuple):
    """One line of the example: a gap to people who finish alike."""

    name: str
    gap: str
    width_pct: int
    is_loss: bool


EXAMPLE: Final = (
    ExampleGap("Runs 1–8", "+1:20", 60, True),
    ExampleGap("Sled pull", "+0:48", 36, True),
    ExampleGap("Roxzone", "+0:31", 23, True),
    ExampleGap("Sled push", "−0:12", 9, False),
    ExampleGap("Wall balls", "−0:35", 26, False),
)

POINTS: Final = (
    ("Bring a result", "Type one race in, or import a whole event file and find yourself in it."),
    ("See what it means", "Every split against your division and age group, with the number of people behind it."),
    ("Keep it yours", "Coach K runs on your own machine. Names in imported files are visible to you alone."),
)


def landing() -> str:
    points = "".join(f"<li><strong>{title}</strong><span>{text}</span></li>" for title, text in POINTS)
    return f"""
<div class="ck-landing">
  <p class="ck-brand">Coach K</p>
  <h1>See where your minutes are</h1>
  <p class="ck-lead">One HYROX result is enough. Coach K puts every run, every station and the Roxzone beside people
  who finish like you, and shows what to train first.</p>
  {_actions(SIGN_UP, SIGN_IN)}
  {_example()}
  <ul class="ck-points">{points}</ul>
  <p class="ck-note">Coach K is an independent project and not affiliated with HYROX.</p>
</div>"""


def sign_in_prompt(leads_to: str) -> str:
    """Instead of a page nobody has signed in for; `leads_to` is quoted for a query."""
    return f"""
<div class="ck-landing ck-prompt">
  <p class="ck-brand">Coach K</p>
  <h1>Sign in to go on</h1>
  <p class="ck-lead">This page belongs to an athlete. You come back to it after signing in.</p>
  {_actions(f"{SIGN_UP}?next={leads_to}", f"{SIGN_IN}?next={leads_to}", is_sign_in_first=True)}
</div>"""


def _actions(sign_up: str, sign_in: str, *, is_sign_in_first: bool = False) -> str:
    links = [("Create an account", sign_up), ("Sign in", sign_in)]
    first, second = reversed(links) if is_sign_in_first else links
    return (
        f'<p class="ck-actions"><a class="ck-button" href="{first[1]}">{first[0]}</a>'
        f'<a class="ck-button ck-quiet" href="{second[1]}">{second[0]}</a></p>'
    )


def _example() -> str:
    return f"""
  <figure class="ck-example">
    <figcaption>An example, 1:24:10 in open men: minutes lost (right) and gained (left)</figcaption>
    <ul>{"".join(_example_line(line) for line in EXAMPLE)}</ul>
  </figure>"""


def _example_line(line: ExampleGap) -> str:
    kind = "ck-loss" if line.is_loss else "ck-gain"
    return (
        f'<li class="{kind}"><span>{line.name}</span>'
        f'<span class="ck-bar"><i style="width:{line.width_pct}%"></i></span><b>{line.gap}</b></li>'
    )
