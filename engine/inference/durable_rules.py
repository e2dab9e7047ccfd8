"""The durable-rules engine, kept to the part of it that is safe.

Rules are conjunctions of constant tests on one flat property, with no joins, no negation and no consequents;
a session lives for one closure and is deleted after it. Limits of version 2.0.28 that shape the compilation:
a match holds at most 16 facts (longer bodies are cut into steps), at most 64 matches may be open and about
500 constants fit one property (large programs are spread over several networks), and facts are told apart by
a 32-bit hash of session and id (so ids are short numbers of one width, which keeps the hashes apart).
Deleting a session in which no rule ever fired frees memory that was never set, so every session opens with a
fact of its own that fires a rule.

The C extension is used directly: the Python layer above it starts threads, swallows errors and reads the
clock.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from itertools import count
from threading import Lock
from typing import Any

from .horn import HornRule, mask, read_by

LONGEST_BODY = 8
LARGEST_NETWORK = 48
_OPENING = "000"


@cache
def installed_version() -> str:
    """The version of durable-rules. Raises ImportError where it cannot be used."""
    import_module("durable_rules_engine")
    return version("durable-rules")


class DurableRules:
    """The closure of Horn rules, one durable-rules session at a time."""

    def __init__(self, rules: Sequence[HornRule]) -> None:
        short = _shorten(rules)
        cuts = range(0, len(short), LARGEST_NETWORK)
        self._networks = [_Network(short[cut : cut + LARGEST_NETWORK]) for cut in cuts]
        self._heads = mask(head for rule in rules for head in rule.heads)
        self._sessions = count(1)
        self._lock = Lock()

    @property
    def name(self) -> str:
        return f"durable-rules {installed_version()}"

    def close(self, facts: int) -> int:
        """The heads of all rules that fire on the atoms `facts` and on what follows from them."""
        with self._lock:
            session = str(next(self._sessions))
            try:
                return self._chain(session, facts) & self._heads
            finally:
                for network in self._networks:
                    network.forget(session)

    def _chain(self, session: str, facts: int) -> int:
        known, derived, fresh = facts, 0, facts
        while fresh:
            fired = 0
            for network in self._networks:
                fired |= network.tell(session, fresh & network.reads)
            derived |= fired
            fresh = fired & ~known
            known |= fired
        return derived


class _Network:
    """One compiled rule network of durable-rules; atoms and rules are renumbered from 1 in it."""

    def __init__(self, rules: Sequence[HornRule]) -> None:
        self.reads = read_by(rules)
        names = {atom: f"{number:03}" for number, atom in enumerate(_atoms(self.reads), start=1)}
        definition = {
            f"{number:03}": {"all": [{f"m{i}": {"fact": names[atom]}} for i, atom in enumerate(rule.body)]}
            for number, rule in enumerate(rules, start=1)
        }
        definition[_OPENING] = {"all": [{"m0": {"fact": _OPENING}}]}
        self._opening = f'{{"fact":"{_OPENING}","id":"{_OPENING}","sid":"'
        self._messages = {atom: f'{{"fact":"{name}","id":"{name}","sid":"' for atom, name in names.items()}
        self._heads = [0, *(mask(rule.heads) for rule in rules)]
        self._open = False
        self._engine: Any = import_module("durable_rules_engine")
        self._handle = self._engine.create_ruleset("negotia", json.dumps(definition))
        weakref.finalize(self, self._engine.delete_ruleset, self._handle).atexit = False

    def tell(self, session: str, atoms: int) -> int:
        """Assert `atoms`, none of them told before in this session; answers the heads that follow."""
        if not atoms:
            return 0
        messages = [self._messages[atom] for atom in _atoms(atoms)]
        if not self._open:
            messages.insert(0, self._opening)
        end = f'{session}"}}'
        status, state = self._engine.assert_facts(self._handle, f"[{f'{end},'.join(messages)}{end}]")
        if status:
            raise RuntimeError(f"durable-rules did not take the facts of a session (status {status})")
        fired = 0
        started = self._engine.start_action_for_state(self._handle, state)
        match = started[1] if started else None
        self._open = self._open or match is not None
        while match:
            fired |= self._heads[int(match.split('"', 2)[1])]
            match = self._engine.complete_and_start_action(self._handle, state)
        return fired

    def forget(self, session: str) -> None:
        """Delete all state of `session`."""
        if self._open:
            self._open = False
            self._engine.delete_state(self._handle, session)


def _atoms(atoms: int) -> Iterator[int]:
    while atoms:
        lowest = atoms & -atoms
        yield lowest.bit_length() - 1
        atoms ^= lowest


def _shorten(rules: Sequence[HornRule]) -> list[HornRule]:
    """Equal rules with bodies of at most LONGEST_BODY atoms, and atoms of their own for the steps between."""
    spare = count(1 + max(atom for rule in rules for atom in (*rule.body, *rule.heads)))
    short = []
    for rule in rules:
        body = rule.body
        while len(body) > LONGEST_BODY:
            step = next(spare)
            short.append(HornRule(body[:LONGEST_BODY], (step,)))
            body = (step, *body[LONGEST_BODY:])
        short.append(HornRule(body, rule.heads))
    return short
