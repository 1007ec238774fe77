"""What the description forbids is refused, at its place: every field of every operation.

`CORPUS=full` tries every value everywhere; a run of every day tries some of them everywhere, and each of them somewhere.
"""

import random
from itertools import zip_longest

import pytest

from tests.bad_input.asking import AT_ONCE, WHOLE
from tests.bad_input.corpus import OWN, cases
from tests.bad_input.slots import Slot

SAMPLE = 2


@pytest.mark.parametrize("kind", list(OWN))
def test_every_kind_of_field_has_its_cases(kind):
    assert len(cases(kind)) >= 31


async def test_what_the_description_forbids_is_refused_at_its_place(askings):
    chance = random.Random(len(askings))
    wrong, tried = [], 0
    for asking in askings:
        for slots in apart(asking.operation.slots):
            forbidden = [
                [(slot, value) for value in cases(slot.kind).values() if slot.forbids(value)] for slot in slots
            ]
            if not WHOLE:
                forbidden = [chance.sample(pairs, min(SAMPLE, len(pairs))) for pairs in forbidden]
            tried += sum(map(len, forbidden))
            for pairs in zip_longest(*forbidden):
                now = [pair for pair in pairs if pair]
                for begin in range(0, len(now), AT_ONCE):
                    wrong += await asking.refused(now[begin : begin + AT_ONCE])
    print(f"{tried} values in {sum(asking.asked for asking in askings)} requests")  # noqa: T201 - shown with -rP
    assert tried > len(askings)
    assert not wrong, f"{len(wrong)} of {tried}\n" + "\n".join(wrong)


def apart(slots: list[Slot]) -> list[list[Slot]]:
    """So that none of a group stands inside another: both cannot be wrong at once. `fields` is looked at before all."""
    groups: list[list[Slot]] = []
    for slot in slots:
        for group in groups:
            if not any(_together(slot, one) for one in group):
                group.append(slot)
                break
        else:
            groups.append([slot])
    return groups


def _together(one: Slot, other: Slot) -> bool:
    a, b = f"{one.pointer}/", f"{other.pointer}/"
    return a.startswith(b) or b.startswith(a) or "query/fields/" in {a, b}
