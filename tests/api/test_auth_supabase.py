"""supabase-py, unmodified, against the embedded accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from supabase import Client, ClientOptions, create_client
from supabase_auth.errors import AuthApiError, AuthWeakPasswordError
from supabase_auth.types import Session

from tests.api.auth_server import account_server, mailed_links, token_of
from tests.conftest import Database

EMAIL = "athlete@example.org"
PASSWORD = "correct horse battery"
OTHER_PASSWORD = "staple battery horse"

NewClient = Callable[[], Client]


@pytest.fixture
def new_client(database: Database) -> Iterator[NewClient]:
    clients: list[Client] = []

    def make() -> Client:
        # The refresh timer is a thread that would outlive the test.
        clients.append(create_client(url, "any key", ClientOptions(auto_refresh_token=False)))
        return clients[-1]

    with account_server() as url:
        yield make
        for client in clients:
            client.auth.close()


@pytest.fixture
def client(new_client: NewClient) -> Client:
    return new_client()


def sign_up(client: Client) -> Session:
    session = client.auth.sign_up({"email": EMAIL, "password": PASSWORD}).session
    assert session is not None
    return session


def sign_in(client: Client, password: str = PASSWORD) -> Session:
    session = client.auth.sign_in_with_password({"email": EMAIL, "password": password}).session
    assert session is not None
    return session


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(AuthApiError) as refused:
        call()
    return cast(str, refused.value.code)


def test_signing_up_signs_in(client: Client) -> None:
    session = sign_up(client)

    user = client.auth.get_user()

    assert user is not None
    assert (user.user.email, user.user.id) == (EMAIL, session.user.id)
    assert user.user.identities is not None
    assert user.user.identities[0].provider == "email"


def test_signing_in_needs_the_right_password(client: Client) -> None:
    sign_up(client)

    assert sign_in(client).user.email == EMAIL
    assert refusal(lambda: sign_in(client, OTHER_PASSWORD)) == "invalid_credentials"


def test_a_short_password_is_refused_with_its_reason(client: Client) -> None:
    with pytest.raises(AuthWeakPasswordError) as refused:
        client.auth.sign_up({"email": EMAIL, "password": "short"})

    assert refused.value.reasons == ["length"]


def test_refreshing_rotates_the_refresh_token(client: Client) -> None:
    first = sign_up(client)

    second = client.auth.refresh_session(first.refresh_token).session
    assert second is not None
    third = client.auth.refresh_session(second.refresh_token).session

    assert third is not None
    assert len({first.refresh_token, second.refresh_token, third.refresh_token}) == 3


def test_a_refresh_whose_answer_was_lost_can_be_repeated(client: Client) -> None:
    first = sign_up(client)

    lost = client.auth.refresh_session(first.refresh_token).session
    repeated = client.auth.refresh_session(first.refresh_token).session

    assert lost is not None
    assert repeated is not None
    assert repeated.refresh_token == lost.refresh_token


def test_reusing_an_old_refresh_token_ends_the_whole_session(client: Client) -> None:
    first = sign_up(client)
    second = client.auth.refresh_session(first.refresh_token).session
    assert second is not None
    third = client.auth.refresh_session(second.refresh_token).session
    assert third is not None

    assert refusal(lambda: client.auth.refresh_session(first.refresh_token)) == "refresh_token_already_used"
    assert refusal(lambda: client.auth.refresh_session(third.refresh_token)) == "refresh_token_already_used"
    assert refusal(lambda: client.auth.get_user(third.access_token)) == "session_not_found"


def test_an_invented_refresh_token_is_unknown(client: Client) -> None:
    assert refusal(lambda: client.auth.refresh_session("invented")) == "refresh_token_not_found"


def test_a_forgotten_password_is_set_through_the_mailed_link(
    client: Client, new_client: NewClient, caplog: pytest.LogCaptureFixture
) -> None:
    sign_up(client)
    client.auth.reset_password_for_email(EMAIL)
    token = token_of(mailed_links(caplog)[-1])
    reader = new_client()

    reader.auth.verify_otp({"type": "recovery", "token_hash": token})
    reader.auth.update_user({"password": OTHER_PASSWORD})

    assert sign_in(new_client(), OTHER_PASSWORD).user.email == EMAIL
    assert refusal(lambda: sign_in(new_client())) == "invalid_credentials"
    assert refusal(lambda: reader.auth.verify_otp({"type": "recovery", "token_hash": token})) == "otp_expired"


def test_a_reset_says_nothing_about_unknown_addresses(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.auth.reset_password_for_email("nobody@example.org")

    assert mailed_links(caplog) == []


def test_a_new_password_ends_the_other_sessions(client: Client, new_client: NewClient) -> None:
    first = sign_up(client)
    elsewhere = new_client()
    sign_in(elsewhere)

    elsewhere.auth.update_user({"password": OTHER_PASSWORD})

    assert refusal(lambda: client.auth.get_user(first.access_token)) == "session_not_found"
    assert elsewhere.auth.get_user() is not None
    assert refusal(lambda: sign_in(new_client())) == "invalid_credentials"
    assert refusal(lambda: elsewhere.auth.update_user({"password": OTHER_PASSWORD})) == "same_password"


def test_signing_out_ends_the_session_at_once(client: Client) -> None:
    session = sign_up(client)

    client.auth.sign_out()

    assert refusal(lambda: client.auth.get_user(session.access_token)) == "session_not_found"
    assert refusal(lambda: client.auth.refresh_session(session.refresh_token)) == "refresh_token_not_found"


def test_signing_out_here_leaves_the_others_signed_in(client: Client, new_client: NewClient) -> None:
    sign_up(client)
    elsewhere = new_client()
    sign_in(elsewhere)

    elsewhere.auth.sign_out({"scope": "local"})

    assert client.auth.get_user() is not None


def test_the_claims_are_checked_with_the_published_keys(client: Client) -> None:
    session = sign_up(client)

    answer = client.auth.get_claims(session.access_token)

    assert answer is not None
    assert answer["claims"]["sub"] == session.user.id
    assert answer["headers"]["alg"] == "ES256"
