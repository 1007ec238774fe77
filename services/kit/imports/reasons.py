"""What each code of a rejected row means, for people: in the answer and in the file of rejects."""

from collections.abc import Mapping

REASONS: dict[str, tuple[str, str]] = {
    "missing": ("required and empty", "必填项为空"),
    "cell_count": ("more or fewer cells than the header", "单元格数量与列名不符"),
    "unstorable_character": ("contains control characters", "包含不允许的控制字符"),
    "one_line": ("must be one line", "应为单行文本"),
    "string_too_long": ("too long", "内容过长"),
    "int_parsing": ("not a whole number", "不是整数"),
    "decimal_parsing": ("not a number", "不是数字"),
    "decimal_max_places": ("too many decimals", "小数位过多"),
    "greater_than_equal": ("too small", "数值过小"),
    "less_than_equal": ("too large", "数值过大"),
    "date_parsing": ("not a date; write 2026-03-31", "不是有效日期,应为 2026-03-31 的形式"),
    "date_out_of_range": ("not between 1900 and 2200", "日期应在 1900 至 2200 年之间"),
    "literal_error": ("not one of the allowed words", "不是允许的取值"),
    "unknown_reference": ("no such record", "没有这条记录"),
    "ambiguous_reference": ("several records are called so", "有多条同名记录"),
    "ambiguous_match": ("several records could be meant", "可能对应多条已有记录"),
    "duplicate_in_file": ("an earlier row means the same record", "与前面的行重复"),
    "cycle": ("would be above itself", "上下级关系成环"),
    "not_on_team": ("only the customer's team may change it", "只有该客户的团队成员可以修改"),
    "bool_parsing": ("not yes or no", "不是“是”或“否”"),
    "duplicate": ("belongs to another record", "已被其他记录使用"),
}


def reason(code: str, own: Mapping[str, tuple[str, str]], *, chinese: bool) -> str:
    """The sentence for a code, from a kind's own or the common ones."""
    return (own.get(code) or REASONS.get(code) or (code, code))[chinese]
