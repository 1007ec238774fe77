import pytest

from tests.performance.facts import Facts, lay


@pytest.fixture
async def facts(world) -> Facts:
    return await lay(world)
