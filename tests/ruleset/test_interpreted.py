"""A rule set that is interpreted gives the same assessments as one that is compiled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.checking import check
from engine.deal.base import STAGES
from engine.deal.reading import read_deal
from engine.ruleset import Ruleset, load_ruleset
from tests.making import MONDAY

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "deals").glob("*.yaml"))


@pytest.fixture(scope="module")
def compiled() -> Ruleset:
    return load_ruleset()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_at_every_stage(path: Path, compiled: Ruleset) -> None:
    deal, interpreted = read_deal(path), replace(compiled, interpreted=True)
    for stage in (None, *STAGES):
        assessment = check(deal, interpreted, MONDAY, stage=stage)
        assert assessment == check(deal, compiled, MONDAY, stage=stage)
        assert len(assessment.outcomes) >= len(compiled.rules)
