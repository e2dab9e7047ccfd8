"""PDFs of Word documents, made by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ..errors import NegotiaError, Problem
from ..files import write_atomically

AT_ONCE: Final = 200
"""Documents in one call: starting takes longer than converting, but a command line has an end."""
SECONDS_TO_START: Final = 120
SECONDS_EACH: Final = 30


def write_pdfs(documents: Sequence[Path], office: str, problems: list[Problem]) -> Iterator[Path]:
    """Writes the PDF of each document beside it and yields its path; why there is none is added to the problems.

    `office` is LibreOffice's program. It works on copies, in a profile that is gone afterwards, so it disturbs no
    LibreOffice that is open. Raises NegotiaError if it does not run at all.
    """
    for start in range(0, len(documents), AT_ONCE):
        some = documents[start : start + AT_ONCE]
        with tempfile.TemporaryDirectory(prefix="negotia-", ignore_cleanup_errors=True) as folder:
            complaint = _convert(some, Path(folder), office)
            for number, document in enumerate(some):
                made = Path(folder) / f"{number}.pdf"
                if made.is_file():
                    write_atomically(document.with_suffix(".pdf"), made.read_bytes())
                    yield document.with_suffix(".pdf")
                else:
                    message = f"LibreOffice made no PDF of it{complaint}"
                    problems.append(Problem("no-pdf", message, str(document)))


def _convert(documents: Sequence[Path], folder: Path, office: str) -> str:
    """Converts copies of the documents, named by their numbers; what LibreOffice complains of, or nothing."""
    copies = [folder / f"{number}.docx" for number in range(len(documents))]
    for document, copy in zip(documents, copies, strict=True):
        shutil.copyfile(document, copy)
    profile = (folder / "profile").as_uri()
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, copies)]
    seconds = SECONDS_TO_START + SECONDS_EACH * len(copies)
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=seconds, check=False
        )
    except OSError as error:
        raise NegotiaError(f"{office} cannot be run: {error.strerror}") from error
    except subprocess.TimeoutExpired:
        return f" within {seconds} seconds"
    words = " ".join(done.stderr.split())
    return f": {words[:200]}" if words else ""
