"""How the deals of each owner and each stage stand: counted as deals pass by, in bounded memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..assessment import Assessment
from ..deal.base import STAGES, Stage
from ..ruleset.schema import SEVERITIES, Severity

MOST_OWNERS = 500
"""Owners that are told apart; those who come later are counted together."""
OTHERS = "other owners"
NOBODY = "no owner"


@dataclass(slots=True)
class Group:
    """Deals counted together; `findings` are the open ones by severity, `known` and `met` weights of their scores."""

    name: str
    deals: int = 0
    with_findings: int = 0
    known: int = 0
    met: int = 0
    findings: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))

    def add(self, one: Assessment) -> None:
        """Counts a deal."""
        self.deals += 1
        self.with_findings += bool(one.open_findings)
        for score in one.scores:
            self.known += score.known
            self.met += score.met
        for finding in one.open_findings:
            self.findings[finding.severity] += 1

    @property
    def met_percent(self) -> int | None:
        """How much of what is known is met, in whole percent; None if nothing is known."""
        return percent(self.met, self.known)


class Groups:
    """The deals of a run by owner and by stage."""

    def __init__(self) -> None:
        self._owners: dict[str, Group] = {}
        self._others = Group(OTHERS)
        self._stages: dict[Stage, Group] = {}

    def add(self, one: Assessment) -> None:
        """Counts a deal."""
        self._owner(one.owner).add(one)
        self._stages.setdefault(one.stage, Group(one.stage)).add(one)

    @property
    def owners(self) -> list[Group]:
        """By owner, whoever has the gravest findings first."""
        found = sorted(self._owners.values(), key=_gravest_first)
        return [*found, self._others] if self._others.deals else found

    @property
    def stages(self) -> list[Group]:
        """By stage, in the order of the stages."""
        return [self._stages[stage] for stage in STAGES if stage in self._stages]

    @property
    def several_owners(self) -> bool:
        """Whether the deals belong to more than one person."""
        return len(self._owners.keys() - {""}) > 1

    def named(self) -> Mapping[str, list[Group]]:
        """Both as `owner` and `stage`, each only if it tells anything apart."""
        groups = {"owner": self.owners, "stage": self.stages}
        return {name: found for name, found in groups.items() if len(found) > 1}

    def _owner(self, name: str) -> Group:
        if name not in self._owners:
            if len(self._owners) >= MOST_OWNERS:
                return self._others
            self._owners[name] = Group(name or NOBODY)
        return self._owners[name]


def percent(met: int, known: int) -> int | None:
    """A share in whole percent, rounded down so that 100 means all; None of nothing."""
    return met * 100 // known if known else None


def scored(one: Assessment) -> tuple[int, int, int]:
    """What is met, known and unknown in all stages of a deal together, by weight."""
    return (
        sum(score.met for score in one.scores),
        sum(score.known for score in one.scores),
        sum(score.unknown for score in one.scores),
    )


def _gravest_first(group: Group) -> tuple[object, ...]:
    return (*(-group.findings[severity] for severity in SEVERITIES), -group.deals, group.name)
