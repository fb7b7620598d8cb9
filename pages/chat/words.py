"""How the chat says what stands behind an answer."""

from __future__ import annotations

from data.messages import Message
from pages.chat.markdown import one_line

STOPPED = "You stopped this answer here."
TOO_LONG = "The answer reached its length limit and ends here."
CUT = "The answer was cut off. What came is kept."
FAILED = "There is no answer yet. Your question is kept."
ORIGINS = {"offline": "offline", "safety": "fixed safety words, no model", "cached": "an earlier answer"}


def ending(message: Message) -> str:
    """Why an answer ended before it was finished; nothing when it is whole."""
    if message.status == "stopped":
        return STOPPED
    if message.status == "cut":
        return message.failure or CUT
    if message.status == "failed":
        return message.failure or FAILED
    return TOO_LONG if message.finish_reason == "length" else ""


def origin_line(message: Message) -> str:
    """Offline or which model, tokens, seconds: as Markdown."""
    if message.status == "failed":
        return ""
    named = ORIGINS.get(message.origin or "")
    parts = [f"**{named}**" if named == "offline" else named or ""]
    if message.model and message.origin != "safety":
        parts.append(one_line(message.model.rsplit("/", 1)[-1]))
    if message.tokens_in is not None and message.tokens_out is not None:
        parts.append(f"{message.tokens_in + message.tokens_out:,} tokens")
    if message.latency_ms is not None:
        parts.append(f"{message.latency_ms / 1000:.1f} s")
    return " · ".join(part for part in parts if part)


def violations_line(message: Message) -> str:
    """What in the answer nobody can vouch for."""
    numbers = message.number_violations
    if not numbers:
        return ""
    are = "1 number in this answer is" if len(numbers) == 1 else f"{len(numbers)} numbers in this answer are"
    return f"{are} not from your data or the sources: {', '.join(one_line(number) for number in numbers)}"
