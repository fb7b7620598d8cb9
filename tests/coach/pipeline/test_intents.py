"""What a message is about, and which finish time it asks for."""

from __future__ import annotations

import pytest

from coach.knowledge_base import read_knowledge
from coach.pipeline.intents import Intent, intent_of, target_s

MESSAGES: dict[Intent, tuple[str, ...]] = {
    "today": (
        "What should I do today?", "what's on", "Whats on today", "train tomorrow?", "what do I train tomorrow",
        "Do I run today?", "what is my next session", "wat should i do todya", "today", "What's planned for tonight?",
        "am I ready to train hard today", "how long until my race?", "When is my next race?", "Should I rest today?",
        "give me todays workout", "Is today a rest day?", "what workout do I have tomorrow", "tomorows session",
        "How is my readiness today?",
    ),
    "week": (
        "How was my week?", "hows my week going", "my training this week", "how is my training going",
        "Give me a summary of my week", "How much did I run this week?", "what have I done this week",
        "recap of last week please", "how did this week go", "How am I doing?", "Am I training enough?", "this week",
        "how many hours did I train last week",
    ),
    "losses": (
        "Where do I lose time?", "where did I lose the most time", "What's my weakest station?", "my weakset station",
        "what is my slowest run", "Where can I save time?", "analyse my last race", "Review my splits please",
        "How was my last race?", "what cost me the most", "where am I slow", "What are my weaknesses?",
        "which station is my worst", "what slowed me down", "where could I be faster",
    ),
    "pace": (
        "What pace for 80 minutes?", "splits for 1:15", "target paces for sub 70 pro women", "pacing plan for 1:20:00",
        "how fast do I have to run for sub 90", "what splits do I need to break 75", "race plan for 1h25 open men",
        "Splits for an hour and a half", "pro men 1:05", "what are my target splits?", "Make me a pace plan",
        "station times for 85 min doubles", "give me splits for 95 minutes", "splitts for 1:30 mixed doubles",
    ),
    "log": (
        "Log a 10k run in 52 minutes", "I ran 8 km in 40 min today", "just did 5x1km at 4:10 with 90 s rest",
        "finished 100 wall balls in 6:30", "Rowed 2000 m in 7:45", "log my workout", "did 45 min easy, rpe 4",
        "Yesterday I skied 1000 m in 4:20", "please log today's session", "we did 3 rounds of 12 lunges",
        "squatted 5x5 at 80 kg", "12 km easy run in 1:05", "add a run of 5 miles",
    ),
    "goal_change": (
        "I want to train for a marathon", "Switch to ultras", "change my goal", "New goal: sub 80",
        "my goal is now 1:15", "I want to go sub 70", "set a new goal", "update my goal time to 85 minutes",
        "I decided to switch to doubles", "train for a half marathon instead", "let's switch to trail running",
        "I'd like to focus on running", "move to pro", "train for a marathon in April", "focus on speed",
        "I want to train for a 10k on 3 May", "I want to focus on sprints",
    ),
    "plan_change": (
        "too hard this week", "Skip tomorrow", "can you move Thursday's session", "I can't train tomorrow",
        "make this week easier", "The plan is too hard", "my plan feels way too easy",
        "Swap today's run for a row today", "I'm travelling next week", "I need a rest day tomorrow",
        "shorten today's workout", "no time to train this week", "postpone saturday's long run", "adjust my plan",
        "can I skip the session today", "skip tomorrow please", "move tomorrow's run to Saturday",
        "I'm away 3–10 March",
        "I'm on holiday from 3 to 10 March", "make this week lighter", "I can't train on Thursday",
    ),
    "plan_question": (
        "What's on this week?", "what is on next week", "what do I have this week", "What runs are planned next week?",
        "show me my plan", "my plan", "Why is my long run shorter?", "why is my long run so short this week",
        "why did my plan change?", "why did you change my plan", "What changed in my plan?", "when is my next long run",
        "how long is my next long run", "why is Sunday shorter", "how many of my sessions were assumed?",
        "which method does my plan follow", "what am I training for?", "what's my training schedule next week",
    ),
    "fitness": (
        "What is my running score?", "what's my vdot", "How fit am I?", "what pace for threshold",
        "what is my easy pace", "what pace should I run for easy runs", "my threshold pace",
        "How far do I run per week?", "what's my weekly mileage", "what was my longest run", "am I getting faster?",
        "how fast can I run a marathon?", "what time could I run for a 10k", "how fast should I run my intervals",
        "what is my fitness", "how is my form", "how were my last runs",
    ),
    "outcome": (
        "I missed Monday", "I missed yesterday's run", "I missed my long run", "I did it", "I did yesterday's run",
        "did it as planned", "I didn't do today's session", "done",
    ),
    "feedback": (
        "run felt hard", "Great workout", "the sleds felt heavy today", "Intervals went really well",
        "that was brutal", "I feel exhausted", "my legs are dead", "tough session today", "I loved it",
        "The long run was easier", "I struggled on the lunges", "today was good", "I'm so tired",
        "wall balls felt smooth", "I nailed the intervals", "legs tired", "my legs are tired",
    ),
    "profile_update": (
        "I'm injured", "I have a new PR", "my schedule changed", "New PB on the row", "I now weigh 78 kg",
        "I can only train 3 days a week", "My race is on 4 April", "I hurt my knee", "I'm sick",
        "I got a new job", "I no longer have access to a sled", "I only have two days", "i weigh 82 kg",
        "my work schedule is different now", "I signed up for Vienna", "update my weight",
        "my calf hurts since Tuesday", "I have the flu", "My left knee is hurting", "I caught a cold",
        "I can't train on Thursdays any more", "there is a pain in my achilles",
    ),
    "small_talk": (
        "hi", "Hello coach!", "thanks", "Thank you so much", "good morning", "ok cool", "bye", "Great, thanks!",
        "who are you", "What can you do?", "are you a robot?", "how are you", "hey coach k", "thx", "help",
    ),
    "knowledge": (
        "How do I hold the wall ball?", "how heavy is the sled", "What should I eat before a race?",
        "should I skip leg day before a race", "Why do my legs feel heavy after the sled?",
        "what is a good pace for open men",
        "how do I pace the eight runs", "best session for compromised running", "how many days a week should I train",
        "What happens if I drop the kettlebells?", "is creatine worth it", "how do I taper", "what does RPE mean",
        "Which shoes for the sled push?", "Can I use gloves?", "how to recover after a race", "what is the Roxzone",
        "do I need to carb load for an hour race", "im 54 kg and the sled is too heavy for me what now",
        "why is my run so slow after the sled", "how should I train when I'm injured", "is 1:20 a good time",
        "What if I feel sick during a race?", "how do I log a workout in here", "when should I start tapering", "",
        "???", "how long is the marathon", "how do I find my weakest station", "how do I pace a marathon",
        "why do long runs get shorter before a race", "what is threshold pace", "how do I run faster",
        "what should I eat this week", "is my calf pain normal", "what does assumed mean",
        "how is the running score calculated", "How should I train when my calf hurts?",
        "What is a good weekly mileage?", "why does the same workout feel harder every week",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "intent"), [(text, intent) for intent, texts in MESSAGES.items() for text in texts], ids=lambda part: part
)
def test_a_message_is_about_what_its_words_say(text: str, intent: Intent) -> None:
    assert intent_of(text) == intent


