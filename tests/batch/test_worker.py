"""What a worker process says to whoever hands it chunks, here in a thread."""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from engine.batch import CheckJob, Chunk, Inputs
from engine.batch.chunks import cut
from engine.batch.parts import part_totals, read_part
from engine.batch.worker import Begun, Done, Failed, Ready, Task, work
from tests.batch.runs import JOB, PATIENCE, Faulty, deal


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """A worker stops the garbage collector, for its process ends when it ends."""
    yield
    gc.unfreeze()
    gc.enable()


def chunk_of(folder: Path, *ids: str) -> Chunk:
    (folder / "deals.jsonl").write_text("".join(deal(id) + "\n" for id in ids))
    [chunk] = cut(Inputs((folder / "deals.jsonl",)))
    return chunk


def said(job: CheckJob, folder: Path, *tasks: Task) -> list[object]:
    """All that a worker says until the tasks are done or it ends."""
    ours, theirs = multiprocessing.Pipe()
    worker = threading.Thread(target=_work_and_close, args=(theirs, job, folder))
    worker.start()
    found: list[object] = []
    try:
        found.append(ours.recv())
        for task in tasks:
            ours.send(task)
            while not isinstance(found[-1], Failed):
                found.append(ours.recv())
                if isinstance(found[-1], Done):
                    break
    except (EOFError, ConnectionResetError):
        found.append("the end")
    ours.close()
    worker.join(timeout=PATIENCE)
    assert not worker.is_alive()
    return found


def _work_and_close(connection: Connection, job: CheckJob, folder: Path) -> None:
    with connection:
        work(connection, job, folder)


def test_a_part_is_written_and_counted(tmp_path: Path) -> None:
    chunk = chunk_of(tmp_path, "a", "b")
    ready, done = said(JOB, tmp_path, Task(chunk))
    assert ready == Ready()
    assert isinstance(done, Done)
    assert done.totals.deals == 2
    assert part_totals(tmp_path, 0) == done.totals
    assert len(list(read_part(tmp_path, 0))) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"deals.jsonl", "00000000.part"}


def test_a_careful_worker_says_where_it_is_and_leaves_out_what_is_deadly(tmp_path: Path) -> None:
    chunk = chunk_of(tmp_path, "a", "b", "c")
    *begun, done = said(JOB, tmp_path, Task(chunk, deadly=(1,), careful=True))[1:]
    assert begun == [Begun(0), Begun(1), Begun(2)]
    assert isinstance(done, Done)
    assert (done.totals.deals, done.totals.refused) == (2, 1)


def faulty(marks: Path) -> Faulty:
    return Faulty(JOB.as_of, JOB.rules, shipped=False, inference="built-in", marks=str(marks))


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("bug", Failed("KeyError: 'rank'", "Traceback")),
        ("full", Failed("what is done cannot be kept in {}: no space left on device")),
        ("memory", "the end"),
    ],
)
def test_trouble_is_told(tmp_path: Path, id: str, expected: object) -> None:
    told = said(faulty(tmp_path), tmp_path, Task(chunk_of(tmp_path, id)))[-1]
    if isinstance(expected, Failed):
        assert isinstance(told, Failed)
        assert told.message == expected.message.format(tmp_path)
        assert told.traceback.startswith(expected.traceback)
    else:
        assert told == expected
    assert not list(tmp_path.glob("*.part"))


def test_rules_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    missing = CheckJob(JOB.as_of, (str(tmp_path / "none.yaml"),), shipped=False)
    [failed] = said(missing, tmp_path)
    assert isinstance(failed, Failed)
    assert "none.yaml" in failed.message
    assert failed.traceback == ""
