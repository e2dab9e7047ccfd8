"""From source text to a tree: Python's own parser, then only what the language has.

Nothing is ever evaluated: the standard `ast` module parses the text and every node is translated or refused.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import cast

from .errors import ExpressionError, Mistake
from .refusals import BY_KIND, UNREADABLE, explain_syntax_error, refuse
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
    Sign,
    Span,
)

MAX_SOURCE = 4_000
MAX_DEPTH = 40
MAX_NODES = 600
MAX_GENERATORS = 4
MAX_DIGITS = 40
TOO_DEEP = f"an expression is at most {MAX_DEPTH} levels deep"
MAX_ARGUMENTS = 40

QUANTITIES = ("any", "all", "sum", "count", "min", "max")
SIGNS: dict[type[ast.operator], Sign] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}
UNARIES: dict[type[ast.unaryop], type[Not] | type[Negative]] = {ast.Not: Not, ast.USub: Negative}
OPERATORS: dict[type[ast.cmpop], Operator] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
BLANKS = str.maketrans("\n\r\t\f\v", "     ")


def parse(source: str) -> Node:
    """Return the tree of an expression, not yet checked against any vocabulary.

    Line breaks count as blanks. Raises ExpressionError at the first thing that is not in the language or
    beyond a limit: 4,000 characters, 40 levels, 600 parts, 4 nested generators, numbers of 40 digits.
    """
    if len(source) > MAX_SOURCE:
        raise ExpressionError(
            [Mistake("limit", f"an expression has at most {MAX_SOURCE:,} characters", MAX_SOURCE)]
        )
    if not source.strip():
        raise ExpressionError([Mistake("syntax", "the expression is empty", 0, max(len(source), 1))])
    line = source.translate(BLANKS)
    indent = len(line) - len(line.lstrip())
    try:
        tree = _python_tree(line.lstrip()).body
    except SyntaxError as error:
        raise explain_syntax_error(error, line.lstrip()).moved(indent) from None
    except ValueError:
        raise ExpressionError([Mistake("syntax", UNREADABLE, 0, len(source))]) from None
    except (RecursionError, MemoryError):  # how deep Python itself can read differs with its version
        raise ExpressionError([Mistake("limit", TOO_DEEP, 0, len(source), "split the rule")]) from None
    parser = _Parser(line, indent)
    parser.reject_comment(tree)
    return parser.translate(tree, 1)


def _python_tree(line: str) -> ast.Expression:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(line, mode="eval")


class _Parser:
    def __init__(self, line: str, indent: int) -> None:
        self.line = line
        self.indent = indent
        self.places = None if line.isascii() else _characters_by_byte(line.lstrip())
        self.nodes = 0
        self.generators = 0

    def reject_comment(self, tree: ast.expr) -> None:
        rest = self.span(tree).end
        comment = self.line.find("#", rest)
        if comment >= 0:
            mistake = Mistake(
                "refused",
                "a comment cannot stand inside a condition",
                comment,
                len(self.line) - comment,
                "put it above",
            )
            raise ExpressionError([mistake])

    def span(self, node: ast.expr) -> Span:
        start, end = node.col_offset, cast(int, node.end_col_offset)
        if self.places:
            start, end = self.places[start], self.places[end]
        return Span(start + self.indent, end + self.indent)

    def error(self, code: str, message: str, span: Span, hint: str = "") -> ExpressionError:
        return ExpressionError([Mistake(code, message, span.start, max(span.end - span.start, 1), hint)])

    def refusal(self, kind: ast.AST, node: ast.expr) -> ExpressionError:
        span = self.span(node)
        return refuse(kind, span.start, span.end - span.start)

    def translate(self, node: ast.expr, depth: int) -> Node:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise self.error("limit", TOO_DEEP, self.span(node), "split the rule")
        if self.nodes > MAX_NODES:
            raise self.error(
                "limit", f"an expression has at most {MAX_NODES} parts", self.span(node), "split the rule"
            )
        translate = TRANSLATORS.get(type(node))
        if translate is None:
            raise self.refusal(node, node)
        return translate(self, node, depth + 1)

    def constant(self, node: ast.Constant, _depth: int) -> Node:
        span = self.span(node)
        value = node.value
        if isinstance(value, bool | str):
            return Literal(value, span=span)
        if isinstance(value, int | float):
            return Literal(self.number(span), span=span)
        if value is None:
            raise self.error("refused", "'None' cannot be used here", span, "write missing(x) or stated(x)")
        raise self.error(
            "refused", "this value cannot be used here", span, "write text, a number, True or False"
        )

    def number(self, span: Span) -> int | Decimal:
        source = self.line[span.start : span.end]
        try:
            value = Decimal(source)
        except InvalidOperation:
            message = "this way of writing a number cannot be used here"
            raise self.error("refused", message, span, "write decimal digits") from None
        digits = value.as_tuple()
        if len(digits.digits) > MAX_DIGITS or abs(value.adjusted()) > MAX_DIGITS:
            raise self.error("limit", f"a number has at most {MAX_DIGITS} digits", span)
        return int(source) if source.replace("_", "").isdigit() else value

    def name(self, node: ast.Name, _depth: int) -> Node:
        self.reject_private(node.id, self.span(node))
        return Name(node.id, span=self.span(node))

    def reject_private(self, name: str, span: Span) -> None:
        if name.startswith("_"):
            raise self.error("refused", f"'{name}' cannot be used here: names do not begin with _", span)

    def attribute(self, node: ast.Attribute, depth: int) -> Node:
        self.reject_private(node.attr, self.span(node))
        return Attribute(self.translate(node.value, depth), node.attr, span=self.span(node))

    def index(self, node: ast.Subscript, depth: int) -> Node:
        if isinstance(node.slice, ast.Slice):
            raise self.refusal(node.slice, node)
        return Index(
            self.translate(node.value, depth), self.translate(node.slice, depth), span=self.span(node)
        )

    def sequence(self, node: ast.List | ast.Tuple, depth: int) -> Node:
        return ListLiteral(tuple(self.translate(item, depth) for item in node.elts), span=self.span(node))

    def unary(self, node: ast.UnaryOp, depth: int) -> Node:
        kind = UNARIES.get(type(node.op))
        if kind is None:
            raise self.refusal(node.op, node)
        return kind(self.translate(node.operand, depth), span=self.span(node))

    def arithmetic(self, node: ast.BinOp, depth: int) -> Node:
        sign = SIGNS.get(type(node.op))
        if sign is None:
            raise self.refusal(node.op, node)
        left, right = self.translate(node.left, depth), self.translate(node.right, depth)
        return Arithmetic(sign, left, right, span=self.span(node))

    def logic(self, node: ast.BoolOp, depth: int) -> Node:
        operands = tuple(self.translate(value, depth) for value in node.values)
        return Logic("and" if isinstance(node.op, ast.And) else "or", operands, span=self.span(node))

    def comparison(self, node: ast.Compare, depth: int) -> Node:
        for operator in node.ops:
            if type(operator) in BY_KIND:
                raise self.refusal(operator, node)
        operators = tuple(OPERATORS[type(operator)] for operator in node.ops)
        if len(operators) > 1 and not {"in", "not in"}.isdisjoint(operators):
            raise self.error(
                "refused", "'in' cannot be chained", self.span(node), "join two comparisons with `and`"
            )
        operands = tuple(self.translate(operand, depth) for operand in (node.left, *node.comparators))
        return Comparison(operands, operators, span=self.span(node))

    def conditional(self, node: ast.IfExp, depth: int) -> Node:
        then, test, otherwise = (self.translate(part, depth) for part in (node.body, node.test, node.orelse))
        return Conditional(then, test, otherwise, span=self.span(node))

    def call(self, node: ast.Call, depth: int) -> Node:
        span = self.span(node)
        if isinstance(node.func, ast.Attribute):
            method = node.func.attr
            raise self.error(
                "refused", "a value has no functions of its own", span, f"write {method}(...) if it is listed"
            )
        if not isinstance(node.func, ast.Name):
            raise self.error("refused", "only a function's name can stand before the bracket", span)
        if node.keywords:
            raise self.error("refused", "arguments have no names here", span, "give them in order")
        name = node.func.id
        self.reject_private(name, span)
        if len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp) and name in QUANTITIES:
            return self.quantifier(cast(Quantity, name), node.args[0], span, depth)
        if len(node.args) > MAX_ARGUMENTS:
            raise self.error("limit", f"a function takes at most {MAX_ARGUMENTS} values", span)
        return Call(name, tuple(self.translate(argument, depth) for argument in node.args), span=span)

    def quantifier(self, quantity: Quantity, node: ast.GeneratorExp, span: Span, depth: int) -> Node:
        loop = node.generators[0]
        if len(node.generators) > 1:
            raise self.error(
                "refused",
                "only one 'for' can stand here",
                span,
                f"write {quantity}(any(... for b in a.items) for a in list)",
            )
        if loop.is_async or not isinstance(loop.target, ast.Name):
            raise self.error("refused", "a loop has one plain variable", span, "write for x in list")
        variable = loop.target.id
        self.reject_private(variable, self.span(loop.target))
        items = self.translate(loop.iter, depth)
        self.generators += 1
        if self.generators > MAX_GENERATORS:
            raise self.error(
                "limit", f"at most {MAX_GENERATORS} loops can stand inside each other", span, "split the rule"
            )
        filters = tuple(self.translate(test, depth) for test in loop.ifs)
        element = self.translate(node.elt, depth)
        self.generators -= 1
        return Quantifier(quantity, element, variable, items, filters, span=span)


def _characters_by_byte(line: str) -> list[int]:
    """Map each byte offset of the line in UTF-8 to the offset of its character."""
    places = [
        place for place, character in enumerate(line) for _ in character.encode("utf-8", "surrogatepass")
    ]
    return [*places, len(line)]


TRANSLATORS: dict[type[ast.expr], Callable[[_Parser, ast.expr, int], Node]] = {
    kind: cast(Callable[[_Parser, ast.expr, int], Node], method)
    for kind, method in {
        ast.Constant: _Parser.constant,
        ast.Name: _Parser.name,
        ast.Attribute: _Parser.attribute,
        ast.Subscript: _Parser.index,
        ast.List: _Parser.sequence,
        ast.Tuple: _Parser.sequence,
        ast.UnaryOp: _Parser.unary,
        ast.BinOp: _Parser.arithmetic,
        ast.BoolOp: _Parser.logic,
        ast.Compare: _Parser.comparison,
        ast.IfExp: _Parser.conditional,
        ast.Call: _Parser.call,
    }.items()
}
