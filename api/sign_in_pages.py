"""The sign-in pages as plain HTML: no scripts, one inline style, readable on a phone, light and dark."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from starlette.responses import HTMLResponse

STYLE = """
:root { color-scheme: light dark; --page: #f2f6f5; --card: #fff; --text: #14201e; --quiet: #4b5a57; --line: #8a9794;
  --accent: #0c8072; --link: #0b7468; --alert: #9c2f10; --alert-card: #fdeee8; }
@media (prefers-color-scheme: dark) { :root { --page: #0f1514; --card: #19211f; --text: #e6edeb; --quiet: #a9b6b3;
  --line: #5d6b68; --link: #4cc9b8; --alert: #ffb59e; --alert-card: #3a1f17; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
.brand { display: inline-block; padding: .5rem 0; color: var(--text); font-weight: 700; text-decoration: none; }
.card { background: var(--card); border-radius: .75rem; padding: 1.5rem 1.25rem; margin-top: .5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
.hint { color: var(--quiet); font-size: .9375rem; margin: .25rem 0 0; }
.alert { color: var(--alert); background: var(--alert-card); border-radius: .5rem; padding: .75rem 1rem; }
label { display: block; font-weight: 600; margin: 1rem 0 .25rem; }
input { width: 100%; min-height: 3rem; padding: 0 .75rem; font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: .5rem; }
button, .button { display: flex; align-items: center; justify-content: center; width: 100%; min-height: 3rem;
  margin-top: 1.5rem; font: inherit; font-weight: 600; border-radius: .5rem; border: 1px solid var(--accent);
  background: var(--accent); color: #fff; cursor: pointer; text-decoration: none; }
.button { margin-top: .75rem; background: transparent; color: var(--link); border-color: var(--line); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin-top: 1rem; }
nav a { display: inline-flex; align-items: center; min-height: 2.75rem; color: var(--link); }
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Link(NamedTuple):
    text: str
    href: str


class Field(NamedTuple):
    name: str
    label: str
    type: str
    autocomplete: str
    value: str = ""
    hint: str = ""


class Page(NamedTuple):
    """One question with its form; without `submit` it only says something."""

    title: str
    text: str = ""
    alert: str = ""
    submit: str = ""
    fields: tuple[Field, ...] = ()
    hidden: Mapping[str, str] = {}
    username: str = ""  # for password managers, where the form does not ask for it
    buttons: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()


def page_response(page: Page, status: int = 200) -> HTMLResponse:
    return HTMLResponse(_html(page), status, headers=HEADERS)


def _html(page: Page) -> str:
    parts = (
        f"<h1>{escape(page.title)}</h1>",
        f"<p>{escape(page.text)}</p>" if page.text else "",
        f'<p class="alert" role="alert">{escape(page.alert)}</p>' if page.alert else "",
        _form(page) if page.submit else "",
        "".join(f'<a class="button" href="{escape(link.href)}">{escape(link.text)}</a>' for link in page.buttons),
        _links(page.links),
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(page.title)} · Coach K</title><link rel="icon" href="data:,">'
        f"<style>{STYLE}</style></head><body><main>"
        f'<a class="brand" href="/">Coach K</a><div class="card">{"".join(parts)}</div></main></body></html>'
    )


def _form(page: Page) -> str:
    # Without an action the form goes back to the address it came from.
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in page.hidden.items()
    )
    if page.username:
        hidden += f'<input type="text" autocomplete="username" value="{escape(page.username)}" hidden>'
    fields = "".join(_field(field) for field in page.fields)
    return f'<form method="post">{hidden}{fields}<button type="submit">{escape(page.submit)}</button></form>'


def _field(field: Field) -> str:
    hint_id = f"{field.name}-hint"
    described = f' aria-describedby="{hint_id}"' if field.hint else ""
    spelled = ' autocapitalize="none" spellcheck="false"' if field.type == "email" else ""
    return (
        f'<label for="{field.name}">{escape(field.label)}</label>'
        f'<input id="{field.name}" name="{field.name}" type="{field.type}" autocomplete="{field.autocomplete}"'
        f' value="{escape(field.value)}" required{described}{spelled}>'
        + (f'<p class="hint" id="{hint_id}">{escape(field.hint)}</p>' if field.hint else "")
    )


def _links(links: tuple[Link, ...]) -> str:
    if not links:
        return ""
    return "<nav>" + "".join(f'<a href="{escape(link.href)}">{escape(link.text)}</a>' for link in links) + "</nav>"
