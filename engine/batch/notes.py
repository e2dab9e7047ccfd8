"""What its owner should know of a table though it can be read: said before the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import SourceError
from .inputs import InputFile, Inputs

_NAMED = 5


def notes_on(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Files and what is to be said of them: an encoding that was guessed, formulas that were not worked out."""
    for file in inputs:
        if not isinstance(file, InputFile):
            continue
        if file.kind == "csv" and file.mapping is not None:
            from ..tables.csv_rows import is_utf8

            if not is_utf8(file.path):
                yield file.path, "is not UTF-8; lines that are not are read as Windows-1252"
        elif file.kind == "book" and (formulas := _formulas(file.path)):
            cells = ", ".join(formulas[:_NAMED]) + (", ..." if len(formulas) > _NAMED else "")
            yield file.path, f"cells with formulas ({cells}) are read by the values that they last came to"


def _formulas(path: str) -> tuple[str, ...]:
    from ..tables.guarding import require_harmless

    try:
        with Path(path).open("rb") as file:
            return require_harmless(file, path)
    except (OSError, SourceError):
        return ()  # whoever reads it says why it cannot be read
