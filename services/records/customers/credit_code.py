"""The unified social credit code 统一社会信用代码: its form and both of its check digits.

GB 32100-2015 for the whole code, GB 11714-1997 for the organisation code inside it (characters 9–17). A valid form
does not mean that the firm exists, and a region that was renumbered since is no fault: its six digits are not looked up.
"""

from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, i, 31) for i in range(17)]
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH = 18

Fault = Literal[
    "credit_code_length", "credit_code_alphabet", "credit_code_region", "credit_code_organisation", "credit_code_check"
]

SENTENCES: dict[Fault, tuple[str, str]] = {
    "credit_code_length": ("a credit code has 18 characters", "统一社会信用代码应为 18 位"),
    "credit_code_alphabet": (
        "a credit code has digits and capitals without I, O, S, V and Z",
        "只能使用数字和除 I、O、S、V、Z 外的大写字母",
    ),
    "credit_code_region": ("characters 3 to 8 are digits", "第 3 至 8 位应为数字"),
    "credit_code_organisation": (
        "the organisation code inside (characters 9 to 17) has another check digit",
        "其中的组织机构代码(第 9 至 17 位)校验不符",
    ),
    "credit_code_check": ("the last character is not the check digit", "最后一位校验码不符"),
}


def normal(code: str) -> str:
    """As it is stored: capitals, no spaces or hyphens."""
    return code.upper().replace(" ", "").replace("-", "")


def fault(code: str) -> Fault | None:
    """What is wrong with a code in normal form, or None."""
    if len(code) != LENGTH:
        return "credit_code_length"
    if any(char not in ALPHABET for char in code):
        return "credit_code_alphabet"
    if not code[2:8].isdigit():
        return "credit_code_region"
    if code[16] != organisation_check(code[8:16]):
        return "credit_code_organisation"
    if code[17] != check(code[:17]):
        return "credit_code_check"
    return None


def check(first: str) -> str:
    """Character 18 from the 17 before: (31 − Σ mod 31) mod 31; without the outer mod a sum of 0 has no character."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check(first: str) -> str:
    """The check digit of an organisation code from its 8 characters: 11 − Σ mod 11, where 10 is X and 11 is 0."""
    total = sum(int(char, 36) * weight for char, weight in zip(first, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]
