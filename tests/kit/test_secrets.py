import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.errors import Unavailable
from services.kit.secrets import Vault, seal, unseal

MASTER = base64.b64encode(b"m" * 32).decode()
PLACE = "private_traits:1:family"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_with_the_same_key_at_the_same_place(plain):
    key, sealed_key = Vault(MASTER).new_key(PLACE)
    sealed = seal(key, plain, place=PLACE)
    assert unseal(Vault(MASTER).open_key(sealed_key, PLACE), sealed, place=PLACE) == plain
    assert seal(key, plain, place=PLACE) != sealed


def test_it_opens_nowhere_else():
    vault = Vault(MASTER)
    key, sealed_key = vault.new_key(PLACE)
    sealed = seal(key, "围棋", place=PLACE)
    other, _ = vault.new_key(PLACE)
    for attempt in (
        lambda: unseal(key, sealed, place="private_traits:2:family"),
        lambda: unseal(other, sealed, place=PLACE),
        lambda: unseal(key, sealed[:-1] + bytes([sealed[-1] ^ 1]), place=PLACE),
        lambda: unseal(key, b"", place=PLACE),
        lambda: Vault(base64.b64encode(b"n" * 32).decode()).open_key(sealed_key, PLACE),
    ):
        with pytest.raises(Unavailable):
            attempt()


@pytest.mark.parametrize("master", ["", "short", "bm90IDMyIGJ5dGVz", "密钥"])
def test_without_a_proper_master_key_nothing_is_sealed(master):
    with pytest.raises(Unavailable):
        Vault(master).new_key(PLACE)
