"""Checks a tree against a vocabulary: types every node, puts constants in, collects all mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from .complaints import Complaints
from .errors import ExpressionError
from .functions import BUILT_IN, ORDERED
from .operators import complain_of_arithmetic, complain_of_comparison, takers
from .suggest import did_you_mean
from .syntax import (
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Conditional,
    Index,
    ListLiteral,
    Literal,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    Operator,
    Quantifier,
    Quantity,
)
from .types import (
    ANY,
    BOOLEAN,
    DATE,
    NOTHING,
    NUMBER,
    TEXT,
    Choice,
    ListOf,
    MapOf,
    Opaque,
    Record,
    Type,
    accepts,
    describe,
    join,
)
from .vocabulary import Function, Scalar, Value, Vocabulary, type_of_constant

OTHER_SPELLINGS = {
    "true": "True",
    "false": "False",
    "TRUE": "True",
    "FALSE": "False",
    "yes": "True",
    "no": "False",
}
ABSENT_WORDS = ("null", "none", "nil", "NULL", "undefined")
WHOLE_LIST = ("any", "all", "sum", "min", "max")
ITEM = "item"
"""The variable of `sum(list)`, which means `sum(item for item in list)`."""


def check(tree: Node, source: str, vocabulary: Vocabulary, wanted: Type = ANY) -> Node:
    """Return the tree with types, functions and constants filled in.

    `wanted` is the type that the whole must have. Raises ExpressionError with every mistake found.
    """
    checker = _Checker(source, vocabulary)
    checked = checker.check(tree)
    if wanted == BOOLEAN:
        checker.require_truth(checked)
    elif not accepts(wanted, checked.type):
        checker.complain("type", checked, f"this is {describe(checked.type)}; {describe(wanted)} is needed")
    if checker.mistakes:
        raise ExpressionError(checker.mistakes)
    return checked


class _Checker(Complaints):
    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        super().__init__(source)
        self.vocabulary = vocabulary
        taken = sorted({*vocabulary.functions} & {*BUILT_IN, *WHOLE_LIST, "date"})
        if taken:
            raise ValueError(f"built-in functions cannot be replaced: {', '.join(taken)}")
        self.functions = {**BUILT_IN, **vocabulary.functions}
        self.variables = dict(vocabulary.variables)

    def check(self, node: Node) -> Node:
        return CHECKS[type(node)](self, node)

    def check_condition(self, node: Node) -> Node:
        checked = self.check(node)
        self.require_truth(checked)
        return checked

    def literal(self, node: Literal) -> Node:
        return replace(node, type=type_of_constant(node.value))

    def list_literal(self, node: ListLiteral) -> Node:
        items = [self.check(item) for item in node.items]
        literals = [item for item in items if isinstance(item, Literal) and not isinstance(item.value, tuple)]
        if not items:
            self.complain("type", node, "an empty list says nothing", "use missing(list)")
            return node
        if len(literals) < len(items):
            self.complain("type", node, "a list holds literal values only", "write x == a or x == b")
            return node
        values = tuple(cast(Scalar, item.value) for item in literals)
        try:
            return Literal(values, span=node.span, type=type_of_constant(values))
        except ValueError:
            self.complain("type", node, "a list holds values of one type")
            return node

    def name(self, node: Name) -> Node:
        if node.id in self.variables:
            return replace(node, variable=True, type=self.variables[node.id])
        if node.id in self.vocabulary.names:
            return replace(node, type=self.vocabulary.names[node.id])
        if node.id in self.vocabulary.constants:
            first = next(iter(self.vocabulary.constants[node.id]), "name")
            self.complain("type", node, f"'{node.id}' is a group of values", f"write {node.id}.{first}")
        elif node.id in OTHER_SPELLINGS:
            self.complain(
                "unknown-name", node, f"unknown name '{node.id}'", f"write {OTHER_SPELLINGS[node.id]}"
            )
        elif node.id in ABSENT_WORDS:
            self.complain("unknown-name", node, f"unknown name '{node.id}'", "write missing(x) or stated(x)")
        elif node.id in self.functions:
            self.complain(
                "type", node, f"'{node.id}' is a function", f"write {self.functions[node.id].signature}"
            )
        else:
            known = {*self.variables, *self.vocabulary.names, *self.vocabulary.constants}
            self.complain("unknown-name", node, f"unknown name '{node.id}'", did_you_mean(node.id, known))
        return node

    def attribute(self, node: Attribute) -> Node:
        if (
            isinstance(node.of, Name)
            and node.of.id not in self.variables
            and node.of.id in self.vocabulary.constants
        ):
            return self.constant(node, node.of.id)
        of = self.check(node.of)
        match of.type:
            case Record() as record if node.name in record.fields:
                found = record.fields[node.name]
                return replace(node, of=of, type=found.type, required=found.required)
            case Record() as record:
                hint = did_you_mean(node.name, record.fields)
                self.complain(
                    "unknown-field", node, f"'{self.words(of)}' has no field '{node.name}'", hint, node.name
                )
            case ListOf():
                hint = f"use any(x.{node.name} ... for x in {self.words(of)}), or first(...).{node.name}"
                self.complain(
                    "type", node, f"'{self.words(of)}' is a list and has no field '{node.name}'", hint
                )
            case MapOf():
                hint = f'write {self.words(of)}["{node.name}"]'
                self.complain(
                    "type", node, f"'{self.words(of)}' is a map and has no field '{node.name}'", hint
                )
            case kind if kind != NOTHING:
                hint = takers(kind, self.functions.values())
                self.complain("type", node, f"'{self.words(of)}' is {describe(kind)} and has no fields", hint)
        return replace(node, of=of, type=NOTHING)

    def constant(self, node: Attribute, group: str) -> Node:
        values = self.vocabulary.constants[group]
        if node.name in values:
            value: Value = values[node.name]
            return Literal(value, span=node.span, type=type_of_constant(value), named=True)
        hint = did_you_mean(node.name, values)
        self.complain("unknown-name", node, f"'{group}' has no value '{node.name}'", hint, node.name)
        return node

    def index(self, node: Index) -> Node:
        of, key = self.check(node.of), self.check(node.key)
        match of.type:
            case ListOf(element=kind):
                if key.type == NOTHING or (isinstance(key, Literal) and type(key.value) is int):
                    return replace(node, of=of, key=key, type=kind)
                self.complain(
                    "type", node.key, "a list is read at a whole number", "write list[0] or list[-1]"
                )
            case MapOf(value=kind):
                if accepts(TEXT, key.type):
                    return replace(node, of=of, key=key, type=kind)
                self.complain("type", node.key, "a map is read by text", 'write map["key"]')
            case other if other != NOTHING:
                self.complain("type", node, f"'{self.words(of)}' is {describe(other)}, not a list or map")
        return node

    def negation(self, node: Not) -> Node:
        return replace(node, operand=self.check_condition(node.operand), type=BOOLEAN)

    def negative(self, node: Negative) -> Node:
        operand = self.check(node.operand)
        if not accepts(NUMBER, operand.type):
            self.complain("type", node, f"'-' takes a number, not {describe(operand.type)}")
            return node
        if isinstance(operand, Literal) and isinstance(operand.value, int | Decimal):
            return Literal(-operand.value, span=node.span, type=NUMBER)
        return replace(node, operand=operand, type=NUMBER)

    def arithmetic(self, node: Arithmetic) -> Node:
        left, right = self.check(node.left), self.check(node.right)
        complaint = complain_of_arithmetic(left.type, node.sign, right.type)
        if complaint:
            self.complain("type", node, complaint[0], complaint[1] or self.taker_hint(left, right))
            return node
        if node.sign in ("/", "//", "%") and isinstance(right, Literal) and right.value == 0:
            self.complain("type", node, "this divides by zero")
        return replace(node, left=left, right=right, type=NUMBER)

    def taker_hint(self, *nodes: Node) -> str:
        kinds = (node.type for node in nodes)
        return next((takers(kind, self.functions.values()) for kind in kinds if isinstance(kind, Opaque)), "")

    def comparison(self, node: Comparison) -> Node:
        operands = tuple(self.check(operand) for operand in node.operands)
        for left, operator, right in zip(operands, node.operators, operands[1:], strict=False):
            self.compare(left, operator, right, node)
        return replace(node, operands=operands, type=BOOLEAN)

    def compare(self, left: Node, operator: Operator, right: Node, node: Comparison) -> None:
        complaint = complain_of_comparison(left.type, operator, right.type)
        if complaint:
            self.complain("type", node, complaint[0], complaint[1] or self.taker_hint(left, right))
            return
        inside = right.type.element if isinstance(right.type, ListOf) else right.type
        if operator in ("in", "not in") and not isinstance(right.type, ListOf):
            return
        self.check_options(left, inside)
        self.check_options(right, left.type)

    def check_options(self, node: Node, kind: Type) -> None:
        """Complain if literal text is compared with a choice that it can never be."""
        if not isinstance(kind, Choice) or not isinstance(node, Literal):
            return
        values = node.value if isinstance(node.value, tuple) else (node.value,)
        for value in values:
            if isinstance(value, str) and value not in kind.options:
                hint = did_you_mean(value, kind.options)
                self.complain("option", node, f"{value!r} is not one of the options", hint)

    def logic(self, node: Logic) -> Node:
        return replace(node, operands=tuple(map(self.check_condition, node.operands)), type=BOOLEAN)

    def conditional(self, node: Conditional) -> Node:
        test = self.check_condition(node.test)
        then, otherwise = self.check(node.then), self.check(node.otherwise)
        kind = join(then.type, otherwise.type)
        if kind is None:
            pair = f"{describe(then.type)} and {describe(otherwise.type)}"
            self.complain("type", node, f"both sides of if ... else have one type, not {pair}")
        return replace(node, then=then, test=test, otherwise=otherwise, type=kind or NOTHING)

    def call(self, node: Call) -> Node:
        if node.name in WHOLE_LIST and len(node.arguments) == 1:
            return self.whole_list(node, cast(Quantity, node.name))
        arguments = tuple(map(self.check, node.arguments))
        if node.name == "date":
            return self.date(node, arguments)
        function = self.functions.get(node.name)
        if function is None:
            self.unknown_function(node)
            return node
        return self.apply(replace(node, arguments=arguments, function=function), function)

    def unknown_function(self, node: Call) -> None:
        if node.name in WHOLE_LIST:
            hint = f"write {node.name}(... for x in list)"
            self.complain("arguments", node, f"'{node.name}' goes over one list", hint)
        else:
            hint = did_you_mean(node.name, {*self.functions, *WHOLE_LIST, "date"})
            self.complain("unknown-function", node, f"unknown function '{node.name}'", hint)

    def apply(self, node: Call, function: Function) -> Node:
        given, parameters = node.arguments, function.parameters
        least = sum(not parameter.optional for parameter in parameters)
        if len(given) < least or (len(given) > len(parameters) and not function.variadic):
            message = f"'{node.name}' takes other arguments than these {len(given)}"
            self.complain("arguments", node, message, f"write {function.signature}")
            return replace(node, type=NOTHING)
        before = len(self.mistakes)
        for place, argument in enumerate(given):
            parameter = parameters[min(place, len(parameters) - 1)]
            if isinstance(parameter.type, Choice) and isinstance(argument, Literal) and argument.type == TEXT:
                self.check_options(argument, parameter.type)
            elif not accepts(parameter.type, argument.type):
                message = (
                    f"'{node.name}' takes {describe(parameter.type)} here, not {describe(argument.type)}"
                )
                self.complain("arguments", argument, message, f"write {function.signature}")
        if len(self.mistakes) > before or any(argument.type == NOTHING for argument in given):
            return node
        return replace(node, type=self.result(node, function))

    def result(self, node: Call, function: Function) -> Type:
        if not callable(function.result):
            return function.result
        try:
            return function.result([argument.type for argument in node.arguments])
        except ValueError as error:
            self.complain("arguments", node, f"'{node.name}': {error}", f"write {function.signature}")
            return NOTHING

    def date(self, node: Call, arguments: tuple[Node, ...]) -> Node:
        hint = 'write date("2026-03-01")'
        if (
            len(arguments) != 1
            or not isinstance(arguments[0], Literal)
            or not isinstance(arguments[0].value, str)
        ):
            self.complain("arguments", node, "'date' takes one date in quotes", hint)
            return node
        text = arguments[0].value
        try:
            if len(text) != len("2026-03-01"):
                raise ValueError(text)
            return Literal(date.fromisoformat(text), span=node.span, type=DATE)
        except ValueError:
            self.complain("arguments", node, f'"{text}" is not a date', hint)
            return node

    def whole_list(self, node: Call, quantity: Quantity) -> Node:
        argument = node.arguments[0]
        element = Name(ITEM, span=argument.span)
        return self.quantify(Quantifier(quantity, element, ITEM, argument, (), span=node.span))

    def quantifier(self, node: Quantifier) -> Node:
        if node.variable in (*self.variables, *self.vocabulary.names, *self.vocabulary.constants):
            message = f"'{node.variable}' is already a name here"
            self.complain("type", node, message, "choose another loop variable")
        return self.quantify(node)

    def quantify(self, node: Quantifier) -> Node:
        items = self.check(node.items)
        if not accepts(ListOf(ANY), items.type):
            message = f"'{node.quantity}' goes over a list; '{self.words(items)}' is {describe(items.type)}"
            self.complain("type", items, message)
        outer = self.variables
        self.variables = {
            **outer,
            node.variable: items.type.element if isinstance(items.type, ListOf) else NOTHING,
        }
        filters = tuple(map(self.check_condition, node.filters))
        element = self.check(node.element)
        self.variables = outer
        kind = self.quantity_type(node.quantity, element, node.variable)
        return replace(node, items=items, filters=filters, element=element, type=kind)

    def quantity_type(self, quantity: Quantity, element: Node, variable: str) -> Type:
        kind = element.type
        if quantity in ("any", "all"):
            self.require_truth(element)
            return BOOLEAN
        if quantity == "count":
            if not (isinstance(element, Name) and element.id == variable):
                self.require_truth(element)
            return NUMBER
        wanted: Type = NUMBER if quantity == "sum" else ORDERED
        if not accepts(wanted, kind):
            self.complain("type", element, f"'{quantity}' takes {describe(wanted)}, not {describe(kind)}")
            return NOTHING
        return NUMBER if quantity == "sum" else kind


CHECKS: dict[type[Node], Callable[[_Checker, Any], Node]] = {
    Literal: _Checker.literal,
    ListLiteral: _Checker.list_literal,
    Name: _Checker.name,
    Attribute: _Checker.attribute,
    Index: _Checker.index,
    Not: _Checker.negation,
    Negative: _Checker.negative,
    Arithmetic: _Checker.arithmetic,
    Comparison: _Checker.comparison,
    Logic: _Checker.logic,
    Conditional: _Checker.conditional,
    Call: _Checker.call,
    Quantifier: _Checker.quantifier,
}
