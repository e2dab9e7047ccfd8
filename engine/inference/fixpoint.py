"""The built-in engine: apply every rule until nothing new follows."""

from __future__ import annotations

from collections.abc import Sequence

from .horn import HornRule, mask


class Fixpoint:
    """The least fixpoint of Horn rules over bit sets."""

    name = "built-in"

    def __init__(self, rules: Sequence[HornRule]) -> None:
        self._rules = [(mask(rule.body), mask(rule.heads)) for rule in rules]

    def close(self, facts: int) -> int:
        """The heads of all rules that fire on the atoms `facts` and on what follows from them."""
        waiting, known, derived = self._rules, facts, 0
        while True:
            idle = []
            for body, heads in waiting:
                if known & body == body:
                    known |= heads
                    derived |= heads
                else:
                    idle.append((body, heads))
            if len(idle) == len(waiting):
                return derived
            waiting = idle
