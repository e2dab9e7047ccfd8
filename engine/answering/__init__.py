"""Answers to the questions of an assessment: the fields they fill, how they get there, what they settle."""

from .answering import Answered, Inquiry, answer_deal, inquire
from .asking import OpenQuestion, parts_of
from .reading import answers_in, assigned_answer
from .recording import Answer
from .slots import Slot, UnknownPath, find_slot
from .values import required_fields

__all__ = [
    "Answer",
    "Answered",
    "Inquiry",
    "OpenQuestion",
    "Slot",
    "UnknownPath",
    "answer_deal",
    "answers_in",
    "assigned_answer",
    "find_slot",
    "inquire",
    "parts_of",
    "required_fields",
]
