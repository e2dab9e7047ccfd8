"""What the question lists print. `ForThem` is made for the other side and has no room for anything internal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the meeting. `tag` names its content controls, so that answers can be read back."""

    number: int
    tag: str
    text: str
    kind: str
    person: str
    follow_up: str
    why: str
    replies: tuple[str, ...]
    sensitive: bool


@dataclass(frozen=True, slots=True)
class ToDo:
    """A question to clear among ourselves."""

    number: int
    tag: str
    text: str
    why: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The internal list: what to clear before the meeting, and what to ask in it."""

    title: str
    them: str
    as_of: str
    meeting: str
    owner: str
    due: str
    to_do: tuple[ToDo, ...]
    asked: tuple[Asked, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question as the other side may read it."""

    number: int
    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class ForThem:
    """The neutral list: the questions alone, in an order that tells nothing."""

    us: str
    them: str
    meeting: str
    as_of: str
    questions: tuple[PlainQuestion, ...]