def test_hardly_any_question_of_the_knowledge_base_is_taken_for_something_personal() -> None:
    asks = [ask for chunk in read_knowledge() for ask in chunk.asks]

    personal = [ask for ask in asks if intent_of(ask) not in ("knowledge", "pace")]

    assert len(asks) > 500
    assert len(personal) < 0.01 * len(asks), personal


def test_a_long_story_is_searched_for_and_not_judged_by_one_phrase() -> None:
    assert intent_of("I can't train tomorrow. " + "So much happened at work and at home. " * 10) == "knowledge"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("splits for 1:15", 75), ("1:20:30 please", 80.5), ("75:30 in open", 75.5), ("what pace for 80 minutes", 80),
        ("sub 70 pro women", 70), ("sub-65", 65), ("under 90", 90), ("1h15", 75), ("1 h 15 min", 75), ("1.5 hours", 90),
        ("an hour and a half", 90), ("an hour and ten", 70), ("two hours", 120), ("break eighty", 80),
        ("goal of ninety minutes", 90), ("95 mins", 95), ("in an hour", 60), ("1 hour 20", 80), ("80' race", 80),
    ],
)  # fmt: skip
def test_a_finish_time_is_read_as_people_write_it(text: str, minutes: float) -> None:
    assert target_s(text) == minutes * 60


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "my pace is 4:30 /km", "4:10 per km", "race in 70 days", "sub 20 5k", "a 90 min easy run",
        "row 500 m in 1:45", "under 60 kg", "sub 100 reps", "100 wall balls", "for 80 kg", "90 minutes of sleep",
        "10:00", "25 minutes", "at 14:30", "99:99", "9 hours", "60 minutes before the race", "50 % of it",
    ],
)  # fmt: skip
def test_other_numbers_are_no_finish_time(text: str) -> None:
    assert target_s(text) is None
