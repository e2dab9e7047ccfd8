"""Texts of the library -> the content of paragraphs, with every value that is not known marked as open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...expressions import Slot, evaluate
from ...wording import Reader
from ...wording import plain as plain_value
from ..links import bookmark_name
from ..rich import Run
from .inline import Inline, Reference, with_terms
from .library import Library
from .openpoints import OpenPoints
from .schema import ToBe
from .selection import Env
from .texts import AlwaysOpen, ClauseText, CrossReference, Piece, one_line, sentence, value_of

_UNCLEAR = re.compile(r"\b([Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]ours?|[Tt]heirs)\b|(?:^|[.!?:;] )(Their)\b")
"""Words that mean one party to us and the other one to them."""

KEY_TERMS_ANCHOR = bookmark_name("s", "key terms")
"""The bookmark of the heading of the key terms, which has no number."""


def anchor_of(target: str) -> str:
    """The bookmark of a clause, sub-clause or schedule."""
    kind, _, key = target.partition(".")
    return bookmark_name("s", key) if kind == "schedule" else bookmark_name("c", target)


@dataclass(slots=True)
class Worder:
    """Words texts of one draft; what it marks as open is collected in `points`."""

    env: Env
    reader: Reader
    library: Library
    conflicts: frozenset[str]
    points: OpenPoints = field(default_factory=OpenPoints)

    def inline(self, text: ClauseText, anchor: str) -> Inline:
        """The content of the paragraph with that bookmark."""
        pieces: list[Run | Reference] = []
        for piece in text.pieces:
            pieces.extend(self._runs(piece, anchor))
        return Inline(tuple(pieces))

    def known(self, value: str | None, label: str, anchor: str, to_be: ToBe = "completed") -> Inline:
        """A text of the deal, or the mark that it is open."""
        text = one_line(value) if value else ""
        return Inline((Run(text) if text else self.points.mark(label, to_be, anchor),))

    def free_text(self, text: str, label: str, anchor: str) -> Inline:
        """A text of the deal as a sentence; open is whom it means when it says `ours`."""
        written = sentence(text)
        unclear = _UNCLEAR.search(written)
        if unclear is None:
            return Inline((Run(written),))
        word = (unclear[1] or unclear[2]).lower()
        mark = self.points.mark(f"{label}: names of the parties instead of '{word}'", "completed", anchor)
        return Inline((Run(f"{written} "), mark))

    def _runs(self, piece: Piece, anchor: str) -> list[Run | Reference]:
        match piece:
            case str():
                return list(with_terms(piece))
            case CrossReference(target):
                return [Reference(anchor_of(target))]
            case AlwaysOpen(label):
                return [self.points.mark(label, "agreed", anchor)]
            case Slot():
                return self._value(piece, anchor)

    def _value(self, slot: Slot, anchor: str) -> list[Run | Reference]:
        value: object = evaluate(slot.expression, self.env).value
        if value is None:
            name = value_of(slot)
            named = self.library.inputs[name]
            to_be: ToBe = "confirmed" if name in self.conflicts else named.to_be
            return [self.points.mark(named.label, to_be, anchor)]
        if isinstance(value, str) and any(one.format.name == "sentence" for one in slot.formattings):
            return list(self.free_text(value, self.library.inputs[value_of(slot)].label, anchor).pieces)
        for formatting in slot.formattings:
            value = formatting.format.call(value, self.reader, *formatting.arguments)
        return [Run(one_line(plain_value(value, self.reader)))]
