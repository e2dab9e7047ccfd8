"""Launcher of a checkout: `python cli.py` is `negotia`."""

from engine.cli import main

if __name__ == "__main__":
    main()
