"""The words of a clause: literal text, values, references to other clauses, and points that are always open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ...expressions import NUMBER, TEXT, ExpressionError, Format, Mistake, Slot, Vocabulary, clean, read_text
from ...facts.types import record_of
from ...wording import DEFAULT_READER, FORMATS, Reader, number
from .contract import Contract

_MARK: Final = re.compile(r"\[\[(?P<content>[^\[\]]*)\]\]")
_TARGET: Final = re.compile(r"[a-z][a-z-]*(\.[a-z][a-z-]*)+")
_OPEN: Final = "open:"
SENTENCE_ENDS: Final = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class CrossReference:
    """The number of a clause (`core.law`), a sub-clause (`core.liability.cap`) or a schedule (`schedule.contacts`)."""

    target: str


@dataclass(frozen=True, slots=True)
class AlwaysOpen:
    """A point that no field of a deal settles."""

    label: str


Piece = str | Slot | CrossReference | AlwaysOpen


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A checked text."""

    source: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """Its own words, without values."""
        return " ".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def targets(self) -> tuple[str, ...]:
        """What it refers to."""
        return tuple(piece.target for piece in self.pieces if isinstance(piece, CrossReference))

    @property
    def values(self) -> tuple[str, ...]:
        """The expressions whose values it prints, as they are written."""
        return tuple(value_of(piece) for piece in self.pieces if isinstance(piece, Slot))


def value_of(slot: Slot) -> str:
    """The expression of a slot, as inputs name it."""
    return slot.expression.source.strip()


def clause_vocabulary() -> Vocabulary:
    """What clauses may speak of: the fields of a Contract and nothing else."""
    return Vocabulary({name: field.type for name, field in record_of(Contract).fields.items()})


def read_clause_text(source: str, vocabulary: Vocabulary) -> ClauseText:
    """Read and check a text. Raises ExpressionError with every mistake."""
    pieces: list[Piece] = []
    mistakes: list[Mistake] = []
    for match in _MARK.finditer(source):
        content = match["content"].strip()
        wrong = not content.removeprefix(_OPEN).strip() or not (
            content.startswith(_OPEN) or _TARGET.fullmatch(content)
        )
        if wrong:
            hint = "write [[core.law]] for a reference or [[open: what is open]]"
            mistakes.append(
                Mistake(
                    "reference",
                    f"'{match[0]}' refers to nothing",
                    match.start(),
                    match.end() - match.start(),
                    hint,
                )
            )
    try:
        text = read_text(source, vocabulary, CLAUSE_FORMATS)
    except ExpressionError as error:
        raise ExpressionError([*error.problems, *mistakes]) from None
    if mistakes:
        raise ExpressionError(mistakes)
    for piece in text.pieces:
        pieces.extend(_split(piece) if isinstance(piece, str) else [piece])
    return ClauseText(source, tuple(pieces))


def _split(literal: str) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in _MARK.finditer(literal):
        pieces.append(literal[end : match.start()])
        content = match["content"].strip()
        is_open = content.startswith(_OPEN)
        pieces.append(AlwaysOpen(content.removeprefix(_OPEN).strip()) if is_open else CrossReference(content))
        end = match.end()
    pieces.append(literal[end:])
    return [piece for piece in pieces if piece != ""]


def one_line(text: str) -> str:
    """The text without line breaks and control characters: a paragraph of a contract is one paragraph."""
    return " ".join(clean(text).split())


def sentence(text: str) -> str:
    """The text as a sentence on one line: with a capital letter and a full stop."""
    plain = one_line(text)
    closed = plain if plain.endswith(SENTENCE_ENDS) else f"{plain}."
    return closed[:1].upper() + closed[1:]


def _counted(unit: str) -> Format:
    def show(value: object, reader: object) -> str:
        count = Decimal(str(value))
        who = reader if isinstance(reader, Reader) else DEFAULT_READER
        return f"{number(count, who.locale)} {unit if count == 1 else unit + 's'}"

    return Format(f"{unit}s", NUMBER, show, doc=f"A number of {unit}s.")


CLAUSE_FORMATS: Final = {
    **FORMATS,
    "months": _counted("month"),
    "days": _counted("day"),
    "sentence": Format("sentence", TEXT, lambda value, _: sentence(str(value)), doc="A text as a sentence."),
}
"""What texts of clauses may write after the bar."""
