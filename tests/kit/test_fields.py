"""What the types of our fields take, and what they would take if nobody had looked."""

import pytest
from pydantic import TypeAdapter, ValidationError

from services.kit import fields


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(
            ("Day", one)
            for one in (0, 86400, 86400.0, "86400", "20261122", "2026-11-22T00:00:00+08:00", "２０２６-11-22")
        ),
        *(("Instant", one) for one in (0, 1.5, "1700000000", "+5", "12.340", "2026-11-22", "2026-11-22T10:00:00")),
        *(("Money", one) for one in (True, "１２３", "١٢٣", "1_0", "0x10", "nan", "", "1e999999999", "0.001")),
        *(("Share", one) for one in (True, "0_1", "１", 1.01, float("nan"))),
        *(("Count", one) for one in (True, "7", 1.5, -1, 2**31)),
        *(("LineOrEmpty", one) for one in (None, 7, "a\nb", "a\0b", "长" * 201)),
    ],
)
def test_what_might_mean_something_else_is_refused(kind, value):
    with pytest.raises(ValidationError):
        TypeAdapter(getattr(fields, kind)).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("Day", "2026-11-22", "2026-11-22"),
        ("Instant", "2026-11-22T10:00:00+08:00", "2026-11-22 02:00:00+00:00"),
        ("Instant", "2026-11-22 10:00:00z", "2026-11-22 10:00:00+00:00"),
        ("Money", " 12.50 ", "12.50"),
        ("Money", "1e2", "1E+2"),
        ("Amount", 0.1, "0.1"),
        ("LineOrEmpty", "  ", ""),
    ],
)
def test_what_is_meant_is_read(kind, value, read):
    assert str(TypeAdapter(getattr(fields, kind)).validate_python(value)) == read
