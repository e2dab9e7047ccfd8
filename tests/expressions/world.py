"""A small world for the tests: a vocabulary, and objects to evaluate in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from engine.expressions import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    Choice,
    Field,
    Function,
    ListOf,
    MapOf,
    Opaque,
    Parameter,
    Record,
    Vocabulary,
)

Number = int | Decimal | None


@dataclass
class Term:
    worth: int


@dataclass
class Offer:
    by: str | None = None
    round: Number = None
    price: Number = None
    sent: bool | None = None
    on: date | None = None
    terms: dict[str, Number] | None = None
    notes: list[str | None] | None = None
    term: Term | None = None


@dataclass
class Party:
    name: str = "Acme"
    walkaway: Number = None
    public: bool | None = None
    role: str | None = None
    partner: Party | None = None
    tags: list[str | None] | None = None
    offers: list[Offer] | None = None


def _fuzzy(one: Number, other: Number) -> bool | None:
    return None if one == other else one > other


def _brittle(value: Number) -> Number:
    if value in (-1, 5, 13):
        raise LookupError(f"{value} breaks it")
    return value


def _better(one: Term, other: Term) -> bool | None:
    return None if one.worth == other.worth else one.worth > other.worth


TERM = Opaque("Term")
OFFER = Record(
    "Offer",
    {
        "by": Field(Choice(("us", "them"))),
        "round": Field(NUMBER),
        "price": Field(NUMBER, "what is asked"),
        "sent": Field(BOOLEAN),
        "on": Field(DATE),
        "terms": Field(MapOf(NUMBER)),
        "notes": Field(ListOf(TEXT)),
        "term": Field(TERM),
    },
)


def _party() -> Mapping[str, Field]:
    return {
        "name": Field(TEXT, required=True),
        "walkaway": Field(NUMBER),
        "public": Field(BOOLEAN),
        "role": Field(Choice(("seller", "buyer"))),
        "partner": Field(PARTY),
        "tags": Field(ListOf(TEXT)),
        "offers": Field(ListOf(OFFER)),
    }


PARTY = Record("Party", _party)
FUNCTIONS = {
    function.name: function
    for function in (
        Function(
            "fuzzy",
            (Parameter("a", NUMBER), Parameter("b", NUMBER)),
            BOOLEAN,
            _fuzzy,
            unknown_reason="too close",
        ),
        Function("brittle", (Parameter("x", NUMBER),), NUMBER, _brittle, definite=True),
        Function("sided", (Parameter("side", Choice(("us", "them"))),), BOOLEAN, "us".__eq__, definite=True),
        Function("itself", (Parameter("x", NUMBER),), NUMBER, lambda x: x, total=True),
        Function("better", (Parameter("a", TERM), Parameter("b", TERM)), BOOLEAN, _better),
        Function(
            "anything", (Parameter("x", ANY, optional=True),), BOOLEAN, lambda x=None: True, definite=True
        ),
    )
}
NAMES = {
    "us": PARTY,
    "them": PARTY,
    "offers": ListOf(OFFER),
    "numbers": ListOf(NUMBER),
    "flags": ListOf(BOOLEAN),
    "words": ListOf(TEXT),
    "note": TEXT,
    "today": DATE,
    "now": DATETIME,
    "ready": BOOLEAN,
    "zero": NUMBER,
    "absent": NUMBER,
}
VOCABULARY = Vocabulary(NAMES, FUNCTIONS).with_constants(
    "params",
    {
        "share": Decimal("0.1"),
        "rounds": 3,
        "words": ["cheap", "fair"],
        "start": date(2026, 3, 1),
        "strict": True,
        "none": [],
    },
)


@dataclass
class World:
    """The environment, with something of everything and something missing."""

    us: Party = field(
        default_factory=lambda: Party("Us & Co", walkaway=Decimal("10.50"), role="seller", tags=["a", "b"])
    )
    them: Party | None = field(default_factory=lambda: Party("Them", tags=[]))
    offers: list[Offer] | None = field(
        default_factory=lambda: [
            Offer("us", 1, Decimal(100), True, date(2026, 3, 1), {"price": 100}, ["first"], Term(1)),
            Offer("them", 1, Decimal(80), True, date(2026, 3, 2), {}, [], Term(2)),
            Offer("us", 2, None, False, None, None, None, None),
        ]
    )


def environment(**changes: object) -> dict[str, object]:
    """Return an environment with every name of the vocabulary, changed as asked."""
    world = World()
    env: dict[str, object] = {
        "us": world.us,
        "them": world.them,
        "offers": world.offers,
        "numbers": [3, Decimal("1.5"), 2],
        "flags": [True, False],
        "words": ["alpha", "beta"],
        "note": "We open with the full price.",
        "today": date(2026, 3, 10),
        "now": datetime(2026, 3, 10, 9, 30, tzinfo=UTC),
        "ready": True,
        "zero": 0,
        "absent": None,
    }
    return {**env, **changes}
