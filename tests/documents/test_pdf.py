"""PDFs beside documents, with a program in the place of LibreOffice that does what it is called to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.documents import pdf
from engine.documents.pdf import write_pdfs
from engine.errors import NegotiaError, Problem

OFFICE = """#!{python}
import pathlib, sys
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write("call\\n")
folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
assert any(one.startswith("-env:UserInstallation=file:///") for one in arguments)
for one in map(pathlib.Path, arguments[arguments.index(str(folder)) + 1 :]):
    if one.read_text() == "broken":
        print("no  filter\\nfor it", file=sys.stderr)
    elif one.read_text() == "slow":
        import time
        time.sleep(60)
    else:
        (folder / (one.stem + ".pdf")).write_text("PDF of " + one.read_text())
"""


@pytest.fixture
def office(tmp_path: Path) -> str:
    program = tmp_path / "office"
    program.write_text(OFFICE.format(python=sys.executable, log=str(tmp_path / "log")))
    program.chmod(0o755)
    return str(program)


def documents(folder: Path, *texts: str) -> list[Path]:
    found = []
    for number, text in enumerate(texts):
        path = folder / f"deal {number}" / "-brief.docx"
        path.parent.mkdir()
        path.write_text(text)
        found.append(path)
    return found


def calls(folder: Path) -> int:
    return len((folder / "log").read_text().splitlines())


def test_many_documents_are_one_call(office: str, tmp_path: Path) -> None:
    problems: list[Problem] = []
    sources = documents(tmp_path, "a", "b", "c")
    made = list(write_pdfs(sources, office, problems))
    assert made == [path.with_suffix(".pdf") for path in sources]
    assert [path.read_text() for path in made] == ["PDF of a", "PDF of b", "PDF of c"]
    assert (problems, calls(tmp_path)) == ([], 1)
    assert list(write_pdfs([], office, problems)) == []


def test_very_many_are_a_few_calls(office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "AT_ONCE", 2)
    assert len(list(write_pdfs(documents(tmp_path, "a", "b", "c"), office, []))) == 3
    assert calls(tmp_path) == 2


def test_one_that_cannot_be_converted_stops_no_other(office: str, tmp_path: Path) -> None:
    problems: list[Problem] = []
    broken, good = documents(tmp_path, "broken", "b")
    assert list(write_pdfs([broken, good], office, problems)) == [good.with_suffix(".pdf")]
    (problem,) = problems
    assert (problem.source, problem.code) == (str(broken), "no-pdf")
    assert problem.message == "LibreOffice made no PDF of it: no filter for it"


def test_it_does_not_wait_for_ever(office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS_TO_START", 0)
    monkeypatch.setattr(pdf, "SECONDS_EACH", 1)
    problems: list[Problem] = []
    assert list(write_pdfs(documents(tmp_path, "slow"), office, problems)) == []
    assert problems[0].message == "LibreOffice made no PDF of it within 1 seconds"


def test_a_program_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(NegotiaError, match=r"nothing cannot be run: No such file"):
        list(write_pdfs(documents(tmp_path, "a"), str(tmp_path / "nothing"), []))
