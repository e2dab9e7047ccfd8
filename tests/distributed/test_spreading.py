"""A job on a cluster: a stand-in whose processes end when they are told to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from engine.assessment.building import ruleset_info
from engine.batch import Batch, CheckJob, Inputs, Sizes, check_batch
from engine.batch.job import Job
from engine.distributed import Lost, spread
from engine.distributed.work import Answer, Piece, count_records, work_on
from engine.errors import NegotiaError
from engine.output import FORMATS, Options
from engine.run import RunInfo, Totals

RULES = str(Path(__file__).parents[1] / "scenarios" / "files" / "rules.yaml")
JOB = CheckJob(date(2026, 3, 2), (RULES,), shipped=False, inference="built-in")


@dataclass
class Stand:
    """A cluster in this process; `deaths` are how often the work on a deal of that id ends its process."""

    deaths: dict[str, int] = field(default_factory=dict)
    slots: int = 2
    pieces: dict[int, tuple[Job, Piece]] = field(default_factory=dict)
    submitted: int = 0
    most: int = 0

    def submit(self, job: Job, piece: Piece) -> int:
        self.submitted += 1
        self.pieces[self.submitted] = (job, piece)
        self.most = max(self.most, len(self.pieces))
        return self.submitted

    def wait(self, refs: Sequence[int]) -> int:
        return refs[-1]  # the last one is ready first: the order must be made again

    def get(self, ref: int) -> Answer:
        job, piece = self.pieces.pop(ref)
        answer = work_on(job, piece)
        for id, left in self.deaths.items():
            if left and not piece.deadly and f'"id":"{id}"'.encode() in answer[0]:
                self.deaths[id] -= 1
                raise Lost
        return answer


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    line = '{{"deal":{{"id":"d{0}","title":"Deal"}},"us":{{"name":"O"}},"them":{{"name":"T"}}}}\n'
    path = tmp_path / "deals.jsonl"
    path.write_text("".join(line.format(number) for number in range(40)) + "{}\n")
    return path


def run(inputs: Inputs, elsewhere: Any = None) -> tuple[bytes, Totals]:
    out, rules = BytesIO(), JOB.ruleset()
    report = FORMATS["jsonl"].make(out, RunInfo(JOB.as_of, ruleset_info(rules)), Options())
    totals = check_batch(inputs, JOB, rules, [report], Batch(1, Sizes(bytes=300), elsewhere=elsewhere))
    return out.getvalue(), totals


def test_a_cluster_gives_what_one_process_gives(deals: Path) -> None:
    stand = Stand()
    inputs = Inputs((deals,))
    assert run(inputs, partial(spread, stand)) == run(inputs)
    assert stand.submitted > 4
    assert stand.most <= 2 * stand.slots, "memory is bounded by what is on its way"


def test_what_is_lost_is_done_again(deals: Path) -> None:
    stand = Stand(deaths={"d7": 2, "d30": 1})
    inputs = Inputs((deals,))
    assert run(inputs, partial(spread, stand)) == run(inputs)
    assert not any(stand.deaths.values())


def test_a_deal_that_always_ends_its_process_is_named_and_left_out(deals: Path) -> None:
    out, totals = run(Inputs((deals,)), partial(spread, Stand(deaths={"d7": 99})))
    expected, whole = run(Inputs((deals,)))
    assert (totals.deals, totals.refused) == (whole.deals - 1, whole.refused + 1)
    changed = [new for new, old in zip(out.splitlines(), expected.splitlines(), strict=True) if new != old]
    assert len(changed) == 1
    assert b'"process-died"' in changed[0]
    assert b'"line":8' in changed[0]


def test_a_cluster_on_which_nothing_lives_is_told(deals: Path) -> None:
    class Dead(Stand):
        def get(self, ref: int) -> Answer:
            raise Lost

    with pytest.raises(NegotiaError, match="end again and again"):
        run(Inputs((deals,)), partial(spread, Dead()))


def test_files_by_address(deals: Path, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "b.yaml").write_text("deal: {id: b, title: B}\nus: {name: O}\nthem: {name: T}\n")
    (tmp_path / "plans" / "a.json").write_text("{}")
    (tmp_path / "plans" / ".hidden.yaml").write_text("x")
    named = ("deals.jsonl", "plans", "none.yaml")
    here, there = (
        run(Inputs(tuple(f"{prefix}{tmp_path}/{name}" for name in named))) for prefix in ("", "file://")
    )
    assert there[1].deals == here[1].deals == 41
    assert there[1].refused == here[1].refused == 3
    lines = zip(here[0].splitlines(), there[0].replace(b"file://", b"").splitlines(), strict=True)
    assert [old == new for old, new in lines].count(False) <= 1, "but for the words of the missing file"


def test_records_are_counted_without_being_read(deals: Path) -> None:
    from engine.batch.chunks import cut

    assert sum(map(count_records, cut(Inputs((deals,)), Sizes(bytes=300)))) == 41


def test_without_ray_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from engine.distributed import ray_cluster

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(NegotiaError, match=r"negotia\[ray\]"), ray_cluster():
        pass
