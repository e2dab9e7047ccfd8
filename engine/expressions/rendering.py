"""Turns texts and an environment into plain text: compiled for use, interpreted for comparison."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ..garbage import collector_paused
from . import python
from .compiler import Compiler
from .formats import ABSENT, Show, clean, plain, show_number
from .interpreter import evaluate
from .sharing import shared_nodes
from .text import Slot, Text
from .types import NUMBER, is_text
from .writer import Operand

Render: TypeAlias = Callable[..., str]
"""`render(env, context=None)` gives the text; it raises what a field, function or format raised."""


def render_text(
    text: Text,
    env: Mapping[str, object],
    context: object = None,
    default: Show = plain,
    absent: str | None = ABSENT,
) -> str:
    """Render one text by interpretation; it means the same as the compiled one."""
    return "".join(
        piece if isinstance(piece, str) else _show(piece, env, context, default, absent)
        for piece in text.pieces
    )


def _show(slot: Slot, env: Mapping[str, object], context: object, default: Show, absent: str | None) -> str:
    value = evaluate(slot.expression, env).value
    if value is None:
        return clean(default(None, context)) if absent is None else absent
    for formatting in slot.formattings:
        value = formatting.format.call(value, context, *formatting.arguments)
    return clean(value if slot.formattings else default(value, context))


@collector_paused()
def compile_texts(
    texts: Sequence[Text], default: Show = plain, absent: str | None = ABSENT
) -> tuple[Render, ...]:
    """Compile texts into one function each, `render(env, context=None)`.

    `default` shows the values without a format, `absent` stands for what is absent or unknown; without it, `default`
    is asked for words for None. Values are plain text: control characters become blanks, nothing is escaped.
    """
    names: dict[str, object] = {"clean": clean, "default": default, "show_number": show_number}
    functions = [_function(f"text{place}", text, names, absent) for place, text in enumerate(texts)]
    namespace = python.execute(functions, names)
    return tuple(namespace[f"text{place}"] for place in range(len(texts)))


def _function(name: str, text: Text, names: dict[str, object], absent: str | None) -> ast.stmt:
    compiler = Compiler(names, shared_nodes((slot.expression.root, False) for slot in text.slots))
    parts: list[ast.expr] = []
    for piece in text.pieces:
        if isinstance(piece, str):
            parts.append(python.constant(piece))
        else:
            operand = compiler.value(piece.expression.root)
            parts.append(python.FormattedValue(_shown(compiler, piece, operand, absent), -1))
    answer = python.Return(python.JoinedStr(parts))
    return python.function(
        name, ["env", "context"], [*compiler.prelude(), *compiler.block, answer], optional=1
    )


def _shown(compiler: Compiler, slot: Slot, operand: Operand, absent: str | None) -> ast.expr:
    context = python.load("context")
    if slot.formattings:
        shown = operand.load()
        for formatting in slot.formattings:
            arguments = [compiler.glob(argument) for argument in formatting.arguments]
            shown = python.call(compiler.glob(formatting.format.call), shown, context, *arguments)
        shown = python.call(python.load("clean"), shown)
    else:
        shown = _by_default(slot, operand.load(), compiler)
    if not operand.nullable:
        return shown
    missing = _worded(python.constant(None)) if absent is None else python.constant(absent)
    return python.choose(python.identical(operand.load(), None), missing, shown)


def _by_default(slot: Slot, value: ast.expr, compiler: Compiler) -> ast.expr:
    """Call the default, or of the shipped one the part for the type, which leaves nothing to clean in a number."""
    kind = slot.expression.type
    if compiler.names["default"] is plain:
        if kind == NUMBER:
            return python.call(python.load("show_number"), value)
        if is_text(kind):
            return python.call(python.load("clean"), value)
    return _worded(value)


def _worded(value: ast.expr) -> ast.expr:
    return python.call(
        python.load("clean"), python.call(python.load("default"), value, python.load("context"))
    )
