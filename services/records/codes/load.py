"""The shipped code lists as rows of their tables."""

import csv
from importlib import resources
from typing import Any

LEVELS = {"门类": 1, "大类": 2, "中类": 3, "小类": 4}
NAMELESS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
"""Second-level names that say nothing in a path: 北京市 市辖区 东城区 is 北京市东城区."""

SECTIONS = {
    "A": "Agriculture, forestry, animal husbandry and fishery",
    "B": "Mining",
    "C": "Manufacturing",
    "D": "Electricity, heat, gas and water supply",
    "E": "Construction",
    "F": "Wholesale and retail trade",
    "G": "Transport, storage and post",
    "H": "Accommodation and catering",
    "I": "Information transmission, software and IT services",
    "J": "Finance",
    "K": "Real estate",
    "L": "Leasing and business services",
    "M": "Scientific research and technical services",
    "N": "Water conservancy, environment and public facilities",
    "O": "Resident services, repair and other services",
    "P": "Education",
    "Q": "Health and social work",
    "R": "Culture, sports and entertainment",
    "S": "Public administration, social security and social organisations",
    "T": "International organisations",
}


def _read(name: str) -> list[dict[str, str]]:
    text = resources.files("services.records.codes.data").joinpath(name).read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def industries() -> list[dict[str, Any]]:
    """Sections first, so that each row's parent stands before it."""
    rows = [
        {
            "code": row["code"],
            "name": row["name"],
            "name_en": SECTIONS.get(row["code"]),
            "level": LEVELS[row["level"]],
            "parent_code": {1: None, 2: row["code"][:1]}.get(LEVELS[row["level"]], row["code"][:-1]),
        }
        for row in _read("gbt4754_2017.csv")
    ]
    return sorted(rows, key=lambda row: (row["level"], row["code"]))


def regions() -> list[dict[str, Any]]:
    """Provinces first, so that each row's parent stands before it."""
    names: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    for level, (file, width) in enumerate(
        (("nbs2023_provinces.csv", 0), ("nbs2023_cities.csv", 2), ("nbs2023_areas.csv", 4)), start=1
    ):
        for row in _read(file):
            code, parent = row["code"], row["code"][:width] or None
            above = names[parent] if parent else ""
            names[code] = above if row["name"] in NAMELESS else above + row["name"]
            rows.append(
                {
                    "code": code,
                    "name": row["name"],
                    "full_name": names[code],
                    "level": level,
                    "parent_code": parent,
                }
            )
    return rows
