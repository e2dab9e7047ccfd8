"""How Hypothesis looks for examples: the same ones on every run, or new ones for `make fuzz`."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("fuzz", derandomize=False, deadline=None, max_examples=1_000, print_blob=True)
settings.load_profile("steady")
