"""What the annex of the brief prints of the analysis; all of it is internal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GainRow:
    """A trade as a sentence to say, with what each side gains by it."""

    text: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package: its letter, the issue on which it is kindest, its terms, what it adds for them."""

    name: str
    kindest: str
    terms: str
    theirs: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step on the way to our target; what it gives and asks, and how far it leaves us from it."""

    number: int
    gives: tuple[str, ...]
    asks: tuple[str, ...]
    left: str


@dataclass(frozen=True, slots=True)
class BargainRow:
    """A planned concession: whether it is made, what it costs us and what it is worth to them."""

    give: str
    state: str
    cost: str
    value: str


@dataclass(frozen=True, slots=True)
class Advised:
    """The analysis in words; each list is empty where there is nothing to say."""

    trades: tuple[GainRow, ...] = ()
    packages: tuple[PackageRow, ...] = ()
    package_notes: tuple[str, ...] = ()
    counteroffer: tuple[str, ...] = ()
    steps: tuple[StepRow, ...] = ()
    step_notes: tuple[str, ...] = ()
    bargains: tuple[BargainRow, ...] = ()
    instead: str = ""
    basis: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(
            self.trades or self.packages or self.counteroffer or self.steps or self.bargains or self.basis
        )
