"""Defined terms: those that an agreement uses are defined in it, once, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...errors import Problem, TemplateError
from .crosschecks import texts_of_lines
from .library import DefinedTerm, Library
from .selection import ChosenClause
from .texts import ClauseText


def needed_definitions(
    chosen: Sequence[ChosenClause], library: Library, further: Iterable[str] = ()
) -> tuple[DefinedTerm, ...]:
    """The definitions to be listed, by alphabet. `further` are words that stand elsewhere in the document.

    Raises TemplateError for a term that is used and that no chosen clause defines, or that two define.
    """
    defined: dict[str, DefinedTerm] = {}
    problems: list[Problem] = []
    for one in chosen:
        for definition in one.clause.defines:
            if definition.term in defined:
                message = f"the term {definition.term!r} is defined twice"
                problems.append(one.clause.problem("term-twice", message, "let one clause define it"))
            defined.setdefault(definition.term, definition)
    terms = {definition.term for clause in library.clauses for definition in clause.defines}
    words = [text.words for one in chosen for text in texts_of_lines(one.lines)]
    used = used_terms([*words, *further, *(one.clause.entry.title for one in chosen)], terms)
    used = _with_meanings(used, defined, terms)
    for term in sorted(used - defined.keys()):
        user = next((one for one in chosen if term in used_terms(_words(one), terms)), chosen[0])
        message = f"clause {user.clause.id} uses {term!r}, which no clause of this agreement defines"
        problems.append(
            user.clause.problem("term-undefined", message, "choose other words or a defining clause")
        )
    if problems:
        raise TemplateError(problems)
    listed = (defined[term] for term in sorted(used) if defined[term].meaning is not None)
    return tuple(listed)


def used_terms(words: Iterable[str], terms: Iterable[str]) -> set[str]:
    """Which of the terms stand in the words; `Master Agreement` is no use of `Agreement`."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    if not ordered:
        return set()
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, ordered)) + r")\b")
    return {match[1] for text in words for match in pattern.finditer(text)}


def _with_meanings(used: set[str], defined: dict[str, DefinedTerm], terms: set[str]) -> set[str]:
    """The terms used, and those that their meanings use in turn."""
    while True:
        meanings = [meaning.words for term in used if (meaning := _meaning(defined.get(term))) is not None]
        grown = used | used_terms(meanings, terms)
        if grown == used:
            return used
        used = grown


def _meaning(definition: DefinedTerm | None) -> ClauseText | None:
    return definition.meaning if definition is not None else None


def _words(one: ChosenClause) -> list[str]:
    return [text.words for text in texts_of_lines(one.lines)]
