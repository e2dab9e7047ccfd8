"""Logs as lines of JSON on stderr."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

_FIELDS = ("request_id", "method", "route", "status", "milliseconds")
_LOGGERS = ("negotia", "uvicorn")


class JsonLine(logging.Formatter):
    """A record as a line of JSON. Of an exception it tells the kind and the places in the code: messages may quote
    a deal."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["places"] = "".join(traceback.format_tb(record.exc_info[2]))
        return json.dumps(line, ensure_ascii=False)


def log_json() -> None:
    """Has the service and its server write such lines from now on, one a request."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLine())
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(logging.INFO if name == "negotia" else logging.WARNING)
        logger.propagate = False
