"""Chromium without a window: what a page has become once its script has run."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from lxml import html

from tests.acceptance.word import tool

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_TIME = "20000"
"""Milliseconds of the page's own clock, which waits for nothing."""


def opened(page: Path, state: str = "", *switches: str) -> tuple[Any, str]:
    """The page as the browser has it in the end, and what the browser had to say about it."""
    browser = tool(next(filter(None, map(shutil.which, _NAMES)), None), "Chromium")
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    profile = page.parent / "profile"
    command = [
        *(browser, "--headless", "--disable-gpu", "--dump-dom", *sandbox, "--enable-logging=stderr"),
        *(f"--user-data-dir={profile}", f"--virtual-time-budget={_TIME}", *switches),
        f"{page.as_uri()}{state}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return html.document_fromstring(done.stdout), done.stderr


def driven(page: Path, script: str) -> Path:
    """A copy of the page that also runs a script of the test, which its policy is made to allow."""
    content = page.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    content, changed = re.subn(r"script-src ", f"script-src 'sha256-{digest}' ", content, count=1)
    assert changed
    copy = page.with_name(f"driven-{page.name}")
    copy.write_text(content.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    return copy


def text(element: Any) -> str:
    """Its words."""
    return " ".join(" ".join(element.itertext()).split())
