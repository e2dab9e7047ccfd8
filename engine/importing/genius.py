"""Domains of GENIUS and its competitions (ANAC) -> a deal in which every outcome has the utility that it has there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..bargaining.efficiency.grid import MOST_STEPS
from ..deal.shown import shown
from ..errors import Problem, SourceError
from ..source.limits import DEFAULT
from .domain import Domain, Ranged, read_domain
from .markup import read_markup
from .profile import Profile, read_profile
from .writing import deal_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Imported:
    """A deal as YAML, and what its reader should know: what of the files is left out or changed, or is odd."""

    text: str
    notes: tuple[str, ...]


def import_genius(domain: str | Path, ours: str | Path, theirs: str | Path) -> Imported:
    """The deal of a domain (negotiation_template) and the profiles (utility_space) of both sides.

    Discrete issues become choices with scores, integer issues numbers with a curve of scores and a step of 1; weights
    and reservation values stay on the scale of the files. Raises SourceError with every problem of the files.
    """
    problems: list[Problem] = []

    def attempt(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except SourceError as error:
            problems.extend(error.problems)
            return None

    root, first, second = (attempt(partial(read_markup, Path(path))) for path in (domain, ours, theirs))
    described = attempt(partial(read_domain, root, str(domain))) if root else None
    us = attempt(partial(read_profile, first, str(ours), described)) if first and described else None
    them = attempt(partial(read_profile, second, str(theirs), described)) if second and described else None
    if described is None or us is None or them is None:
        raise SourceError(problems)
    return _imported(described, us, them)


def _imported(domain: Domain, us: Profile, them: Profile) -> Imported:
    text = deal_text(domain, us, them)
    if len(text.encode()) > DEFAULT.bytes:
        message = f"would make a deal of more than {DEFAULT.bytes:,} bytes"
        raise SourceError([Problem("too-large", message, domain.source, hint="leave out issues or options")])
    notes = [f"{side.source}: {note}" for side in (us, them) for note in side.notes]
    return Imported(text, (*_coarse(domain), *notes))


def _coarse(domain: Domain) -> Iterator[str]:
    for issue in domain.issues:
        if isinstance(issue, Ranged) and issue.high - issue.low > MOST_STEPS:
            count = issue.high - issue.low + 1
            name = shown(issue.name)
            yield f"{domain.source}: {name} can take {count:,} values; an analysis looks at {MOST_STEPS:,} at most"
