"""The words of an inference program: references to conclusions, and the clauses that draw them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DEAL = ""
"""The subject of clauses and conclusions that are about the whole deal."""

Scope = Literal["same", "deal", "any"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A conclusion that a clause builds on.

    `scope` says whose conclusion is meant: `same` the clause's own subject, `deal` the whole deal, `any` one
    subject or more, the deal itself included.
    """

    conclusion: str
    scope: Scope = "same"

    def __str__(self) -> str:
        return self.conclusion if self.scope == "same" else f"{self.scope}.{self.conclusion}"


@dataclass(frozen=True, slots=True)
class Clause:
    """The chaining side of one rule: it holds if its condition and all `givens` do and no `unlesses` does.

    `key` is unique in a program. `concludes` names what follows for the clause's subject, or nothing. A
    `scoped` clause is evaluated for each of several subjects, any other one once, for the whole deal.
    """

    key: str
    givens: tuple[Ref, ...] = ()
    unlesses: tuple[Ref, ...] = ()
    concludes: str | None = None
    scoped: bool = False

    @property
    def chains(self) -> bool:
        """Whether the value of the clause depends on conclusions at all."""
        return bool(self.givens or self.unlesses)

    def crosses(self, ref: Ref) -> bool:
        """Whether `ref`, used by this clause, looks beyond the clause's own subject."""
        return ref.scope == "any" or (ref.scope == "deal" and self.scoped)

    def links(self) -> Iterator[Link]:
        """Every step from a conclusion to this clause, in the order written."""
        for ref in self.givens:
            yield Link(self, ref, "given", strict=self.crosses(ref))
        for ref in self.unlesses:
            yield Link(self, ref, "unless", strict=True)


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain; the conclusion of a `strict` one must be settled before the clause is decided."""

    clause: Clause
    ref: Ref
    word: Literal["given", "unless"]
    strict: bool

    @property
    def source(self) -> str:
        return self.ref.conclusion

    @property
    def target(self) -> str | None:
        return self.clause.concludes

    def __str__(self) -> str:
        return f"rule {self.clause.key} ({self.word}: {self.ref})"
