"""Who calls the API: the bearer token of a request, checked."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from data.db import User
from data.tokens import InvalidToken, verify_access_token

bearer = HTTPBearer(auto_error=False, description="An access token from `/auth/v1/token`.")


def current_user(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> User:
    """The athlete of the token; 401 without a valid one. Plain `def`: fetching keys may wait for the network."""
    if credentials is None:
        raise _unauthorized("Send an access token: `Authorization: Bearer …`. You get one from /auth/v1/token.")
    try:
        claims = verify_access_token(credentials.credentials)
    except InvalidToken as invalid:
        raise _unauthorized(str(invalid)) from invalid
    return User(claims.user_id, claims.email)


CurrentUser = Annotated[User, Depends(current_user)]


def _unauthorized(text: str) -> HTTPException:
    return HTTPException(status_code=401, detail=text, headers={"WWW-Authenticate": "Bearer"})
