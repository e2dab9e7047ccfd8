"""Parquet files, a row group at a time. Needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from ..errors import DealError, NegotiaError, Problem
from .cells import Cell
from .rows import TableRow

_PLAIN = (str, int, float, Decimal, bool, date, datetime, time, timedelta)
_LARGEST_GROUP = 2_000_000_000


class Group(NamedTuple):
    """A row group: its place in the file, and the number of its first row, the heads counting as row 1."""

    place: int
    first: int


def parquet_groups(path: str) -> list[Group]:
    """The row groups of a file. Raises DealError if it is none, NegotiaError without pyarrow."""
    metadata = _opened(path).metadata
    groups, first = [], 2
    for index in range(metadata.num_row_groups):
        group = metadata.row_group(index)
        if group.total_byte_size > _LARGEST_GROUP:
            message = f"has a row group of more than {_LARGEST_GROUP:,} bytes"
            raise _refused("too-large", message, path, "write it with smaller row groups")
        groups.append(Group(index, first))
        first += group.num_rows
    return groups


def parquet_heads(path: str) -> list[str]:
    """The names of the columns. Raises as `parquet_groups` does."""
    return [str(name) for name in _opened(path).schema_arrow.names]


def parquet_rows(path: str, group: int, first: int) -> Iterator[TableRow]:
    """The rows of a row group. Raises DealError if it cannot be read."""
    import pyarrow

    number = first
    try:
        for batch in _opened(path).iter_batches(batch_size=1000, row_groups=[group]):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield TableRow(number - 1, list(map(_cell, values)))
                number += 1
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        raise _refused(
            "not-a-table", f"cannot be read from row {number} on: {_first_line(error)}", path
        ) from error


def _cell(value: Any) -> Cell:
    return value if value is None or isinstance(value, _PLAIN) else str(value)


def _opened(path: str) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise NegotiaError("Parquet files need pyarrow: pip install 'negotia[parquet]'") from error
    try:
        return pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise _refused("not-a-table", f"is no Parquet file: {_first_line(error)}", path) from error


def _refused(code: str, message: str, path: str, hint: str = "") -> DealError:
    return DealError([Problem(code, message, path, hint=hint)])


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
