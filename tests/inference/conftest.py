import pytest

from tests.engines import ENGINES


@pytest.fixture(params=ENGINES)
def engine(request):
    """Both engines, one after the other."""
    return request.param
