"""The same job on a real Ray cluster of two nodes on this machine, while a process and a node are killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from engine.assessment.building import ruleset_info
from engine.batch import Batch, Inputs, Progress, Sizes, check_batch
from engine.distributed import ray_cluster, spread
from engine.output import FORMATS, Options
from engine.run import RunInfo, Totals
from tests.distributed.test_spreading import JOB

ray = pytest.importorskip("ray", reason="Ray is not installed")
pytestmark = [pytest.mark.ray, pytest.mark.filterwarnings("ignore")]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster of two nodes with a core each; their processes find the package as this one does."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, sys.path)]))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    yield cluster
    cluster.shutdown()


def run(inputs: Inputs, batch: Batch) -> tuple[bytes, Totals]:
    out, rules = BytesIO(), JOB.ruleset()
    report = FORMATS["jsonl"].make(out, RunInfo(JOB.as_of, ruleset_info(rules)), Options())
    totals = check_batch(inputs, JOB, rules, [report], batch)
    return out.getvalue(), totals


def working_processes() -> list[int]:
    """The processes of Ray that work on a piece now."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if words.startswith(b"ray::work_on"):
                found.append(int(entry.name))
    return found


def test_a_worker_and_a_node_are_killed_and_nothing_is_lost_or_doubled(nodes: Any, tmp_path: Path) -> None:
    line = '{{"deal":{{"id":"d{0}","title":"Deal"}},"us":{{"name":"O"}},"them":{{"name":"T"}}}}\n'
    path = tmp_path / "deals.jsonl"
    path.write_text("".join(line.format(number) for number in range(3_000)))
    inputs, sizes = Inputs((f"file://{path}",)), Sizes(bytes=4_000)
    killed: list[str] = []

    def kill(progress: Progress) -> None:
        if progress.deals > 500 and not killed:
            killed.extend(f"process {pid}" for pid in working_processes())
            for pid in working_processes():
                os.kill(pid, signal.SIGKILL)
        elif progress.deals > 1_500 and "node" not in killed:
            nodes.remove_node(next(iter(nodes.worker_nodes)), allow_graceful=False)
            killed.append("node")

    with ray_cluster(nodes.address) as cluster:
        result = run(inputs, Batch(1, sizes, kill, elsewhere=partial(spread, cluster)))
    assert len(killed) > 1, "a process and a node"
    assert result == run(inputs, Batch(1, sizes))
    assert result[1].deals == 3_000
