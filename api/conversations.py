"""/api/v1/conversations and /api/v1/messages: what was said, and what can be done with it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.knowledge import Passage
from api.paging import Page, PageNumber, PerPage
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import conversations as use_cases
from coach import questions
from coach.chat_actions import ConfirmedAction, confirm_action, dismiss_action
from coach.conversations import ExportFormat
from data.conversations import Conversation, ConversationChange, ConversationTitle, conversations, find_conversation
from data.knowledge import chunks_by_id
from data.messages import FeedbackEntry, Message, MessageText, answer_versions, find_message, messages

router = APIRouter(tags=["conversations"], responses=PROBLEM_RESPONSES)

ActionIndex = Annotated[int, Path(ge=0, le=50, description="Which of the answer's proposals, from 0.")]
EXPORT_TYPES: dict[ExportFormat, str] = {"md": "text/markdown; charset=utf-8", "json": "application/json"}


class NewConversation(BaseModel):
    """A title is optional: without one, the first question makes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: ConversationTitle | None = None


class Rewording(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    message: MessageText


class Confirmation(BaseModel):
    """The values to save; without `fields` those that were proposed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[str, object] | None = None


@router.get("/conversations")
def list_conversations(
    user: CurrentUser,
    q: Annotated[str, Query(max_length=200, description="Words of a title or of what was said.")] = "",
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Page[Conversation]:
    """Pinned ones first, then the latest."""
    found, total = conversations(user, q, page=page, per_page=per_page)
    return Page(items=found, total=total, page=page, per_page=per_page)


@router.post("/conversations", status_code=201)
def create_conversation(user: CurrentUser, entry: NewConversation, response: Response) -> Conversation:
    conversation = use_cases.start_conversation(user, entry.title)
    response.headers["Location"] = f"/api/v1/conversations/{conversation.id}"
    return tagged(response, conversation)


@router.get("/conversations/{conversation_id}")
def read_conversation(user: CurrentUser, conversation_id: UUID, response: Response) -> Conversation:
    return tagged(response, find_conversation(user, conversation_id))


@router.put("/conversations/{conversation_id}")
def change_conversation(
    user: CurrentUser,
    conversation_id: UUID,
    change: ConversationChange,
    response: Response,
    if_match: IfMatch = None,
) -> Conversation:
    """Rename or pin it; what is left out stays."""
    return tagged(response, use_cases.change_conversation(user, conversation_id, change, expected_of(if_match)))


@router.delete("/conversations/{conversation_id}", status_code=204)
def delete_conversation(user: CurrentUser, conversation_id: UUID) -> None:
    """For good, with everything said in it."""
    use_cases.remove_conversation(user, conversation_id)


@router.get("/conversations/{conversation_id}/messages")
def list_messages(
    user: CurrentUser, conversation_id: UUID, page: PageNumber = 1, per_page: PerPage = 30
) -> Page[Message]:
    """The current thread: page 1 is the latest, each page oldest first."""
    found, total = messages(user, conversation_id, page=page, per_page=per_page)
    return Page(items=found, total=total, page=page, per_page=per_page)


@router.get("/conversations/{conversation_id}/export", response_class=Response)
def export_conversation(user: CurrentUser, conversation_id: UUID, format: ExportFormat = "md") -> Response:
    """The current thread as a file."""
    return Response(
        use_cases.export_conversation(user, conversation_id, format),
        media_type=EXPORT_TYPES[format],
        headers={"content-disposition": f'attachment; filename="conversation.{format}"'},
    )


@router.get("/messages/{message_id}")
def read_message(user: CurrentUser, message_id: UUID) -> Message:
    return find_message(user, message_id)


@router.put("/messages/{question_id}")
def reword_message(user: CurrentUser, question_id: UUID, rewording: Rewording) -> Message:
    """Other words for a question of yours; its answer stays. To have it answered anew, see `/edit`."""
    return questions.reword_question(user, question_id, rewording.message)


@router.get("/messages/{message_id}/versions")
def list_versions(user: CurrentUser, message_id: UUID) -> list[Message]:
    """Every answer to the question of this answer, oldest first."""
    message = find_message(user, message_id)
    return answer_versions(user, message.question_id or message.id)


@router.post("/messages/{message_id}/choose")
def choose_version(user: CurrentUser, message_id: UUID) -> Message:
    """Show this version of an answer in the thread."""
    return use_cases.choose_version(user, message_id)


@router.get("/messages/{message_id}/sources")
def list_sources(user: CurrentUser, message_id: UUID) -> list[Passage]:
    """The passages an answer stands on."""
    return [Passage.model_validate(one) for one in chunks_by_id(user, find_message(user, message_id).rag_chunks_used)]


@router.post("/messages/{message_id}/feedback")
def rate_message(user: CurrentUser, message_id: UUID, entry: FeedbackEntry) -> Message:
    """Thumbs up or down, with a reason if you like; null takes it back."""
    return use_cases.rate_answer(user, message_id, entry)


@router.post("/messages/{message_id}/actions/{index}/confirm")
def confirm(user: CurrentUser, message_id: UUID, index: ActionIndex, confirmation: Confirmation) -> ConfirmedAction:
    """Save what an answer proposed, as the form of its kind would."""
    return confirm_action(user, message_id, index, confirmation.fields)


@router.post("/messages/{message_id}/actions/{index}/dismiss")
def dismiss(user: CurrentUser, message_id: UUID, index: ActionIndex) -> Message:
    """Leave what was proposed; nothing is saved."""
    return dismiss_action(user, message_id, index)
