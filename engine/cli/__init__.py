"""The command `negotia`: a front end for people. Each command has a file; only the one in use is imported."""

from .running import main, run

__all__ = ["main", "run"]
