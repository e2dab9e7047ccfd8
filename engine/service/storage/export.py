"""Everything that is kept, as lines of JSON: for a backup that any program can read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...output.encoding import encode_line
from .tables import AuditRow, DealRow, JobRow, Table, TokenRow, UserRow, VersionRow

SCHEMA = "negotia/export/1"
_TABLES: tuple[type[Table], ...] = (UserRow, TokenRow, DealRow, VersionRow, AuditRow, JobRow)
"""All but sessions and remembered answers, which only live for a while."""
_SECRET = frozenset({"password", "hash"})
"""Whoever holds a copy must not be able to try passwords or to pass for someone."""
_AT_ONCE = 200


def export_lines(session: Session) -> Iterator[bytes]:
    """A line with the schema, then a line a row: its table and its columns, without hashes of passwords and tokens."""
    yield encode_line({"schema": SCHEMA}) + b"\n"
    for table in _TABLES:
        mapped = table.metadata.tables[table.__tablename__]
        columns = [one for one in mapped.columns if one.name not in _SECRET]
        wanted = select(*columns).order_by(*mapped.primary_key.columns)
        for row in session.execute(wanted.execution_options(yield_per=_AT_ONCE)):
            data = {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}
            yield encode_line({"table": mapped.name, **data}) + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(value, datetime) else value
