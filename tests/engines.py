"""The engines that chain conclusions, for tests that name them."""

from importlib.util import find_spec

import pytest

needs_durable_rules = pytest.mark.skipif(
    find_spec("durable_rules_engine") is None,
    reason="durable-rules cannot be installed on Python 3.13 or later, nor on Windows",
)
ENGINES = [pytest.param("durable-rules", marks=needs_durable_rules), "built-in"]
