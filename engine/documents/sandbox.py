"""The Jinja environment of templates: escaping and strictness forced on, no way out of the context, work bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import partial, wraps
from types import CodeType
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.nodes import Expr
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from .bounds import (
    BoundedContext,
    before_call,
    not_too_large,
    refuse_growth,
    refuse_product,
    run_through,
    size,
)
from .values import present

Filter = Callable[..., object]

# They would let a template print a value unescaped or as something that Word does not show.
_WITHHELD_FILTERS: Final = (
    "safe", "escape", "e", "forceescape", "xmlattr", "tojson", "urlize", "pprint", "striptags", "attr",
    "random",  # the same input gives the same document
)  # fmt: skip
_MAPPING_METHODS: Final = frozenset(("items", "keys", "values", "get"))


class _Generator(CodeGenerator):
    """Leaves out Jinja's own escaping of what a tag prints (`present` has done it, and more), and bounds the work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._run_through: list[nodes.Node] = []

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> None:
        if any(node is one for one in self._run_through):
            self._within("environment.run_through(context, ", partial(super().visit, node, *args, **kwargs))
        else:
            super().visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802  # named by Jinja
        self._run_through.append(node.iter)
        super().visit_For(node, frame)
        self._run_through.pop()

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # named by Jinja
        self._within("environment.joined(", partial(super().visit_List, nodes.List(node.nodes), frame))

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802  # named by Jinja
        self._within("environment.gathered(", partial(super().visit_List, node, frame))

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802  # named by Jinja
        self._within("environment.gathered(", partial(super().visit_Dict, node, frame))

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802  # named by Jinja
        if node.ctx == "load":
            self._within("environment.gathered(", partial(super().visit_Tuple, node, frame))
        else:
            super().visit_Tuple(node, frame)

    def _within(self, opening: str, write: Callable[[], object]) -> None:
        self.write(opening)
        write()
        self.write(")")

    def _output_child_pre(self, _node: Expr, _frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, _node: Expr, _frame: Frame, _finalize: Any) -> None:
        self.write(")")


class UnknownName(UndefinedError):
    """A tag used a name that the context, or a value in it, does not have."""

    def __init__(self, message: str, owner: object, name: object) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name

    def alternatives(self, context: Iterable[str]) -> list[str]:
        """The names that would have been right in this place."""
        return sorted(context if self.owner is missing else _names_in(self.owner))


class Unknown(StrictUndefined):
    """An undefined value that remembers whose it is, so that the error can suggest a name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        known: Any = exc if exc is SecurityError else partial(UnknownName, owner=obj, name=name)
        super().__init__(hint, obj, name, known)

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"there is no {self._undefined_name!r}"
        return f"there is no {self._undefined_name!r} in it"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Autoescaping, strict, sandboxed; a key of a mapping goes before its methods, so `terms.items` is the key."""

    code_generator_class = _Generator
    context_class = BoundedContext
    intercepted_binops = frozenset(("+", "*", "**", "%"))
    run_through = staticmethod(run_through)
    gathered = staticmethod(not_too_large)

    def __init__(self, filters: Mapping[str, Filter]) -> None:
        super().__init__(undefined=Unknown, finalize=_printed, autoescape=True, keep_trailing_newline=True)
        for name in _WITHHELD_FILTERS:
            self.filters.pop(name, None)
        for name in ("lipsum", "cycler", "joiner"):
            self.globals.pop(name, None)
        self.filters = {name: _bounded(name, one) for name, one in self.filters.items()}
        self.filters.update(filters)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A sum, product or formatted text, unless it would fill the memory."""
        if operator == "**":
            raise SecurityError("'**' makes something too large")
        if operator == "*":
            refuse_product(left, right)
        if operator == "%" and isinstance(left, str):
            refuse_growth("format", left, [right])
        return not_too_large(super().call_binop(context, operator, left, right))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as Jinja
        """The result of a call, counted and not too large."""
        assert isinstance(__context, BoundedContext)
        before_call(__context, __obj, (*args, *kwargs.values()))
        return not_too_large(super().call(__context, __obj, *args, **kwargs))

    def joined(self, parts: list[object]) -> str:
        """What `~` makes of its parts."""
        size(parts)
        return markup_join(parts)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        with _within_limits():
            return super()._parse(source, name, filename)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        with _within_limits():
            return super()._generate(source, name, filename, defer_init)

    def _compile(self, source: str, filename: str) -> CodeType:
        with _within_limits():
            return super()._compile(source, filename)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in _public_fields(type(obj)):
            return getattr(obj, attribute)
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            if attribute not in _MAPPING_METHODS:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@pass_context
def _printed(context: BoundedContext, value: object) -> str:
    return context.count_printed(present(value))


def _bounded(name: str, filter: Filter) -> Filter:
    """A filter of Jinja's, counted and refused where it would make too much out of its value."""
    wants = getattr(filter, "jinja_pass_arg", None)

    @pass_context
    @wraps(filter)
    def bounded(context: BoundedContext, value: Any, *args: Any, **kwargs: Any) -> Any:
        context.take(1 + (len(value) if isinstance(value, (list, tuple, Mapping)) else 0))
        refuse_growth(name, value, (*args, *kwargs.values()))
        leading = {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}
        first = (leading[wants.name],) if wants else ()
        return not_too_large(filter(*first, value, *args, **kwargs))

    return bounded


_fields_known: dict[type, frozenset[str]] = {}


def _public_fields(kind: type) -> frozenset[str]:
    """The fields of a dataclass that are not private: what typed contexts are made of needs no closer look."""
    known = _fields_known.get(kind)
    if known is None:
        names = (field.name for field in fields(kind)) if is_dataclass(kind) else ()
        known = _fields_known[kind] = frozenset(name for name in names if not name.startswith("_"))
    return known


@contextmanager
def _within_limits() -> Iterator[None]:
    """What Python cannot read, because it is nested too deeply or a number is too long, is a mistake of the tags."""
    try:
        yield
    except (RecursionError, MemoryError, ValueError, SyntaxError) as error:
        raise TemplateSyntaxError("tags are nested too deeply, or a number is too long", 1) from error


def _names_in(owner: object) -> list[str]:
    if isinstance(owner, Mapping):
        return [key for key in owner if isinstance(key, str)]
    return [name for name in dir(owner) if not name.startswith("_")]
