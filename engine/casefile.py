"""Everything that is known about one deal on one day: what every document and report is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .assessment import Assessment
from .assessment.building import assess
from .deal.model import Deal
from .errors import Problem
from .evaluation import evaluate
from .facts import Facts
from .files import safe_name
from .ruleset.model import Ruleset
from .texts import DEFAULT_LOCALE, Texts


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A deal, the facts derived from it, and its assessment. All three documents come from one case file."""

    deal: Deal
    facts: Facts
    assessment: Assessment


def open_case(
    deal: Deal,
    ruleset: Ruleset,
    as_of: date,
    *,
    locale: str = DEFAULT_LOCALE,
    texts: Texts | None = None,
) -> CaseFile:
    """The case file of a deal on a day, its texts worded for a locale, with the words of `texts` or else ours."""
    evaluation = evaluate(deal, ruleset, as_of)
    return CaseFile(deal, evaluation.facts, assess(evaluation, locale=locale, texts=texts))


def case_files(
    deals: Iterable[Deal],
    ruleset: Ruleset,
    as_of: date,
    problems: list[Problem],
    *,
    locale: str = DEFAULT_LOCALE,
    texts: Texts | None = None,
) -> Iterator[tuple[str, CaseFile]]:
    """The folder and the case file of each deal; a second deal with the same id is a problem, added to those."""
    seen: dict[str, str] = {}
    for deal in deals:
        folder = safe_name(deal.id)
        source = deal.source.name if deal.source else ""
        if folder in seen:
            message = f"the id {deal.id!r} is that of {seen[folder]} too, and its documents would be replaced"
            problems.append(
                Problem("duplicate-id", message, source, path="deal.id", hint="give each deal its own id")
            )
            continue
        seen[folder] = source
        yield folder, open_case(deal, ruleset, as_of, locale=locale, texts=texts)
