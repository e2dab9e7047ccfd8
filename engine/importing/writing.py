"""A domain and two profiles as the text of a deal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..deal.edit.values import quoted_text
from ..deal.model import SCHEMA
from .attributes import plain
from .domain import Domain, DomainIssue, Listed, Ranged
from .profile import Profile, Valuation

_LONGEST_ID: Final = 40


def deal_text(domain: Domain, us: Profile, them: Profile) -> str:
    """The deal (YAML): issues with options, weights and scores, and both reservation values."""
    return "".join(f"{line}\n" for line in _lines(domain, us, them))


def _lines(domain: Domain, us: Profile, them: Profile) -> Iterator[str]:
    files = [_text(Path(source).name) for source in (domain.source, us.source, them.source)]
    yield f"## Imported from the domain {files[0]}, our profile {files[1]} and their profile {files[2]}."
    yield "## Scores and weights are as in the files; a score counts as a share of the largest of its issue."
    yield "## Openings are what each side likes best. State targets, and an analysis can plan packages and steps too."
    yield f"schema: {SCHEMA}"
    yield ""
    yield "deal:"
    yield f"  id: {_text(Path(domain.source).stem)}"
    yield f"  title: {_text(domain.name)}"
    yield "  stage: preparation"
    for side, profile in (("us", us), ("them", them)):
        yield ""
        yield f"{side}:"
        yield f"  name: {_text(Path(profile.source).stem)}"
        if profile.reservation is not None:
            yield f"  reservation: {plain(profile.reservation)}"
    yield ""
    yield "issues:"
    taken: set[str] = set()
    for issue in domain.issues:
        yield from _issue(issue, _id(issue, taken))
        for side, profile in (("ours", us), ("theirs", them)):
            yield from _position(side, profile.valuations[issue.index], isinstance(issue, Ranged))


def _issue(issue: DomainIssue, id: str) -> Iterator[str]:
    yield f"  - id: {_text(id)}"
    yield f"    name: {_text(issue.name)}"
    if isinstance(issue, Listed):
        yield "    kind: choice"
        yield "    options:"
        yield from (f"      - {_text(option)}" for option in issue.options)
    else:
        yield "    kind: number"
        yield "    step: 1"


def _position(side: str, valuation: Valuation, curved: bool) -> Iterator[str]:
    yield f"    {side}:"
    yield f"      weight: {plain(valuation.weight)}"
    values, worths = list(valuation.scores), list(valuation.scores.values())
    if curved and worths[0] != worths[-1]:
        # The outermost of the best values: whatever lies beyond an opening counts as nothing that a side asks for.
        rises = worths[0] < worths[-1]
        yield f"      opening: {values[-1] if rises else values[0]}"
        yield f"      prefers: {'higher' if rises else 'lower'}"
    elif not curved and len(set(worths)) > 1:
        yield f"      opening: {_text(max(values, key=valuation.scores.__getitem__))}"
    yield "      scores:"
    yield from (f"        {_text(value)}: {plain(worth)}" for value, worth in valuation.scores.items())


def _id(issue: DomainIssue, taken: set[str]) -> str:
    """A short key made of the name, with the index where another issue has it already."""
    words = re.sub(r"\W+", "-", issue.name.lower()).strip("-_")[:_LONGEST_ID].rstrip("-")
    id = words if words and words not in taken else f"{words or 'issue'}-{issue.index}"
    taken.add(id)
    return id


def _text(text: str) -> str:
    return quoted_text(text, flow=False)
