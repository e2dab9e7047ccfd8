"""What conditions cost, in units of `json.loads` of the deal they are asked of: `python -m benchmarks.expressions`"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from engine.expressions import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Check,
    Choice,
    Expression,
    Field,
    ListOf,
    MapOf,
    Program,
    Record,
    Vocabulary,
    compile_program,
    compile_texts,
    needs,
    read_condition,
    read_loop,
    read_text,
    render_text,
)
from engine.expressions.reference import run

from .timing import milliseconds

CHECKS = 120
TEXTS = 200


class Batna(BaseModel):
    summary: str | None = None
    value: Decimal | None = None


class Person(BaseModel):
    name: str
    role: str | None = None
    decides: bool | None = None
    priorities: str | None = None


class Party(BaseModel):
    name: str
    batna: Batna | None = None
    walkaway: Decimal | None = None
    people: list[Person] | None = None
    process: str | None = None


class Issue(BaseModel):
    id: str
    tier: str | None = None
    target: Decimal | None = None
    walkaway: Decimal | None = None
    weight: Decimal | None = None
    why: str | None = None


class Offer(BaseModel):
    id: str
    by: str | None = None
    round: int | None = None
    on: date | None = None
    terms: dict[str, Decimal] | None = None
    conditions: str | None = None
    sent: bool | None = None


class Meeting(BaseModel):
    objective: str | None = None
    at: date | None = None
    minutes: int | None = None
    ours: int | None = None


class Event(BaseModel):
    on: date
    by: str
    what: str
    minutes: int


class Deal(BaseModel):
    title: str
    stage: int
    value: Decimal | None = None
    close: date | None = None
    us: Party
    them: Party
    issues: list[Issue] | None = None
    offers: list[Offer] | None = None
    meeting: Meeting | None = None
    history: list[Event] | None = None


KINDS = {"str": TEXT, "Decimal": NUMBER, "int": NUMBER, "bool": BOOLEAN, "date": DATE}


def record(model: type[BaseModel]) -> Record:
    """The record type of a model, as far as this benchmark needs it."""
    return Record(
        model.__name__, lambda: {name: field(str(one.annotation)) for name, one in model.model_fields.items()}
    )


def field(annotation: str) -> Field:
    models = (Batna, Person, Party, Issue, Offer, Meeting, Event)
    of = next((record(model) for model in models if f".{model.__name__}" in annotation), None)
    scalar = next((kind for name, kind in KINDS.items() if name in annotation), TEXT)
    if "list[" in annotation:
        return Field(ListOf(of or scalar))
    return Field(MapOf(NUMBER) if "dict[" in annotation else of or scalar)


NAMES: dict[str, Any] = {**{name: one.type for name, one in record(Deal).fields.items()}, "today": DATE}
SIDE = Choice(("us", "them"))
VOCABULARY = Vocabulary(NAMES)

PLAIN = (
    "stage >= {n} and missing(us.batna.value) and missing(us.batna.summary)",
    "us.walkaway < us.batna.value + {n} and us.walkaway > 0",
    "stated(them.batna.summary) and them.batna.value > us.walkaway * 2 or value > {n}000",
    "not any(p.decides for p in them.people if stated(p.role)) and stage > {n}",
    "missing(meeting.objective) and days_between(today, meeting.at) < {n}",
    "meeting.ours > meeting.minutes * 0.65 and meeting.minutes > {n}",
    "close < today or days_between(today, close) > {n}00",
    "sum(i.weight for i in issues) != {n} and count(issues) > 2",
    "any(i.tier == 'must_have' and missing(i.walkaway) for i in issues) and stage >= {n}",
    "text_matches(us.process, ['legal', 'board', 'procurement', 'finance']) and value > {n}000",
    "count(o.by == 'us' for o in offers) - count(o.by == 'them' for o in offers) > {n}",
    "us.walkaway / value < 0.{n} and us.batna.value / value > 0.2 and not missing(us.process)",
)
LOOPS = (
    (
        "issue in issues",
        "issue.tier != 'nice'",
        "issue.walkaway > issue.target * 1.{n} or missing(issue.why)",
    ),
    ("issue in issues", "", "issue.weight < {n} and issue.tier == 'must_have' and stated(issue.target)"),
    (
        "offer in offers",
        "offer.by == 'us' and offer.sent",
        "missing(offer.conditions) and offer.terms['price'] < {n}000",
    ),
    ("offer in offers", "", "offer.round > {n} and offer.on < today and offer.by == 'them'"),
    ("person in them.people", "", "missing(person.priorities) and person.decides and stage >= {n}"),
    (
        "person in us.people",
        "stated(person.role)",
        "person.role in ['owner', 'sponsor', 'lead', 'guest'] and stage < {n}",
    ),
)
WORDS = (
    "{{{{ them.name }}}} has not said who decides; ask before round {n}.",
    "Our walk-away of {{{{ us.walkaway }}}} is worse than the alternative, {{{{ us.batna.value }}}} ({n}).",
    "On {{{{ meeting.at }}}} there are {{{{ count(issues) }}}} issues for {{{{ meeting.minutes }}}} minutes ({n}).",
    "Case {n}: {{{{ title }}}} closes on {{{{ close }}}}; {{{{ them.process | quote }}}} is what they told us.",
)


def sample() -> Deal:
    """A deal of about 15 KB, with gaps here and there."""
    story = "They compare three suppliers and want a fixed price."
    people = [
        Person(name=f"Person {n}", role="buyer" if n % 3 else None, decides=n == 4 or None, priorities=story)
        for n in range(10)
    ]
    issues = [
        Issue(
            id=f"issue{n}",
            tier=("must_have", "trade", "nice")[n % 3],
            target=Decimal(100 + n),
            walkaway=Decimal(90 + n) if n % 4 else None,
            weight=Decimal("0.125"),
            why=story if n % 3 else None,
        )
        for n in range(10)
    ]
    offers = [
        Offer(
            id=f"o{n}",
            by=("us", "them")[n % 2],
            round=n // 2 + 1,
            on=date(2026, 3, n + 1),
            terms={f"issue{k}": Decimal(100 * n + k) for k in range(10)} | {"price": Decimal(5000 - 100 * n)},
            conditions=story if n % 3 else None,
            sent=True,
        )
        for n in range(8)
    ]
    return Deal(
        title="Three-year licence",
        stage=4,
        value=Decimal(250_000),
        close=date(2026, 6, 30),
        us=Party(
            name="Us", batna=Batna(summary=story), walkaway=Decimal(180_000), people=people, process=story
        ),
        them=Party(name="Them", batna=Batna(value=Decimal(210_000)), people=people, process=story),
        issues=issues,
        offers=offers,
        meeting=Meeting(at=date(2026, 4, 1), minutes=60, ours=45),
        history=[Event(on=date(2026, 2, n % 27 + 1), by="us", what=story, minutes=n) for n in range(85)],
    )


def checks() -> list[Check]:
    """Distinct checks of usual size; a third of them go over a list."""
    made: list[Check] = []
    while len(made) < CHECKS:
        n = len(made) // 18 + 2
        for loop_source, where, condition in LOOPS:
            loop = read_loop(loop_source, VOCABULARY)
            inner = VOCABULARY.with_variable(loop.variable, loop.element)
            read_where = read_condition(where, inner) if where else None
            made.append(
                Check(f"L{len(made)}", read_condition(condition.format(n=n), inner), loop, where=read_where)
            )
        for condition in PLAIN:
            guard: Expression = read_condition(f"stage >= {n % 4}", VOCABULARY)
            made.append(
                Check(f"P{len(made)}", read_condition(condition.format(n=n), VOCABULARY), guard=guard)
            )
    return made[:CHECKS]


def micros(action: Callable[[], object]) -> float:
    """The best time of an action, in microseconds."""
    return milliseconds(action) * 1e3


def main() -> None:
    deal = sample()
    source = deal.model_dump_json(exclude_none=True)
    env: dict[str, object] = {name: getattr(deal, name) for name in Deal.model_fields} | {
        "today": date(2026, 3, 20)
    }
    asked = checks()
    program: Program = compile_program(asked)
    assert program.run(env) == run(asked, env)
    texts = [read_text(WORDS[n % len(WORDS)].format(n=n), VOCABULARY) for n in range(TEXTS)]
    renders = compile_texts(texts)
    unknown = [check for check, code in zip(asked, program.run(env), strict=True) if code is None]

    unit = micros(lambda: json.loads(source))
    compiled = micros(lambda: program.run(env))
    interpreted = micros(lambda: run(asked, env))
    rendered = micros(lambda: [render(env) for render in renders])
    walked = micros(lambda: [render_text(text, env) for text in texts])
    asking = micros(lambda: [needs(check, env) for check in unknown]) / len(unknown)
    building = micros(lambda: compile_program(asked))

    print(f"json.loads of {len(source):,} bytes: {unit:.0f} µs (the unit)")
    gain = interpreted / compiled
    print(f"{CHECKS} checks, compiled: {compiled / unit:.2f} units; {gain:.1f} x faster than interpreted")
    print(
        f"{TEXTS} texts, compiled: {rendered / unit:.2f} units; {walked / rendered:.1f} x faster than interpreted"
    )
    print(f"needs of an unknown check: {asking:.1f} µs; compiling the checks: {building / 1000:.0f} ms")


if __name__ == "__main__":
    main()
