"""The year in both shapes: one process, and four services that reach each other through HTTP alone."""

import pytest

from tests.journeys.year import the_year


@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)
async def test_a_year_goes_round_the_loop(world):
    await the_year(world)
