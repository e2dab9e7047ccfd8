"""Closures are remembered, within a bound, and a program may be shared by threads."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.inference import DEAL, Clause, Ref, compile_inference
from engine.inference.durable_rules import DurableRules
from engine.inference.fixpoint import Fixpoint
from tests.engines import needs_durable_rules

CLAUSES = [
    Clause("S1", concludes="stalled", scoped=True),
    Clause("S2", concludes="gap", scoped=True),
    Clause("D", (Ref("stalled"), Ref("gap")), (), "deadlock", scoped=True),
    Clause("T", (Ref("deadlock"),), (Ref("gap", "deal"),), "reframe", scoped=True),
    Clause("W", (Ref("reframe", "any"),), (), "break"),
]


@pytest.fixture
def closed(monkeypatch, engine):
    """The fact sets that the engine really worked on."""
    worked = []
    kind = DurableRules if engine == "durable-rules" else Fixpoint
    close = kind.close
    monkeypatch.setattr(kind, "close", lambda self, facts: (worked.append(facts), close(self, facts))[1])
    return worked


def deal(*values):
    subjects = {
        f"issues[{i}]": {"S1": value, "S2": True, "D": True, "T": True} for i, value in enumerate(values)
    }
    return {DEAL: {"W": True}, **subjects}


def test_equal_subjects_and_equal_deals_are_worked_out_once(engine, closed):
    inference = compile_inference(CLAUSES, engine)
    first = inference.run(deal(True, True, True))
    assert len(closed) == 2, "one for the three issues, one for the whole deal"
    assert inference.run(deal(True, True, True)) == first
    assert len(closed) == 2
    assert inference.run(deal(True, None, True)).conclusion("issues[1]", "deadlock") is None
    assert len(closed) == 3


def test_memory_is_bounded(engine, closed):
    inference = compile_inference(CLAUSES, engine, memory=1)
    for value in (True, None, True, None):
        assert inference.run(deal(value)).conclusion(DEAL, "break") is value
    assert len(closed) == 8


def test_memory_can_be_switched_off(engine, closed):
    inference = compile_inference(CLAUSES, engine, memory=0)
    for _ in range(2):
        assert inference.run(deal(True, True)).conclusion(DEAL, "break") is True
    assert len(closed) == 6


def random_deal(seed):
    rng = random.Random(seed)
    return deal(*(rng.choice((True, None, False)) for _ in range(4)))


@pytest.mark.parametrize("memory", [0, 4, 1024])
def test_eight_threads_share_one_program(engine, memory):
    inference = compile_inference(CLAUSES, engine, memory=memory)
    expected = [
        list(compile_inference(CLAUSES, "built-in").run(random_deal(i)).conclusions()) for i in range(200)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda seed: list(inference.run(random_deal(seed)).conclusions()), range(200)))
    assert found == expected


GROWTH = """
import resource
from engine.inference import DEAL, Clause, Ref, compile_inference

inference = compile_inference([Clause("S", concludes="s"), Clause("D", (Ref("s"),), (), "d")], memory=0)

def peak_after(runs):
    for _ in range(runs):
        assert inference.run({DEAL: {"S": True, "D": True}}).conclusion(DEAL, "d")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

settled = peak_after(200)
print(inference.name, peak_after(5000) < settled * 1.1)
"""


def python(code):
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    ).stdout


@needs_durable_rules
def test_thousands_of_runs_do_not_grow():
    """Sessions that stayed behind would more than double the process."""
    assert python(GROWTH).split() == ["durable-rules", "2.0.28", "True"]


def test_importing_the_package_loads_no_engine():
    assert (
        python("import sys, engine.inference; print([m for m in sys.modules if 'durable' in m])").strip()
        == "[]"
    )
