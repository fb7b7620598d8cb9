"""The chat against a slow and a failing provider: nothing that was written is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from llmock.pytest_plugin import LLMock
from llmock.testing import LLMockServer
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.app_process import Server, running_app, temporary_home
from tests.e2e.browser import visitor
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser

WORDS = " ".join(f"word{number}" for number in range(120))
ANSWER = f"Beginning of the answer. {WORDS} The very end."
SLOW_MS = 60


@pytest.fixture(scope="module")
def provider() -> Iterator[LLMockServer]:
    with LLMockServer() as mock:
        yield mock


@pytest.fixture(scope="module")
def app(provider: LLMockServer) -> Iterator[Server]:
    environment = {"NEBIUS_BASE_URL": LLMock(provider).base_url(), "NEBIUS_API_KEY": "test-key", "OPENAI_API_KEY": ""}
    with temporary_home() as home, running_app(home, **environment) as running:
        yield running


@pytest.fixture
def model(provider: LLMockServer) -> LLMock:
    return LLMock(provider).reset().tool_mode("off")


@pytest.fixture
def athlete(page: Page, app: Server) -> Iterator[Page]:
    """A new athlete on a phone, in the chat; no text of a journey may leave the page or widen it."""
    sign_up(page, app.base_url, new_email())
    finish_profile(page)
    open_chat(page, app)
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(page) == []


def open_chat(page: Page, app: Server) -> None:
    page.goto(f"{app.base_url}/chat")
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def agree(page: Page, app: Server) -> None:
    page.goto(f"{app.base_url}/settings?section=consent")
    settled(page)
    page.get_by_text("Coach K may use AI").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("On since").first).to_be_visible(timeout=PATIENCE_MS)
    open_chat(page, app)


def ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def answer(page: Page) -> Locator:
    return page.get_by_test_id("stChatMessage").last


def test_an_answer_goes_on_through_a_reload(athlete: Page, app: Server, model: LLMock) -> None:
    agree(athlete, app)
    model.reply(ANSWER, times=None).pace(SLOW_MS)

    ask(athlete, "How do I pace the row?")
    expect(answer(athlete)).to_contain_text("word3", timeout=PATIENCE_MS)
    expect(answer(athlete)).not_to_contain_text("The very end.")
    athlete.reload()

    expect(answer(athlete)).to_contain_text("Beginning of the answer. word0", timeout=PATIENCE_MS)
    expect(answer(athlete)).to_contain_text("word119 The very end.", timeout=PATIENCE_MS)
    expect(athlete.get_by_role("button", name="Regenerate")).to_be_visible(timeout=PATIENCE_MS)


def test_a_click_and_another_page_do_not_end_an_answer(athlete: Page, app: Server, model: LLMock) -> None:
    agree(athlete, app)
    model.reply(ANSWER, times=None).pace(SLOW_MS)

    ask(athlete, "How do I pace the row?")
    expect(answer(athlete)).to_contain_text("word3", timeout=PATIENCE_MS)
    athlete.get_by_role("button", name="Edit").click()
    expect(athlete.get_by_label("Your question")).to_be_visible(timeout=PATIENCE_MS)
    athlete.keyboard.press("Escape")
    athlete.get_by_role("link", name="Conversations").click()
    expect(athlete.get_by_role("heading", name="Conversations")).to_be_visible(timeout=PATIENCE_MS)
    athlete.go_back()

    expect(answer(athlete)).to_contain_text("word119 The very end.", timeout=PATIENCE_MS)


def test_stop_keeps_what_was_written_and_continue_goes_on(athlete: Page, app: Server, model: LLMock) -> None:
    agree(athlete, app)
    model.reply(ANSWER, times=None).pace(SLOW_MS)

    ask(athlete, "How do I pace the row?")
    expect(answer(athlete)).to_contain_text("word3", timeout=PATIENCE_MS)
    athlete.get_by_role("button", name="Stop").click()

    expect(athlete.get_by_text("You stopped this answer here.")).to_be_visible(timeout=PATIENCE_MS)
    settled(athlete)
    expect(answer(athlete)).to_contain_text("word3")
    expect(answer(athlete)).not_to_contain_text("The very end.")
    model.reset().tool_mode("off").reply("And so it ends.", times=None)
    athlete.get_by_role("button", name="Continue").click()
    expect(answer(athlete)).to_contain_text("And so it ends.", timeout=PATIENCE_MS)
    expect(answer(athlete)).to_contain_text("word3")


def test_a_lost_provider_leaves_the_words_that_came(athlete: Page, app: Server, model: LLMock) -> None:
    agree(athlete, app)
    model.reply(ANSWER, times=None).disconnect(after_chunks=20)

    ask(athlete, "How do I pace the row?")

    expect(athlete.get_by_role("button", name="Answer offline")).to_be_visible(timeout=PATIENCE_MS)
    expect(answer(athlete)).to_contain_text("Beginning of the answer.")
    settled(athlete)
    model.reset().tool_mode("off").reply("And so it ends.", times=None)
    athlete.get_by_role("button", name="Continue").click()
    expect(answer(athlete)).to_contain_text("And so it ends.", timeout=PATIENCE_MS)
    expect(answer(athlete)).to_contain_text("Beginning of the answer.")


def test_two_tabs_see_the_same_answer_grow(athlete: Page, app: Server, model: LLMock) -> None:
    agree(athlete, app)
    model.reply(ANSWER, times=None).pace(SLOW_MS)
    ask(athlete, "How do I pace the row?")
    expect(answer(athlete)).to_contain_text("word3", timeout=PATIENCE_MS)

    second = athlete.context.new_page()
    second.goto(athlete.url)

    for tab in (second, athlete):
        expect(answer(tab)).to_contain_text("Beginning of the answer. word0", timeout=PATIENCE_MS)
        expect(answer(tab)).to_contain_text("word119 The very end.", timeout=PATIENCE_MS)


def test_nothing_in_an_answer_loads_or_links_anything(athlete: Page, app: Server, model: LLMock) -> None:
    agree(athlete, app)
    wanted: list[str] = []
    athlete.on("request", lambda request: wanted.append(request.url))
    model.reply(
        "Start ![x](https://evil.example/x.png) [go](javascript:alert(1)) <img src='https://evil.example/y.png'>"
        " https://evil.example www.evil.example me@evil.example $x^2$ :red[now] :material/home: :smile: end.",
        times=None,
    )

    ask(athlete, "How do I pace the row?")

    expect(athlete.get_by_role("button", name="Regenerate")).to_be_visible(timeout=PATIENCE_MS)
    expect(answer(athlete)).to_contain_text("end.")
    assert [url for url in wanted if "evil" in url] == []
    for tag in ("a", "img", ".katex", "[data-testid='stIconMaterial']"):
        expect(answer(athlete).locator("p").filter(has_text="Start").locator(tag)).to_have_count(0)


def test_a_session_told_in_the_chat_is_in_the_log_and_on_today(browser: Browser, app: Server) -> None:
    with visitor(browser, width=1280) as laptop:
        sign_up(laptop, app.base_url, new_email())
        finish_profile(laptop)
        navigation = laptop.get_by_test_id("stSidebarNav")
        navigation.get_by_role("link", name="Coach K", exact=True).click()
        expect(laptop.get_by_text("What is on your mind?")).to_be_visible(timeout=PATIENCE_MS)
        settled(laptop)

        ask(laptop, "Ran 8 km in 42:10 today, RPE 6")
        save = laptop.get_by_role("button", name="Save", exact=True)
        expect(save).to_be_visible(timeout=PATIENCE_MS)
        settled(laptop)
        save.dblclick()

        expect(laptop.get_by_text("First Workout").first).to_be_visible(timeout=PATIENCE_MS)
        expect(laptop.get_by_role("link", name="Open it in the training log")).to_be_visible(timeout=PATIENCE_MS)
        navigation.get_by_role("link", name="Today", exact=True).click()
        expect(laptop.get_by_text("Logged today")).to_be_visible(timeout=PATIENCE_MS)
        navigation.get_by_role("link", name="Training log", exact=True).click()
        expect(laptop.get_by_text(re.compile("42:10 · 8 km"))).to_have_count(1, timeout=PATIENCE_MS)
        assert violations(laptop) == []


def test_every_group_of_pages_can_be_reached_without_unfolding(browser: Browser, app: Server) -> None:
    with visitor(browser, width=1280) as laptop:
        sign_up(laptop, app.base_url, new_email())
        finish_profile(laptop)

        navigation = laptop.get_by_test_id("stSidebarNav")
        expect(navigation.get_by_role("link", name="Settings")).to_be_visible(timeout=PATIENCE_MS)
        expect(laptop.get_by_text(re.compile(r"View \d+ more"))).to_have_count(0)
