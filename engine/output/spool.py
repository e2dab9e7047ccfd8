"""What a report can only write once it knows the end of the run, kept outside memory until then."""

from __future__ import annotations

import shutil
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

_IN_MEMORY = 1 << 20


class Spool:
    """Text that is written now and copied later."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it is copied or dropped
        self.empty = True

    def write(self, text: str) -> None:
        """Adds text."""
        self._file.write(text.encode())
        self.empty = False

    def copy_to(self, file: BinaryIO) -> None:
        """Writes all of it to a file, and forgets it."""
        with self._file:
            self._file.seek(0)
            shutil.copyfileobj(self._file, file)

    def __del__(self) -> None:
        self._file.close()  # whatever ended the run before it was read
