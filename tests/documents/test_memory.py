"""A process that makes documents without end does not grow."""

from __future__ import annotations

import gc

import pytest

from engine.casefile import open_case
from engine.documents import render_agreement, render_brief, render_questions
from tests.documents.cases import sample_deal, shipped_rules
from tests.making import MONDAY

ROUNDS = 12


def tracked_objects(name: str, rounds: int) -> int:
    """How many objects live after so many rounds of all documents."""
    for _ in range(rounds):
        case = open_case(sample_deal(name), shipped_rules(), MONDAY)
        for render in (render_brief, render_questions, render_agreement):
            render(case)
    del case
    gc.collect()
    return len(gc.get_objects())


@pytest.mark.parametrize("name", ["software", "stalled-price"])
def test_what_documents_are_made_of_goes_with_them(name: str) -> None:
    before = tracked_objects(name, 3)
    assert tracked_objects(name, ROUNDS) - before < ROUNDS
