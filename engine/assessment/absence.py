"""What a rule asks to be stated and the plan does not state."""

from __future__ import annotations

from collections.abc import Iterator

from ..evaluation import Evaluation, Verdict
from ..expressions import Need, is_stated
from ..expressions.syntax import Call, Node
from ..facts import Named, places_needed
from .evidence import Path, paths_read, value_read

_ASKING = frozenset({"stated", "missing", "unstated"})


def absent_places(evaluation: Evaluation, verdict: Verdict) -> tuple[Named, ...]:
    """The places that the condition of the verdict's rule asks to be stated, and that are not."""
    binding, env = evaluation.binding(verdict), evaluation.env(verdict)
    needs = [
        Need(path[0], path[1:])
        for path in dict.fromkeys(_asked(verdict.rule.check.condition.root))
        if path[0] in env and not is_stated(value_read(path, env))
    ]
    return places_needed(needs, binding, evaluation.facts)


def _asked(node: Node) -> Iterator[Path]:
    """The paths that stand as arguments of the functions which ask whether something is stated."""
    if isinstance(node, Call) and node.name in _ASKING:
        yield from paths_read(node)
    else:
        for child in node.children:
            yield from _asked(child)
