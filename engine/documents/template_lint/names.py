"""The names in a part's tags, held against the types of the context, through loops and filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import nodes

from ...suggest import near_or_listed
from ..sandbox import TemplateEnvironment
from .model import Complaint
from .shapes import Loop, Method, Shape, called, either, element, members, why_unprintable

_MEMBER_FILTERS: Final = frozenset(("first", "last", "random", "min", "max"))
_LIST_FILTERS: Final = frozenset(
    ("sort", "reverse", "unique", "list", "select", "reject", "selectattr", "rejectattr")
)
_NUMBER_FILTERS: Final = frozenset(("length", "count", "wordcount", "int", "round"))
_TEXT_FILTERS: Final = frozenset(
    ("join", "upper", "lower", "title", "capitalize", "trim", "replace", "string", "truncate", "indent")
)
_BY_FIRST_ARGUMENT: Final = frozenset(("selectattr", "rejectattr", "groupby"))
_METHODS_OF_A_DICTIONARY: Final = frozenset(name for name in dir(dict) if not name.startswith("_"))
_SET_BY_JINJA: Final = frozenset(("loop", "caller", "varargs", "kwargs", "self"))


def check_names(
    tree: nodes.Template, context: Mapping[str, Shape], environment: TemplateEnvironment
) -> list[Complaint]:
    """What tags name that is not there, or print that is no text."""
    walk = _Walk(environment)
    walk.statements(tree.body, {**dict.fromkeys(environment.globals, Any), **context})
    return walk.found


class _Walk:
    """One walk over a tree; a scope holds the types of the names that are known in it."""

    def __init__(self, environment: TemplateEnvironment) -> None:
        self.found: list[Complaint] = []
        self._globals = frozenset(environment.globals)

    def statements(self, body: list[nodes.Node], scope: dict[str, Shape]) -> None:
        for node in body:
            step: Callable[[Any, dict[str, Shape]], None] | None = getattr(
                self, f"_{type(node).__name__.lower()}", None
            )
            (step or self._other)(node, scope)

    def _output(self, node: nodes.Output, scope: dict[str, Shape]) -> None:
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                continue
            shape = self.shape(one, scope)
            if why := why_unprintable(shape):
                code = "key-is-method" if shape is Method else "not-text"
                hint = "give it another name, or call it with ()" if shape is Method else ""
                self._complain(one, code, why, hint)

    def _for(self, node: nodes.For, scope: dict[str, Shape]) -> None:
        found = self._element(node.iter, scope)
        inner = {**scope, "loop": Loop}
        _bind(node.target, found, inner)
        if node.test is not None:
            self.shape(node.test, inner)
        self.statements(node.body, inner)
        self.statements(node.else_, dict(scope))

    def _if(self, node: nodes.If, scope: dict[str, Shape]) -> None:
        self.shape(node.test, scope)
        self.statements(node.body, scope)
        self.statements(list(node.elif_), scope)
        self.statements(node.else_, scope)

    def _assign(self, node: nodes.Assign, scope: dict[str, Shape]) -> None:
        _bind(node.target, self.shape(node.node, scope), scope)

    def _assignblock(self, node: nodes.AssignBlock, scope: dict[str, Shape]) -> None:
        self.statements(node.body, dict(scope))
        _bind(node.target, Any, scope)

    def _with(self, node: nodes.With, scope: dict[str, Shape]) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            _bind(target, self.shape(value, scope), inner)
        self.statements(node.body, inner)

    def _macro(self, node: nodes.Macro, scope: dict[str, Shape]) -> None:
        scope[node.name] = Any
        inner = {**scope, **dict.fromkeys(_SET_BY_JINJA, Any)}
        for argument in node.args:
            inner[argument.name] = Any
        self.statements(node.body, inner)

    def _other(self, node: nodes.Node, scope: dict[str, Shape]) -> None:
        for part in node.iter_child_nodes():
            if isinstance(part, nodes.Expr):
                self.shape(part, scope)
            else:
                self.statements([part], scope)

    def shape(self, node: nodes.Node, scope: dict[str, Shape]) -> Shape:
        """The type of an expression; complains of what is wrong in it."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._member(node, node.attr, self.shape(node.node, scope))
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter() if node.node is not None:
                return self._filter(node, node.node, scope)
            case nodes.Const():
                return type(node.value)
            case nodes.CondExpr():
                self.shape(node.test, scope)
                return either(self.shape(one, scope) for one in (node.expr1, node.expr2) if one is not None)
            case nodes.And() | nodes.Or():
                return either([self.shape(node.left, scope), self.shape(node.right, scope)])
            case nodes.Dict():
                self._keys(node)
        for part in node.iter_child_nodes():
            self.shape(part, scope)
        if isinstance(node, nodes.Not | nodes.Compare | nodes.Test):
            return bool
        return Any

    def _name(self, node: nodes.Name, scope: dict[str, Shape]) -> Shape:
        if node.name in scope:
            return scope[node.name]
        hint = near_or_listed(node.name, scope.keys() - self._globals)
        self._complain(node, "unknown-name", f"there is no {node.name!r}", hint)
        return Any

    def _member(self, node: nodes.Node, name: str, owner: Shape) -> Shape:
        known = members(owner)
        if known is None:
            return Any
        if name in known:
            return known[name]
        fields = [one for one, shape in known.items() if shape is not Method]
        self._complain(
            node, "unknown-field", f"there is no {name!r} in {called(owner)}", near_or_listed(name, fields)
        )
        return Any

    def _item(self, node: nodes.Getitem, scope: dict[str, Shape]) -> Shape:
        owner = self.shape(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node, node.arg.value, owner)
        self.shape(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return owner
        return element(owner) or Any

    def _filter(self, node: nodes.Filter, of: nodes.Expr, scope: dict[str, Shape]) -> Shape:
        shape = self.shape(of, scope)
        for part in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.shape(part, scope)
        inside = element(shape) or Any
        mapped: Shape = Any
        for path in _attributes(node):
            mapped = inside
            for name in path.split("."):
                if not name.isdecimal():
                    mapped = self._member(node, name, mapped)
        return _filtered(node.name, shape, inside, mapped)

    def _element(self, node: nodes.Node, scope: dict[str, Shape]) -> Shape:
        shape = self.shape(node, scope)
        found = element(shape)
        if found is None:
            self._complain(node, "not-a-list", f"{called(shape)} is no list that a loop could go through")
            return Any
        return found

    def _keys(self, node: nodes.Dict) -> None:
        for pair in node.items:
            if isinstance(pair.key, nodes.Const) and pair.key.value in _METHODS_OF_A_DICTIONARY:
                message = f"the key {pair.key.value!r} is also the name of a method of dictionaries"
                self._complain(pair, "key-is-method", message, "give it another name")

    def _complain(self, node: nodes.Node, code: str, message: str, hint: str = "") -> None:
        self.found.append(Complaint(node.lineno, code, message, hint))


def _bind(target: nodes.Node, shape: Shape, scope: dict[str, Shape]) -> None:
    """Put what is assigned to one name, or to several, into a scope."""
    if isinstance(target, nodes.Name):
        scope[target.name] = shape
    elif isinstance(target, nodes.Tuple):
        for one in target.items:
            _bind(one, Any, scope)


def _attributes(node: nodes.Filter) -> list[str]:
    """The paths that a filter takes from each member of a list."""
    values = [keyword.value for keyword in node.kwargs if keyword.key == "attribute"]
    if node.name in _BY_FIRST_ARGUMENT:
        values += node.args[:1]
    texts = [one.value for one in values if isinstance(one, nodes.Const) and isinstance(one.value, str)]
    return [path.strip() for text in texts for path in text.split(",")]


def _filtered(name: str, shape: Shape, inside: Shape, mapped: Shape) -> Shape:
    """The type of what a filter makes of a value, its members, or what it takes from each of those."""
    if name in _MEMBER_FILTERS:
        return inside
    if name in _LIST_FILTERS:
        return tuple[inside, ...]
    if name == "map":
        return tuple[mapped, ...]
    if name in ("batch", "slice"):
        return tuple[tuple[inside, ...], ...]
    if name in _NUMBER_FILTERS:
        return int
    if name in _TEXT_FILTERS:
        return str
    return shape if name in ("default", "d") else Any
