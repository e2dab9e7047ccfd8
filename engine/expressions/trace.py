"""Shows the value of every part of an expression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .expression import Expression
from .interpreter import Interpreter, Outcome
from .paths import Need
from .syntax import Attribute, Index, Literal, Name, Node, Quantifier


@dataclass(frozen=True, slots=True)
class Trace:
    """A part of an expression and what became of it.

    `value` is None if unknown, and the exception if it raised one. `children` are the parts that were evaluated, in
    that order; what was not needed is not there. The parts of a generator stand under a trace for each element, whose
    source is the loop variable, whose value is the element, and whose `place` says which (`bargaining.offers[2]`).
    """

    source: str
    value: Any
    needs: tuple[Need, ...] = ()
    children: tuple[Trace, ...] = ()
    place: str = ""


def explain(expression: Expression, env: Mapping[str, object]) -> Trace:
    """Return the trace of an expression. It never raises what a field or function raised: that is a value here."""
    recorder = _Recorder(expression.source, env)
    try:
        value = recorder.evaluate(expression.root).value
    except Exception as error:
        value = error.with_traceback(None)
    return recorder.traces[0] if recorder.traces else Trace(expression.source, value)


class _Recorder(Interpreter):
    """An interpreter that notes what it evaluates."""

    def __init__(self, source: str, env: Mapping[str, object]) -> None:
        super().__init__(source, env)
        self.traces: list[Trace] = []

    def evaluate(self, node: Node) -> Outcome:
        outer, self.traces = self.traces, []
        try:
            outcome = super().evaluate(node)
            self.note(outer, node, outcome)
            return outcome
        except Exception as error:
            outer.append(Trace(self.words(node), error.with_traceback(None), (), tuple(self.traces)))
            raise
        finally:
            self.traces = outer

    def note(self, traces: list[Trace], node: Node, outcome: Outcome) -> None:
        if isinstance(node, Literal) and not node.named:
            return
        reading = isinstance(node, Name | Attribute | Index) and outcome.path is not None
        children = () if reading else tuple(self.traces)
        traces.append(Trace(self.words(node), outcome.value, outcome.needs, children))

    def member(self, node: Quantifier, member: Outcome) -> tuple[Outcome, Outcome]:
        outer, self.traces = self.traces, []
        try:
            return super().member(node, member)
        finally:
            place = member.path.text if member.path else ""
            outer.append(Trace(node.variable, member.value, member.needs, tuple(self.traces), place))
            self.traces = outer
