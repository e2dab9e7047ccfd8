"""Finds what several expressions have in common, so that a run computes it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .syntax import Arithmetic, Attribute, Call, Comparison, Index, Logic, Name, Node, Quantifier

WORTH_KEEPING = (Attribute, Index, Arithmetic, Comparison, Logic, Call, Quantifier)


def loop_variables(node: Node) -> frozenset[str]:
    """Return the loop variables that a node depends on and does not bind itself."""
    if isinstance(node, Name):
        return frozenset((node.id,)) if node.variable else frozenset()
    below = [loop_variables(child) for child in node.children]
    if isinstance(node, Quantifier):
        inner = frozenset().union(*below[:1], *below[2:])
        return (inner - {node.variable}) | below[1]
    return frozenset().union(*below)


def shared_nodes(roots: Iterable[tuple[Node, bool]]) -> list[Node]:
    """Return the nodes worth computing once a run, in order of appearance.

    `roots` are trees, each with whether it is evaluated for each element of a loop. A node is worth it if it depends
    on no loop variable and stands in several places, or in a loop. Parts of it count once for all its places.
    """
    places: Counter[Node] = Counter()
    for root, repeated in roots:
        _count(root, repeated, places)
    return [node for node, count in places.items() if count > 1]


def _count(node: Node, repeated: bool, places: Counter[Node], free: bool = False) -> None:
    """Count the places of a tree; `free` says that a node above depends on no loop variable, and so do its parts."""
    free = free or not loop_variables(node)
    if free and isinstance(node, WORTH_KEEPING):
        known = places.get(node, 0)  # looked up once: the hash of a tree takes time
        places[node] = known + (2 if repeated and not known else 1)
        if known:
            return
        repeated = False
    if isinstance(node, Quantifier):
        _count(node.items, repeated, places, free)
        for child in (*node.filters, node.element):
            _count(child, True, places)
    else:
        for child in node.children:
            _count(child, repeated, places, free)
