"""The condition language: read, check, compile, run, explain. It knows nothing of deals.

An expression has Python's syntax, of which a small part is allowed, and its own meaning. `None` is an absent value.

- An attribute of something absent is absent, and so is a place outside a list and a key that a map does not have.
- A comparison or calculation with something absent is *unknown*; so is a division by zero.
- `not`, `and`, `or` are Kleene's: `and` is false if one operand is, else unknown if one is; `or` dually.
- `a if test else b` is unknown if the test is, even if both sides are equal.
- `x in list` is unknown if x is not found and an element is absent.
- `any` is true if it holds for one element, else unknown if it is unknown for one; `all` dually. An `if` in them is
  part of the condition: any(filter and value), all(not filter or value).
- `sum`, `count`, `min`, `max` are unknown if a filter or an element that passes it is. `count` counts what is true, or,
  of the loop variable itself, what passes.
- Of an empty list `any` is false, `all` true, `sum` and `count` 0, `min` and `max` unknown. An absent list is unknown.
- `stated(x)` and `missing(x)` are never unknown: absent values, blank text, empty lists and maps are not stated; 0 and
  False are.
- Other functions are unknown if an argument is, and may be unknown for reasons of their own.
- Numbers are exact: `0.1` is one tenth; `/` gives a decimal of 28 digits; `//` rounds down and `%` is what it leaves.

What is unknown says what it needs (`needs`): the paths that were missing, or zero, or empty.
"""

from .errors import ExpressionError, Mistake
from .expression import Expression, Loop, read_condition, read_expression, read_loop
from .formats import NEUTRAL_FORMATS, Format, clean, enumerate_words, plain
from .functions import BUILT_IN, is_stated
from .interpreter import Outcome, evaluate
from .paths import Key, Need, Path
from .program import NOT_APPLICABLE, Check, Code, Program, Result, compile_program
from .reference import explain_check, needs
from .rendering import Render, compile_texts, render_text
from .text import Slot, Text, read_text
from .trace import Trace, explain
from .types import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    Choice,
    Field,
    ListOf,
    MapOf,
    OneOf,
    Opaque,
    Record,
    Type,
    describe,
)
from .vocabulary import Function, Parameter, Vocabulary

__all__ = [
    "ANY",
    "BOOLEAN",
    "BUILT_IN",
    "DATE",
    "DATETIME",
    "NEUTRAL_FORMATS",
    "NOT_APPLICABLE",
    "NUMBER",
    "TEXT",
    "Check",
    "Choice",
    "Code",
    "Expression",
    "ExpressionError",
    "Field",
    "Format",
    "Function",
    "Key",
    "ListOf",
    "Loop",
    "MapOf",
    "Mistake",
    "Need",
    "OneOf",
    "Opaque",
    "Outcome",
    "Parameter",
    "Path",
    "Program",
    "Record",
    "Render",
    "Result",
    "Slot",
    "Text",
    "Trace",
    "Type",
    "Vocabulary",
    "clean",
    "compile_program",
    "compile_texts",
    "describe",
    "enumerate_words",
    "evaluate",
    "explain",
    "explain_check",
    "is_stated",
    "needs",
    "plain",
    "read_condition",
    "read_expression",
    "read_loop",
    "read_text",
    "render_text",
]
