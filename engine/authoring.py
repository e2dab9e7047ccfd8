"""What a front end may ask for on behalf of those who write rules. Nothing here prints or reads the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .errors import Problem
from .inference import EngineChoice
from .output.rule_pages import rule_pages
from .resources import folder
from .ruleset import Ruleset, compile_packs
from .ruleset.loading import in_order, unordered_packs
from .usecases import Input, check_paths, find_rule, load_rules
from .workbench.catalogue import Catalogue, read_catalogue
from .workbench.coverage import Coverage, cover
from .workbench.difference import Difference, difference
from .workbench.equivalents import Equivalent, read_equivalents
from .workbench.linting import Lint, lint
from .workbench.mutation import Mutation, joined, mutate

SHIPPED = "shipped"
"""Stands for the shipped rules where a path of rules is asked for."""


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """Which rules are meant: files and folders, on top of the shipped ones or alone."""

    paths: tuple[Path, ...] = ()
    shipped: bool = True
    engine: EngineChoice = "auto"

    def load(self) -> Ruleset:
        """The rules. Raises RuleError."""
        return load_rules(self.paths, shipped=self.shipped, engine=self.engine)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders where catalogues may lie."""
        below = (folder("rules"),) if self.shipped else ()
        return (*below, *(path if path.is_dir() else path.parent for path in self.paths))

    @property
    def catalogue(self) -> Catalogue:
        """The practices that lie beside the rules; those that are shipped when there are none. Raises RuleError."""
        own = read_catalogue(dict.fromkeys(self.folders))
        return own if own.groups else read_catalogue([folder("rules")])


def lint_rules(choice: RuleChoice) -> tuple[tuple[Lint, ...], Ruleset]:
    """The weaknesses of the rules, and the rules. Raises RuleError."""
    ruleset = choice.load()
    return lint(ruleset, choice.catalogue.ids), ruleset


def cover_practices(choice: RuleChoice) -> Coverage:
    """Which rules carry which practices. Raises RuleError."""
    return cover(choice.load(), choice.catalogue)


def mutate_rules(choice: RuleChoice, ids: Sequence[str] = (), jobs: int = 1) -> Mutation:
    """Which changes to the rules named, or to all, no case notices; shared out to `jobs` processes.

    Raises RuleError, and NegotiaError for a rule that is not there.
    """
    ruleset = choice.load()
    chosen = [find_rule(ruleset, id).id for id in ids] or [rule.id for rule in ruleset.rules]
    equivalents = [one for path in dict.fromkeys(choice.folders) for one in read_equivalents(path)]
    parts = [part for place in range(jobs) if (part := chosen[place::jobs])]
    if len(parts) <= 1:
        return _mutated(ruleset, chosen, equivalents)
    with ProcessPoolExecutor(len(parts)) as pool:
        results = list(pool.map(_mutated_part, [choice] * len(parts), parts, [equivalents] * len(parts)))
    return joined(results)


def compare_rules(
    old: str, new: str, deals: Sequence[Input], as_of: date
) -> tuple[Difference, tuple[Problem, ...]]:
    """What the new rules find in the deals that the old ones do not, and the other way round.

    Each of `old` and `new` is `shipped`, or a file or folder of rules. A folder that holds packs of the shipped names
    stands for itself; anything else is applied on top of the shipped rules, in place of packs of the same name.
    A deal that cannot be read stops no other: the second result says why. Raises RuleError.
    """
    before = check_paths(deals, rules_at(old), as_of)
    after = check_paths(deals, rules_at(new), as_of)
    return difference(before.assessments, after.assessments), after.problems


def rules_at(path: str) -> Ruleset:
    """The rules that a name in a comparison stands for. Raises RuleError."""
    if path == SHIPPED:
        return load_rules()
    own, below = unordered_packs([Path(path)]), unordered_packs([folder("rules")])
    names = {pack.name for pack in own}
    if Path(path).is_dir() and any(pack.name in names for pack in below):
        below = []
    return compile_packs(in_order([*(pack for pack in below if pack.name not in names), *own]))


def document_rules(choice: RuleChoice) -> Mapping[str, str]:
    """A Markdown page a pack, and an index, by file name. Raises RuleError."""
    return rule_pages(choice.load(), choice.catalogue)


def _mutated(ruleset: Ruleset, ids: Iterable[str], equivalents: Sequence[Equivalent]) -> Mutation:
    return mutate(ruleset, [ruleset.by_id[id] for id in ids], equivalents)


def _mutated_part(choice: RuleChoice, ids: Sequence[str], equivalents: Sequence[Equivalent]) -> Mutation:
    return _mutated(choice.load(), ids, equivalents)
