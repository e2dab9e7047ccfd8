"""What a service runs with. Whoever starts it reads the environment and hands this in."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from ..inference import EngineChoice
from ..texts import DEFAULT_LOCALE
from .access.passwords import ARGON2, Hashing
from .access.provider import Provider
from .limits import DEFAULT, Limits

DATABASE_URL = "sqlite:///negotia.sqlite3"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a service runs with; all of it travels to its processes."""

    database_url: str = DATABASE_URL
    """As SQLAlchemy writes it: `sqlite:///path`, or `postgresql://user@host/name`."""
    host: str = "127.0.0.1"
    port: int = 8000
    secret: str | None = field(default=None, repr=False)
    """Signs what is handed to browsers; needed beyond loopback."""
    secure: bool = False
    """Whether people come by HTTPS, so that cookies may say so."""
    workers: int = 1
    """Processes that answer requests."""
    rules: tuple[str, ...] = ()
    """Rule files and folders on top of the shipped ones."""
    shipped: bool = True
    inference: EngineChoice = "auto"
    templates: Path | None = None
    locale: str = DEFAULT_LOCALE
    """Where a request names none."""
    limits: Limits = DEFAULT
    log_json: bool = False
    """Whether logs are lines of JSON, one a request too."""
    hashing: Hashing = ARGON2
    """What a password costs to try."""
    oidc: Provider | None = None
    """Who people log in with beside their passwords."""

    @property
    def on_loopback(self) -> bool:
        """Whether only programs on this machine can reach the service."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False
