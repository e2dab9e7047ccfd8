"""Changes to rules that change nothing, so that no case can notice them: a list beside the rules, with reasons."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from ..deal.base import Name, Section, Text, optional, required
from .written import read_written

FILE = Path("catalogue") / "equivalent-mutants.yaml"
"""Where the list lies in a folder of rules."""


class Equivalent(Section):
    """One change to a rule that changes nothing."""

    rule: Name = required("Id of the rule.")
    part: Literal["when", "expect", "where", "given", "unless"] = required("The key of the rule it is in.")
    was: Name = required("The words as they are.")
    became: Text | None = optional("The words after the change; dropped unless stated.")
    reason: Name = required("Why no deal shows a difference.")

    @property
    def change(self) -> tuple[str, str, str, str]:
        """What tells one change from another."""
        return self.rule, self.part, self.was, self.became or ""


class EquivalentFile(Section):
    """The list."""

    schema_: Literal["negotia/equivalent-mutants/1"] = Field(alias="schema")
    mutants: tuple[Equivalent, ...] = required("The changes.")


def read_equivalents(folder: Path) -> tuple[Equivalent, ...]:
    """The changes listed in a folder of rules; none if it has no list. Raises RuleError."""
    path = folder / FILE
    return read_written(path, EquivalentFile).content.mutants if path.is_file() else ()
