"""Findings as a Parquet file, for databases and data frames: the columns of the CSV file, typed. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from ..assessment import Assessment
from ..errors import NegotiaError
from ..run import Refusal, RunInfo, Totals
from .options import Options
from .report import Format
from .rows import COLUMNS, Row, finding_rows, problem_rows

ROWS_A_GROUP = 20_000
"""Rows that are kept in memory until they are written together."""
_NUMBERS = frozenset({"line", "column"})
_REPEATED = frozenset({"owner", "stage", "state", "severity", "rule", "finding", "practice"})


class _ParquetReport:
    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:  # noqa: ARG002
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise NegotiaError("parquet needs pyarrow: pip install 'negotia[parquet]'") from error
        self._pyarrow = pyarrow
        self._schema = pyarrow.schema(
            [(name, _type(name, pyarrow)) for name in COLUMNS],
            metadata={"as_of": info.as_of.isoformat(), "ruleset": info.ruleset.sha256},
        )
        self._writer = pyarrow.parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def deal(self, one: Assessment) -> None:
        """A row a finding."""
        self._add(finding_rows(one))

    def refusal(self, one: Refusal) -> None:
        """A row a problem."""
        self._add(problem_rows(one))

    def finish(self, totals: Totals) -> None:  # noqa: ARG002 - the file holds rows alone
        """Writes what is left, and the end of the file, without which there is no file."""
        self._flush()
        self._writer.close()

    def _add(self, rows: Iterable[Row]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            arrays = [
                self._pyarrow.array(column, field.type)
                for column, field in zip(columns, self._schema, strict=True)
            ]
            self._writer.write_table(self._pyarrow.Table.from_arrays(arrays, schema=self._schema))
            self._rows.clear()


def _type(name: str, pyarrow: Any) -> Any:
    if name == "meeting":
        return pyarrow.timestamp("us", tz="UTC")
    if name == "waived_until":
        return pyarrow.date32()
    if name in _NUMBERS:
        return pyarrow.int32()
    return pyarrow.dictionary(pyarrow.int32(), pyarrow.string()) if name in _REPEATED else pyarrow.string()


PARQUET = Format(
    "parquet", "a row a finding, for databases and data frames; needs pyarrow", _ParquetReport, text=False
)
