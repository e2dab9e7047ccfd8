"""What is told in English before anybody knows the reader."""

from __future__ import annotations

import pickle

from engine.output.encoding import encode_line
from engine.texts import Told, tell, texts_for


def test_it_is_an_english_text_that_can_be_said_again() -> None:
    told = tell("notes.needed.target", issue="Fee")
    assert told == "our target on Fee"
    assert texts_for("de").said(told) == "unser Ziel bei Fee"
    assert texts_for().said(told) == "our target on Fee"


def test_what_is_told_within_is_said_too() -> None:
    told = tell("notes.left_out", issue="Note", reason=tell("notes.free_text"))
    assert told == "Note: it is free text; only listed options can be weighed"
    assert (
        texts_for("de").said(told) == "Note: freier Text; nur aufgezählte Möglichkeiten lassen sich gewichten"
    )


def test_other_texts_stay_as_they_are() -> None:
    assert texts_for("de").said("our target on Fee") == "our target on Fee"


def test_it_goes_to_other_processes_and_into_json() -> None:
    told = pickle.loads(pickle.dumps(tell("notes.ranges")))
    assert isinstance(told, Told)
    assert texts_for("de").said(told) == "Spannen zählen mit ihrer Mitte."
    assert encode_line([told]) == b'["Ranges count by their middle."]'
