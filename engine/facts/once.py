"""A value that is worked out when it is first asked for, and then kept."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Self, TypeVar, overload

T = TypeVar("T")


class once(cached_property[T]):  # noqa: N801  # used as a decorator, like its parent
    """`functools.cached_property` without the lock that it takes up to Python 3.11 for every first access.

    Two threads that ask at once both work the value out, and get the same.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: object, owner: type[Any] | None = None) -> Self | T:
        if instance is None:
            return self
        value = instance.__dict__[self.attrname or ""] = self.func(instance)
        return value
