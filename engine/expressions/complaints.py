"""Collects what is wrong with a tree, with its place in the source."""

from __future__ import annotations

from .errors import Mistake
from .syntax import Literal, Node
from .types import BOOLEAN, accepts, describe


class Complaints:
    """The mistakes found so far in one source text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.mistakes: list[Mistake] = []

    def complain(self, code: str, node: Node, message: str, hint: str = "", end: str = "") -> None:
        """Note a mistake at a node, or only at its last word `end`."""
        start, stop = node.span
        start = stop - len(end) if end else start
        self.mistakes.append(Mistake(code, message, start, max(stop - start, 1), hint))

    def words(self, node: Node) -> str:
        text = " ".join(self.source[node.span.start : node.span.end].split())
        return text if len(text) <= 60 else "..."

    def require_truth(self, node: Node) -> None:
        if not accepts(BOOLEAN, node.type):
            message = f"this is {describe(node.type)}, not a condition"
            hint = (
                "compare it"
                if isinstance(node, Literal)
                else f"write stated({self.words(node)}), or compare it"
            )
            self.complain("type", node, message, hint)
