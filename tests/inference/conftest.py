import pytest


@pytest.fixture(params=["durable-rules", "built-in"])
def engine(request):
    """Both engines, one after the other."""
    return request.param
