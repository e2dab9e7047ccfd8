"""How far a long run has come, on one line of a terminal."""

from __future__ import annotations

import sys
import time

from ..batch import Progress

_EVERY = 0.2
_CLEAR = "\r\x1b[2K"


class Meter:
    """Shows progress with rate and time left; says nothing where no terminal is, or in the first second."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = self._began + 1 - _EVERY
        self._written = False

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, progress: Progress) -> None:
        """Shows it, not too often."""
        now = time.monotonic()
        new = progress.bytes_done - progress.bytes_found
        if now - self._shown < _EVERY or not new:
            return
        self._shown = now
        self._written = True
        spent = now - self._began
        left = spent * (progress.bytes_all - progress.bytes_done) / new
        rate = progress.deals * new / progress.bytes_done / spent
        sys.stderr.write(
            f"{_CLEAR}{progress.percent:3d} %  {progress.deals:,} deals, {rate:,.0f} a second, {_clock(left)} left"
        )
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self._written:
            self._written = False
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
