"""Why parts of Python's syntax are not in the language, and what to write in their place."""

from __future__ import annotations

import ast
import re
from keyword import iskeyword

from .errors import ExpressionError, Mistake

BY_KIND: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lambda: ("a condition cannot define a function", "write the expression itself"),
    ast.ListComp: ("a list cannot be built here", "use any(... for x in list), all, sum, count, min or max"),
    ast.SetComp: ("a set cannot be built here", "use any(... for x in list), all, sum, count, min or max"),
    ast.DictComp: ("a map cannot be built here", "use any(... for x in list), all, sum, count, min or max"),
    ast.GeneratorExp: (
        "'for' stands only inside any, all, sum, count, min and max",
        "write any(... for x in list)",
    ),
    ast.Set: ("a set cannot be written here", "write a list: [a, b]"),
    ast.Dict: ("a map cannot be written here", "compare the values one by one"),
    ast.JoinedStr: ("an f-string cannot be used here", "put the value into the message: {{ value }}"),
    ast.Starred: ("'*' before a value cannot be used here", "write the values one by one"),
    ast.NamedExpr: ("':=' cannot be used here", "write == to compare"),
    ast.Slice: ("a part of a list ('a:b') cannot be taken", "use one index, first(list) or last(list)"),
    ast.Await: ("'await' cannot be used here", ""),
    ast.Yield: ("'yield' cannot be used here", ""),
    ast.YieldFrom: ("'yield' cannot be used here", ""),
    ast.Pow: ("'**' cannot be used here", "multiply: x * x"),
    ast.MatMult: ("'@' cannot be used here", "multiply with *"),
    ast.BitAnd: ("'&' cannot be used here", "write `and`"),
    ast.BitOr: ("'|' cannot be used here", "write `or`; a format belongs into a text: {{ value | format }}"),
    ast.BitXor: ("'^' cannot be used here", "write a != b"),
    ast.LShift: ("'<<' cannot be used here", "write < to compare"),
    ast.RShift: ("'>>' cannot be used here", "write > to compare"),
    ast.Invert: ("'~' cannot be used here", "write `not`"),
    ast.UAdd: ("'+' before a value cannot be used here", "leave it out"),
    ast.Is: ("'is' cannot be used here", "write == to compare, missing(x) for what is absent"),
    ast.IsNot: ("'is not' cannot be used here", "write != to compare, stated(x) for what is present"),
}

WORD = re.compile(r"[a-z]+")
UNREADABLE = "this cannot be read as a condition"

BY_SIGN = (
    ("&&", "'&&' cannot be used here", "write `and`"),
    ("||", "'||' cannot be used here", "write `or`"),
    ("<>", "'<>' cannot be used here", "write !="),
    ("!", "'!' cannot be used here", "write `not`"),
    ("=", "'=' does not compare", "write =="),
    ("?", "'?' cannot be used here", "write a if test else b"),
    ("$", "'$' cannot be used here", "write the name alone"),
)


def refuse(kind: ast.AST, offset: int, length: int) -> ExpressionError:
    """Return the error for a construct that Python has and the language has not."""
    message, hint = BY_KIND.get(type(kind), (UNREADABLE, ""))
    return ExpressionError([Mistake("refused", message, offset, length, hint)])


def explain_syntax_error(error: SyntaxError, source: str) -> ExpressionError:
    """Return the error for text that Python cannot parse, in our words and with the likely way out."""
    last = max(len(source) - 1, 0)
    offset = min(error.offset - 1, last) if error.offset else last
    reason = str(error.msg)
    if "never closed" in reason:
        return _syntax("this bracket is never closed", offset)
    if "unmatched" in reason or "does not match" in reason:
        return _syntax("this bracket has no partner", offset)
    if "unterminated" in reason:
        return _syntax("this quotation mark is never closed", offset)
    if "too many nested" in reason:
        return ExpressionError([Mistake("limit", "the brackets are nested too deeply", offset)])
    for sign, message, hint in BY_SIGN:
        for start in (offset, offset - 1):
            if start >= 0 and source.startswith(sign, start):
                return _syntax(message, start, len(sign), hint)
    word = WORD.match(source, offset)
    if word and iskeyword(word.group()) and source[:offset].rstrip().endswith("."):
        return _syntax(
            f"'{word.group()}' is a word of the language", offset, len(word.group()), f"write {word.group()}_"
        )
    ends_early = error.offset == 0 or (error.offset or 0) > len(source.rstrip())
    return _syntax(UNREADABLE, offset, hint="the end is missing" if ends_early else "")


def _syntax(message: str, offset: int, length: int = 1, hint: str = "") -> ExpressionError:
    return ExpressionError([Mistake("syntax", message, offset, length, hint)])
