"""Text of a paragraph as the agreement needs it: runs, and references that Word keeps up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...expressions import clean
from ..rich import Run

_QUOTED: Final = re.compile(r"“([^“”]+)”")


@dataclass(frozen=True, slots=True)
class Reference:
    """A REF field to the bookmark of a numbered paragraph; its number is filled in when the document is made."""

    anchor: str

    def __html__(self) -> str:
        marks = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{{{kind}}}' for kind in _FIELD_MARKS)
        instruction = (
            f'<w:r><w:instrText xml:space="preserve"> REF {self.anchor} \\w \\h </w:instrText></w:r>'
        )
        return marks.format(begin=instruction, separate="<w:r><w:t>0</w:t></w:r>", end="")


_FIELD_MARKS: Final = ("begin", "separate", "end")


@dataclass(frozen=True, slots=True)
class Inline:
    """The content of a paragraph that the template holds: `{{r value }}`."""

    pieces: tuple[Run | Reference, ...] = ()

    def __html__(self) -> str:
        return "".join(piece.__html__() for piece in self.pieces)

    def __add__(self, other: Inline) -> Inline:
        return Inline(self.pieces + other.pieces)

    @property
    def text(self) -> str:
        """Its words; references are left out."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Run))


def plain(text: str) -> Inline:
    """A text as it is, on one line."""
    return Inline((Run(clean(text)),))


def with_terms(text: str) -> Iterator[Run]:
    """Literal text in runs; what stands in quotation marks, a term being defined, is bold."""
    end = 0
    for match in _QUOTED.finditer(text):
        yield Run(text[end : match.start(1)])
        yield Run(match[1], bold=True)
        end = match.end(1)
    if text[end:]:
        yield Run(text[end:])


def joined(parts: list[Inline], separator: str = ", ") -> Inline:
    """Parts with a separator between them."""
    result = Inline()
    for index, part in enumerate(parts):
        result += (plain(separator) if index else Inline()) + part
    return result
