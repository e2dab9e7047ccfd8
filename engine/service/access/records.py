"""People and tokens as the API takes and answers them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, TypeAdapter, ValidationError

from .passwords import LEAST, MOST
from .roles import Role, Scope

Name = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]*$",
        description="What they log in with.",
        examples=["anna.k"],
    ),
]
_NAME: TypeAdapter[str] = TypeAdapter(Name)
Password = Annotated[
    SecretStr, Field(min_length=LEAST, max_length=MOST, examples=["harbour tulip seven walks"])
]


class Body(BaseModel):
    """Base of what is taken: no other keys."""

    model_config = ConfigDict(extra="forbid")


class NewPerson(Body):
    """A user to add."""

    name: Name
    full_name: str = Field(default="", max_length=200, examples=["Anna Kowalska"])
    role: Role
    password: Password


class RoleBody(Body):
    """A role to give."""

    role: Role


class PasswordBody(Body):
    """A password to give to someone."""

    password: Password


class OwnPassword(Body):
    """One's password, and the one to take in its place."""

    old: SecretStr = Field(max_length=MOST)
    new: Password


class NewToken(Body):
    """A token to make."""

    name: str = Field(min_length=1, max_length=200, description="What it is for.", examples=["nightly check"])
    scope: Scope = Field(
        description="`check`: what keeps nothing; `read`: deals too; `write`: changes too; `admin`: all of your role."
    )
    expires_at: AwareDatetime | None = Field(default=None, description="Never, unless given.")


class PersonRecord(BaseModel):
    """A user."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str = Field(examples=["anna.k"])
    full_name: str = Field(examples=["Anna Kowalska"])
    role: Role
    created_at: datetime


class PersonList(BaseModel):
    """All users, by name."""

    people: list[PersonRecord]


class ViewerRecord(BaseModel):
    """Who asks."""

    model_config = ConfigDict(from_attributes=True)

    id: int | None = Field(description="None while the service has no users.")
    name: str = Field(examples=["anna.k"])
    role: Role
    scope: Scope = Field(description="Less than `admin` with a token only.")


class TokenRecord(BaseModel):
    """What is told of a token."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str = Field(examples=["nightly check"])
    scope: Scope
    created_at: datetime
    expires_at: datetime | None


class NewTokenRecord(TokenRecord):
    """A token that was made."""

    token: str = Field(description="The token itself. It is told this once.")


class TokenList(BaseModel):
    """One's own tokens, the latest first."""

    tokens: list[TokenRecord]


def is_name(text: str) -> bool:
    """Whether one can log in with it."""
    try:
        _NAME.validate_python(text)
    except ValidationError:
        return False
    return True
