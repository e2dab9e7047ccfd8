"""Documents of many deals: what is written, what is kept, and what stands in the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from engine import documents, publishing
from engine.batch import Batch, CheckJob, Inputs, Progress, Selection, Sizes
from engine.bulk import DocumentsJob, Made, make_all, write_index
from engine.bulk.entries import NAME, read_entry
from engine.casefile import CaseFile
from engine.documents.agreement.certificate import Certificate, Check
from engine.errors import DealError, Problem, TemplateError

RULES = str(Path(__file__).parents[1] / "scenarios" / "files" / "rules.yaml")
DAY = date(2026, 3, 2)
ONE = Batch()
ALL = ("brief.docx", "questions.docx", "agreement.docx", "agreement.certificate.json")


def deal(id: str, title: str = "Software", **more: str) -> str:
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    return f"deal: {{id: {id}, title: {title}{extra}}}\nus: {{name: Ours Ltd}}\nthem: {{name: Theirs Inc}}\n"


@dataclass
class Heard:
    """What was told, in its order."""

    out: Path
    wrote: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def written(self, path: Path) -> None:
        self.wrote.append(path.relative_to(self.out).as_posix())

    def kept(self, path: Path) -> None:
        self.stayed.append(path.relative_to(self.out).as_posix())

    def failed(self, path: Path, point: str) -> None:
        self.points.append(f"{path.name}: {point}")

    def refused(self, problems: Iterable[Problem]) -> None:
        self.problems += problems


@dataclass
class Desk:
    """A folder of plans and one of documents, and runs over them."""

    folder: Path
    job: DocumentsJob

    def plan(self, name: str, text: str) -> Path:
        path = self.folder / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run(self, batch: Batch = ONE, **changes: object) -> tuple[Made, Heard]:
        job = replace(self.job, **changes)  # type: ignore[arg-type]  # fields of the job
        heard = Heard(job.out)
        inputs = Inputs((str(self.folder / "plans"),))
        made = make_all(inputs, job, job.check.ruleset(), heard, batch)
        write_index(job.out)
        return made, heard

    def tree(self, out: Path | None = None) -> dict[str, bytes]:
        below = out or self.job.out
        return {
            path.relative_to(below).as_posix(): path.read_bytes()
            for path in sorted(below.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    check = CheckJob(DAY, (RULES,), shipped=False, inference="built-in")
    return Desk(tmp_path, DocumentsJob(check, ("brief", "questions", "agreement"), tmp_path / "out"))


PASSED = Certificate("x", "2026-03-02", "0" * 64, (Check(1, "opens", "pass", "no fault"),))
FAILED = Certificate("x", "2026-03-02", "0" * 64, (Check(5, "contents", "fail", "there is none"),))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Renderers that note what they are asked for, and are quick."""
    asked: list[str] = []

    def render(case: CaseFile, what: str) -> bytes:
        if case.deal.deal.title == f"No {what}":
            raise TemplateError([Problem("no-value", "there is no value", f"{what}.docx")])
        asked.append(f"{what} of {case.deal.id}")
        return f"{what} of {case.deal.deal.title} on {case.assessment.as_of}".encode()

    for kind in publishing.RENDERERS:
        monkeypatch.setitem(
            publishing.RENDERERS,  # type: ignore[arg-type]  # it is a dict
            kind,
            lambda case, to, kind=kind: render(case, kind),
        )

    def agreement(case: CaseFile, **_: object) -> bytes:
        if case.deal.deal.consumer:
            raise DealError([Problem("consumer", "no draft for a consumer", case.deal.id)])
        return render(case, "agreement")

    monkeypatch.setattr(documents, "render_agreement", agreement)
    monkeypatch.setattr(
        documents,
        "certify_agreement",
        lambda document, case, **_: FAILED if case.deal.id == "poor" else PASSED,
    )
    return asked


def test_documents_entry_and_index_of_each_deal(desk: Desk, quick: list[str]) -> None:
    desk.plan("a.yaml", deal("a"))
    desk.plan("b.jsonl", '{"deal":{"id":"b","title":"B"},"us":{"name":"O"},"them":{"name":"T"}}\n')
    made, heard = desk.run()
    assert made == Made(made=2, up_to_date=0, failed=0, refused=0)
    assert heard.wrote == [f"{id}/{name}" for id in "ab" for name in ALL]
    assert sorted(desk.tree()) == sorted([*heard.wrote, f"a/{NAME}", f"b/{NAME}", "index.html"])
    entry = read_entry(desk.job.out / "b")
    assert entry is not None
    assert entry.source == f"{desk.folder}/plans/b.jsonl:1"
    assert entry.files == dict.fromkeys(ALL, ())


