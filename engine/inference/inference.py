"""Compile clauses once, run them for each deal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from ..errors import NegotiaError
from .closure import Closure, Findings, Outline
from .fixpoint import Fixpoint
from .horn import HornRule, Layout, read_by
from .program import DEAL, Clause
from .strata import Strata, stratify

EngineChoice = Literal["auto", "durable-rules", "built-in"]

Conditions = Mapping[str, Mapping[str, bool | None]]


class Engine(Protocol):
    """Derives all that follows from a set of atoms by a fixed set of Horn rules."""

    @property
    def name(self) -> str: ...

    def close(self, facts: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """The rules of one stratum for one kind of subject: the atoms they read, and their remembered closure."""

    reads: int
    close: Callable[[int], int]


Stratum = tuple[Stage | None, Stage | None]
"""The stage for the whole deal, and the one for each other subject."""


@dataclass(slots=True)
class Session:
    """One subject while it is worked on: clauses by their condition, then findings as they grow."""

    condition_certain: int = 0
    condition_possible: int = 0
    certain: int = 0
    possible: int = 0
    holds: int = 0
    may_hold: int = 0

    def findings(self) -> Findings:
        return Findings(self.certain, self.possible, self.holds, self.may_hold)


class Inference:
    """A compiled program. It may be shared by threads; `name` says which engine does the chaining."""

    def __init__(
        self,
        name: str,
        layout: Layout,
        outline: Outline,
        clauses: Sequence[Clause],
        stages: Sequence[Stratum],
    ) -> None:
        self.name = name
        self._layout = layout
        self._outline = outline
        self._stages = tuple(stages)
        self._slots = {
            scoped: {c.key: self._slot(c) for c in clauses if c.scoped is scoped} for scoped in (False, True)
        }

    def run(self, conditions: Conditions) -> Closure:
        """Draw all conclusions of one deal.

        `conditions` gives for each subject (DEAL for the whole deal) the three-valued condition of every
        clause that took part there, by clause key; a clause that is not listed counts as false. Raises
        ValueError for a clause that is unknown, or is not of the kind for that subject.
        """
        sessions = {DEAL: Session()}
        for subject, values in conditions.items():
            sessions[subject] = self._open(subject, values)
        for deal_stage, subject_stage in self._stages:
            shared = self._shared(sessions)
            for subject, session in sessions.items():
                stage = subject_stage if subject != DEAL else deal_stage
                if stage is not None:
                    self._advance(session, stage, shared)
        return Closure(self._outline, {subject: session.findings() for subject, session in sessions.items()})

    def _slot(self, clause: Clause) -> tuple[int, int, int]:
        """Three bits: of the clause; of it again and of its conclusion, if only its condition counts."""
        own = 1 << self._outline.clauses[clause.key]
        if clause.chains:
            return own, 0, 0
        drawn = clause.concludes
        return own, own, 0 if drawn is None else 1 << self._outline.conclusions[drawn]

    def _open(self, subject: str, values: Mapping[str, bool | None]) -> Session:
        slots = self._slots[subject != DEAL]
        session = Session()
        for key, value in values.items():
            slot = slots.get(key)
            if slot is None:
                raise ValueError(f"no clause {key!r} is evaluated for {subject or 'the whole deal'}")
            if value is False:
                continue
            own, settled, drawn = slot
            session.condition_possible |= own
            session.may_hold |= settled
            session.possible |= drawn
            if value:
                session.condition_certain |= own
                session.holds |= settled
                session.certain |= drawn
        return session

    def _shared(self, sessions: Mapping[str, Session]) -> tuple[int, int]:
        """What every session can see of the deal, and of all subjects together."""
        certain = possible = 0
        for session in sessions.values():
            certain |= session.certain
            possible |= session.possible
        deal = sessions[DEAL]
        return self._layout.view(deal.certain, deal.possible), self._layout.view(certain, possible)

    def _advance(self, session: Session, stage: Stage, shared: tuple[int, int]) -> None:
        layout = self._layout
        conditions = layout.facts(0, 0, 0, session.condition_certain, session.condition_possible)
        if not conditions & stage.reads:
            return
        own = layout.view(session.certain, session.possible)
        derived = layout.read(stage.close(stage.reads & (conditions | layout.facts(own, *shared, 0, 0))))
        session.certain |= derived.certain
        session.possible |= derived.possible
        session.holds |= derived.holds
        session.may_hold |= derived.may_hold


def compile_inference(
    clauses: Iterable[Clause], engine: EngineChoice = "auto", *, memory: int = 1024
) -> Inference:
    """Put `clauses` in order and compile them.

    `engine` picks who does the chaining; `auto` is durable-rules where it is installed, else the built-in
    fixpoint. Neither is loaded for clauses that do not chain. `memory` bounds how many closures each stage
    remembers. Raises CycleError for clauses without an order, NegotiaError when durable-rules is asked for
    and missing.
    """
    program = tuple(clauses)
    strata = stratify(program)
    outline = _outline(program, strata)
    layout = Layout(len(outline.conclusions), len(program))
    make: Callable[[Sequence[HornRule]], Engine] = Fixpoint
    if engine != "built-in" and any(clause.chains for clause in program):
        make = _durable_rules(engine)
    engines: list[Engine] = []

    def stage(number: int, *, scoped: bool) -> Stage | None:
        rules = [
            rule
            for position, clause in enumerate(program)
            if clause.chains and clause.scoped is scoped and strata.clauses[clause.key] == number
            for rule in layout.rules(position, clause, dict(outline.conclusions))
        ]
        if not rules:
            return None
        engines.append(make(rules))
        return Stage(read_by(rules), lru_cache(maxsize=memory)(engines[-1].close))

    highest = max(strata.clauses.values(), default=0)
    stages = [(stage(n, scoped=False), stage(n, scoped=True)) for n in range(1, highest + 1)]
    return Inference(engines[0].name if engines else Fixpoint.name, layout, outline, program, stages)


def _outline(program: Sequence[Clause], strata: Strata) -> Outline:
    drawn_by: dict[str, tuple[Clause, ...]] = {}
    for clause in program:
        if clause.concludes is not None:
            drawn_by[clause.concludes] = (*drawn_by.get(clause.concludes, ()), clause)
    return Outline(
        conclusions={name: index for index, name in enumerate(strata.conclusions)},
        clauses={clause.key: index for index, clause in enumerate(program)},
        drawn_by=drawn_by,
        strata=strata.conclusions,
    )


def _durable_rules(engine: EngineChoice) -> Callable[[Sequence[HornRule]], Engine]:
    from .durable_rules import DurableRules, installed_version

    try:
        installed_version()
    except ImportError:
        if engine == "auto":
            return Fixpoint
        raise NegotiaError(
            "durable-rules is not installed: install it (it needs Python 3.12 or older, a C compiler and "
            "Python's headers) or choose the built-in engine, which gives the same results"
        ) from None
    return DurableRules
