"""The condition language."""

from .errors import ExpressionError, Mistake
from .expression import Expression, Loop, read_condition, read_expression, read_loop
from .functions import BUILT_IN, is_stated
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
    "NUMBER",
    "TEXT",
    "Choice",
    "Expression",
    "ExpressionError",
    "Field",
    "Function",
    "ListOf",
    "Loop",
    "MapOf",
    "Mistake",
    "OneOf",
    "Opaque",
    "Parameter",
    "Record",
    "Type",
    "Vocabulary",
    "describe",
    "is_stated",
    "read_condition",
    "read_expression",
    "read_loop",
]
