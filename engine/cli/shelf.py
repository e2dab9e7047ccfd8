"""Where a command puts the documents that it makes, with PDFs of them on demand."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import NegotiaError, Problem
from ..files import write_atomically
from .console import say

if TYPE_CHECKING:
    from ..publishing import Document

pdf_option = click.option("--pdf", is_flag=True, help="PDFs beside the Word files too, made by LibreOffice.")


class Shelf:
    """A folder for documents. With `pdf`, what was put there is converted in the end, all at once.

    `failed` tells which drafts do not pass which points of their certificates.
    """

    def __init__(self, out: Path, *, pdf: bool = False) -> None:
        """Raises NegotiaError before any work is done if PDFs are wanted and LibreOffice is not there."""
        self._out = out
        self._pdfs = PdfMaker() if pdf else None
        self._written: list[Path] = []
        self.failed: list[str] = []

    def put(self, document: Document) -> None:
        """Write a document and say where."""
        path = self._out / document.name
        write_atomically(path, document.content, parents=True)
        say(f"{path}\n")
        self.failed += [f"{path} fails point {point}" for point in document.failed]
        if path.suffix == ".docx":
            self._written.append(path)

    def finish(self) -> tuple[Problem, ...]:
        """Write the PDFs that are wanted and say where; why some could not be made."""
        return self._pdfs.make(self._written) if self._pdfs else ()


class PdfMaker:
    """LibreOffice, which makes PDFs of Word files. NegotiaError if it is not there."""

    def __init__(self) -> None:
        found = shutil.which("soffice") or shutil.which("libreoffice")
        if found is None:
            raise NegotiaError(
                "--pdf needs LibreOffice, and there is no `soffice` on the PATH: install it, or leave --pdf out"
            )
        self._office = found

    def make(self, documents: Sequence[Path]) -> tuple[Problem, ...]:
        """Write a PDF beside each Word file and say where; why some could not be made."""
        from ..documents.pdf import write_pdfs

        problems: list[Problem] = []
        for path in write_pdfs(documents, self._office, problems):
            say(f"{path}\n")
        return tuple(problems)