def test_any_number_of_processes_writes_the_same(desk: Desk) -> None:
    for number, id in enumerate(["one", "two", "three", "two", "four"]):
        desk.plan(f"{number}.yaml", deal(id, f"Deal {number}"))
    desk.plan("9.yaml", "deal: {}")
    results = []
    for jobs in (1, 2):
        out = desk.folder / f"out{jobs}"
        _, heard = desk.run(Batch(jobs, Sizes(files=1)), out=out)
        results.append((desk.tree(out), heard.wrote, heard.problems))
    assert results[0] == results[1]
    assert [problem.code for problem in results[0][2]] == ["duplicate-id", *["missing-key"] * 4]
    assert b"Deal 1" in results[0][0]["index.html"]
    assert b"Deal 3" not in results[0][0]["index.html"]


def test_what_is_up_to_date_is_not_even_read(desk: Desk, quick: list[str]) -> None:
    desk.plan("a.yaml", deal("a"))
    desk.plan("b.yaml", deal("b"))
    desk.run()
    before = desk.tree()
    edited = desk.job.out / "a" / "brief.docx"
    edited.write_text("with notes of the rep")
    quick.clear()
    made, heard = desk.run()
    assert (made.made, made.up_to_date, heard.wrote, quick) == (0, 2, [], [])
    assert heard.stayed == [f"{id}/{name}" for id in "ab" for name in ALL]
    assert edited.read_text() == "with notes of the rep"
    made, heard = desk.run(force=True)
    assert (made.made, len(heard.wrote)) == (2, 8)
    assert desk.tree() == before


