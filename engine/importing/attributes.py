"""What an element's attributes say: whole numbers, exact numbers, names; mistakes are noted where they stand."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ..deal.shown import shown
from ..source.limits import DEFAULT
from ..source.problems import Collector, Fault
from ..source.scalars import UnusableScalar, exact_decimal
from .markup import Element

LONGEST_NAME: Final = 160
"""Characters in the name of an issue or option."""

_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,9}")
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


def whole_number(element: Element, name: str, collector: Collector) -> int | None:
    """The whole number of an attribute, None if there is none or it is not one."""
    text = _stated(element, name, collector)
    if text is not None and not _WHOLE.fullmatch(text):
        _refuse(element, f"{name} of <{element.tag}>: {shown(text)} is not a whole number", collector)
        return None
    return None if text is None else int(text)


def exact_number(element: Element, name: str, collector: Collector) -> Decimal | None:
    """The number of an attribute with all its digits, None if there is none or it is not one."""
    text = _stated(element, name, collector)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        _refuse(element, f"{name} of <{element.tag}>: {shown(text)} is not a number", collector)
        return None
    try:
        return exact_decimal(text, DEFAULT)
    except UnusableScalar as unusable:
        _refuse(element, f"{name} of <{element.tag}>: {unusable.fault.message}", collector)
        return None


def text_of(element: Element, name: str, collector: Collector) -> str | None:
    """The text of an attribute without blanks around it, None if there is none or it is too long."""
    text = _stated(element, name, collector)
    if text is not None and len(text) > LONGEST_NAME:
        message = f"{name} of <{element.tag}> is longer than {LONGEST_NAME} characters"
        collector.add(Fault("text-too-long", message, "give it a shorter name"), element.position)
        return None
    return text


def plain(number: Decimal) -> str:
    """A number for people: no exponent, no zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _stated(element: Element, name: str, collector: Collector) -> str | None:
    text = element.attributes.get(name, "").strip()
    if not text:
        fault = Fault("missing-attribute", f"<{element.tag}> has no {name}", f'add {name}="..."')
        collector.add(fault, element.position)
    return text or None


def _refuse(element: Element, message: str, collector: Collector) -> None:
    collector.add(Fault("wrong-value", message, "write digits with a point for decimals"), element.position)
