"""What a rule's condition looks at: the values behind a finding, and the place in the deal it points to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..deal.paths import Location
from ..deal.term import Term
from ..expressions import Check, Need
from ..expressions.syntax import Attribute, Call, Name, Node, Quantifier
from ..facts import Binding, Facts, Named, fixed_places, places_needed

Path = tuple[str, ...]
"""A name of the vocabulary or the loop's variable, and the fields below it."""


def evidence(
    check: Check, binding: Binding | None, env: Mapping[str, object], facts: Facts
) -> tuple[Location, Mapping[str, object]]:
    """The place that a finding of this check points to, and the plain values it looked at, by path.

    It points to the first thing that is absent and has no default in the condition; otherwise to its element;
    otherwise to what it looks at first that has no default.
    """
    values: dict[str, object] = {}
    absent: list[Location] = []
    present: list[Location] = []
    other: list[Location] = []
    for path, firm, fixed in _reads(check):
        value = value_read(path, env)
        kind = other if not firm else absent if value is None or value == () else present
        for named in fixed or places_needed([Need(path[0], path[1:])], binding, facts):
            kind.append(named.location)
            if value is None or isinstance(value, _PLAIN):
                values.setdefault(named.text, value)
    element = [binding.location] if binding else []
    return next(iter((*absent, *element, *present, *other, ("deal",)))), values


_PLAIN = (str, int, Decimal, date, Term)


class _Read(NamedTuple):
    """A path that a check reads, and whether without a default; its places, if they are the same in every deal."""

    path: Path
    firm: bool
    places: tuple[Named, ...] | None


_REMEMBERED = 4096
_memory: dict[int, tuple[Check, tuple[_Read, ...]]] = {}
"""What checks read, by their identity. Each entry holds its check, so that no other can have that identity."""


def _reads(check: Check) -> tuple[_Read, ...]:
    """What a check reads, each path once."""
    found = _memory.get(id(check))
    if found is None:
        if len(_memory) >= _REMEMBERED:
            _memory.clear()
        firm = set(paths_read(check.condition.root, defaulted=False))
        paths = dict.fromkeys(paths_read(check.condition.root))
        variable = check.loop.variable if check.loop else ""
        reads = tuple(
            _Read(path, path in firm, None if path[0] == variable else fixed_places(path[0], path[1:]))
            for path in paths
        )
        found = _memory[id(check)] = (check, reads)
    return found[1]


def paths_read(node: Node, inner: frozenset[str] = frozenset(), *, defaulted: bool = True) -> Iterator[Path]:
    """The paths that an expression names, in order; not those of the loops inside it.

    Without `defaulted`, those are left out that `coalesce` gives a default.
    """
    if not defaulted and isinstance(node, Call) and node.name == "coalesce":
        return
    if isinstance(node, Quantifier):
        inner = inner | {node.variable}
    path = _path(node)
    if path is None:
        for child in node.children:
            yield from paths_read(child, inner, defaulted=defaulted)
    elif path[0] not in inner:
        yield path


def value_read(path: Path, env: Mapping[str, object]) -> object:
    """The value at a path, None if something on the way is absent."""
    node: object = env.get(path[0])
    for step in path[1:]:
        node = None if node is None else getattr(node, step)
    return node


def _path(node: Node) -> Path | None:
    match node:
        case Name():
            return (node.id,)
        case Attribute():
            above = _path(node.of)
            return None if above is None else (*above, node.name)
        case _:
            return None