def test_only_what_has_changed_is_made(desk: Desk, quick: list[str], tmp_path: Path) -> None:
    desk.plan("a.yaml", deal("a"))
    desk.plan("b.yaml", deal("b"))
    desk.run(kinds=("brief",))
    assert quick == ["brief of a", "brief of b"]
    quick.clear()
    desk.run()
    assert quick == [f"{what} of {id}" for id in "ab" for what in ("questions", "agreement")]
    entry = read_entry(desk.job.out / "a")
    assert entry is not None
    assert set(entry.files) == set(ALL)
    quick.clear()
    desk.plan("b.yaml", deal("b", "Hardware"))
    (desk.job.out / "a" / "questions.docx").unlink()
    made, _ = desk.run()
    assert quick == ["questions of a", "brief of b", "questions of b", "agreement of b"]
    assert made.made == 2
    assert b"Hardware" in (desk.job.out / "b" / "brief.docx").read_bytes()
    for changed in (
        {"check": replace(desk.job.check, as_of=date(2026, 3, 3))},
        {"check": replace(desk.job.check, locale="de")},
        {"check": replace(desk.job.check, rules=(), shipped=True)},
        {"templates": tmp_path / "own"},
    ):
        (tmp_path / "own" / "texts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / "notes.txt").write_text("another folder, other templates")
        assert desk.run(**changed)[0].made == 2  # type: ignore[arg-type]  # fields of the job


def test_a_file_cut_off_by_a_crash_is_made_again(desk: Desk, quick: list[str]) -> None:
    desk.plan("a.yaml", deal("a"))
    desk.run()
    (desk.job.out / "a" / "brief.docx").write_bytes(b"")
    assert desk.run()[1].wrote == ["a/brief.docx"]
    (desk.job.out / "a" / NAME).write_text("{")
    assert desk.run()[1].wrote == [f"a/{name}" for name in ALL]


def test_a_copied_folder_is_no_folder_of_a_deal(desk: Desk, quick: list[str]) -> None:
    desk.plan("a.yaml", deal("a"))
    desk.run()
    (desk.job.out / "a").rename(desk.job.out / "a-old")
    assert len(desk.run()[1].wrote) == 4
    assert "a-old" not in (desk.job.out / "index.html").read_text()


def test_a_second_deal_with_the_same_id_replaces_nothing(desk: Desk, quick: list[str]) -> None:
    first = desk.plan("1.yaml", deal("a", "First"))
    second = desk.plan("2.yaml", deal("a", "Second"))
    for _ in range(2):
        made, heard = desk.run()
        assert made.refused == 1
        (problem,) = heard.problems
        assert (problem.code, problem.source, problem.path) == ("duplicate-id", str(second), "deal.id")
        assert str(first) in problem.message
        assert (desk.job.out / "a" / "brief.docx").read_text() == "brief of First on 2026-03-02"
    second.write_text(first.read_text())
    assert desk.run()[1].problems == [problem]


def test_a_bad_deal_stops_no_other(desk: Desk, quick: list[str]) -> None:
    desk.plan("1.yaml", "deal: [")
    desk.plan("2.yaml", deal("home", consumer="true"))
    desk.plan("3.yaml", deal("odd", "No questions"))
    desk.plan("4.yaml", deal("poor"))
    made, heard = desk.run()
    assert (made.made, made.refused, made.failed) == (3, 3, 1)
    assert [problem.code for problem in heard.problems][1:] == ["consumer", "no-value"]
    assert heard.points == ["agreement.docx: 5 contents: there is none"]
    assert heard.wrote[:3] == ["home/brief.docx", "home/questions.docx", "odd/brief.docx"]
    again, heard = desk.run()
    assert (again.made, again.refused, again.failed) == (0, 3, 1)
    assert heard.points == ["agreement.docx: 5 contents: there is none"], "a kept draft still fails"
    assert "fails point 5" in (desk.job.out / "index.html").read_text()


def test_a_folder_that_cannot_be_written_stops_no_other(desk: Desk, quick: list[str]) -> None:
    desk.plan("a.yaml", deal("a"))
    desk.plan("b.yaml", deal("b"))
    (desk.job.out / "a" / "brief.docx").mkdir(parents=True)
    made, heard = desk.run()
    assert (made.made, made.refused) == (1, 1)
    assert [(problem.code, problem.source) for problem in heard.problems] == [
        ("not-written", str(desk.job.out / "a" / "brief.docx"))
    ]
    assert read_entry(desk.job.out / "a") is None
    (desk.job.out / "a" / "brief.docx").rmdir()
    assert desk.run()[0].made == 1


def test_after_ctrl_c_the_same_call_goes_on(desk: Desk, quick: list[str]) -> None:
    for id in "abc":
        desk.plan(f"{id}.yaml", deal(id))

    def stop(progress: Progress) -> None:
        if progress.deals == 2:
            raise KeyboardInterrupt

    made, heard = desk.run(Batch(1, Sizes(files=1), stop))
    assert made.interrupted
    assert heard.wrote == [f"{id}/{name}" for id in "ab" for name in ALL]
    assert "Documents of 2 deals" in (desk.job.out / "index.html").read_text()
    assert not desk.job.staging.exists()
    made, heard = desk.run()
    assert (made.made, made.up_to_date) == (1, 2)
    whole = desk.folder / "whole"
    desk.run(out=whole)
    assert desk.tree() == desk.tree(whole)


def test_what_a_killed_run_left_aside_is_taken_away(desk: Desk, quick: list[str]) -> None:
    desk.job.staging.mkdir(parents=True)
    (desk.job.staging / "left").write_text("half")
    desk.plan("a.yaml", deal("a"))
    desk.run()
    assert not desk.job.staging.exists()


def test_only_deals_that_are_wanted(desk: Desk, quick: list[str]) -> None:
    desk.plan("a.yaml", deal("a", owner="Kim"))
    desk.plan("b.yaml", deal("b", owner="Lee"))
    wanted = replace(desk.job.check, selection=Selection(owner="kim"))
    assert desk.run(check=wanted)[0].made == 1
    desk.run()
    made, heard = desk.run(check=wanted)
    assert (made.made, made.up_to_date) == (0, 1)
    assert heard.stayed == [f"a/{name}" for name in ALL]


def test_templates_with_mistakes_are_told_before_any_work(desk: Desk, tmp_path: Path) -> None:
    desk.plan("a.yaml", deal("a"))
    own = tmp_path / "own"
    own.mkdir()
    (own / "brief.docx").write_text("no Word file")
    with pytest.raises(TemplateError, match=r"brief\.docx"):
        desk.run(templates=own)
    assert not desk.job.out.exists()


def test_the_index(desk: Desk, quick: list[str]) -> None:
    meeting = "\nmeetings: [{{at: 2026-03-{day:02}T10:00:00+00:00, purpose: exchange}}]\n"
    desk.plan("1.yaml", deal("later") + meeting.format(day=20))
    desk.plan("2.yaml", deal("sooner", '"<script>alert(1)</script>"') + meeting.format(day=4))
    desk.plan("3.yaml", deal('"no one/../x"', "None planned"))
    assert desk.run()[1].problems == []
    page = (desk.job.out / "index.html").read_text()
    assert "Internal:" in page
    assert "Do not forward" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert (
        page.index("Wed 4 Mar 2026, 10:00") < page.index("Fri 20 Mar 2026") < page.index("no meeting planned")
    )
    (desk.job.out / "sooner" / "brief.pdf").write_bytes(b"pdf")
    desk.run()
    page = (desk.job.out / "index.html").read_text()
    for name in ("brief.docx", "brief.pdf", "agreement.certificate.json"):
        assert f'href="sooner/{name}"' in page
    desk.run(force=True)
    assert not (desk.job.out / "sooner" / "brief.pdf").exists(), "it is of the brief before"
    odd = next(path.name for path in desk.job.out.iterdir() if path.name.startswith("no"))
    assert f'href="{odd}/brief.docx"' in page


def test_nothing_to_list_makes_no_index(desk: Desk) -> None:
    desk.plan("a.yaml", "deal: [")
    desk.run()
    assert desk.tree() == {}
