import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.records.customers.credit_code import ALPHABET, WEIGHTS, check, fault, normal, organisation_check

PUBLISHED_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]


def test_the_weights_are_those_of_the_standard():
    assert WEIGHTS == PUBLISHED_WEIGHTS
    assert len(ALPHABET) == 31
    assert not set("IOSVZ") & set(ALPHABET)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110108551385082Q"])
def test_published_codes_are_valid(code):
    assert fault(code) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("91350100M000100Y4A", "credit_code_check"),
        ("91350100M000100Y53", "credit_code_organisation"),
        ("91350100M000100Y4", "credit_code_length"),
        ("9135010OM000100Y43", "credit_code_alphabet"),
        ("91350100M000100Y4３", "credit_code_alphabet"),
        ("9135A100M000100Y43", "credit_code_region"),
    ],
)
def test_what_is_wrong_is_named(code, expected):
    assert fault(code) == expected


def test_a_sum_that_31_divides_has_the_check_digit_zero():
    for number in range(31):
        first = "91350100" + "M000100Y4"[:-1] + ALPHABET[number]
        assert check(first) in ALPHABET
    assert "0" in {check("9135010" + char + "M000100Y4") for char in ALPHABET}


organisations = st.text(alphabet=ALPHABET, min_size=8, max_size=8).filter(lambda t: organisation_check(t) in ALPHABET)
codes = st.builds(
    lambda head, region, body: (first := head + region + body + organisation_check(body)) + check(first),
    st.text(alphabet=ALPHABET, min_size=2, max_size=2),
    st.text(alphabet="0123456789", min_size=6, max_size=6),
    organisations,
)


@given(codes)
def test_what_the_standard_builds_is_valid(code):
    assert fault(code) is None
    assert normal(f" {code[:8].lower()}-{code[8:]} ") == code


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_changed_character_is_always_noticed(code, place, char):
    changed = code[:place] + char + code[place + 1 :]
    assert (fault(changed) is None) == (changed == code)


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    fault(normal(text))
