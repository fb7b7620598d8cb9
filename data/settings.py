"""Every setting of the app, read from the environment and `.env`."""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """One field per setting; `.env.example` explains each in the same order."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    port: int = Field(default=8501, ge=1, le=65535)
    host: str = "127.0.0.1"
    coach_home: Path = Path(".coach")
    public_url: str = ""
    secret_key: str = ""

    database_url: str = ""
    database_os_user: str = ""
    supabase_url: str = ""
    supabase_anon_key: str = ""
    supabase_service_role_key: str = ""

    confirm_email: bool = False
    smtp_url: str = ""
    mail_from: str = "coach-k@localhost"

    openai_api_key: str = ""
    openai_base_url: str = "https://api.openai.com/v1"
    nebius_api_key: str = ""
    nebius_base_url: str = "https://api.tokenfactory.nebius.com/v1"
    nebius_model: str = "meta-llama/Llama-3.3-70B-Instruct-fast-LoRa:hyrox-coach-v2-HafB"
    nebius_small_model: str = "meta-llama/Meta-Llama-3.1-8B-Instruct-fast"
    model_calls_per_day: int = Field(default=1_000, ge=0)
    small_model_calls_per_day: int = Field(default=5_000, ge=0)
    model_calls_per_minute: int = Field(default=60, ge=0)

    worker: Literal["in_process", "off"] = "in_process"
    jobs_token: str = ""

    @field_validator("public_url", "supabase_url", "openai_base_url", "nebius_base_url")
    @classmethod
    def without_slash(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("write the whole address, for example https://coach.example.org")
        return url.rstrip("/")

    @property
    def base_url(self) -> str:
        """Where browsers reach the app; decides cookie flags and the links in mails."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def home(self) -> Path:
        return self.coach_home.expanduser().resolve()

    @property
    def is_hosted_auth(self) -> bool:
        return bool(self.supabase_url)

    @property
    def has_model(self) -> bool:
        """Whether Coach K can answer with its model; without, it answers offline."""
        return bool(self.nebius_api_key)

    @property
    def secret(self) -> str:
        """`SECRET_KEY`, or one made once and kept in the home folder, readable by its owner only."""
        return self.secret_key or _kept_secret(self.home / "keys" / "secret")


@lru_cache(maxsize=8)
def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32))
        try:
            path.hardlink_to(fresh)  # the first process to get here wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings()
