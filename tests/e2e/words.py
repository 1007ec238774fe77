"""The words of the screens, from the same catalogues the app is built of."""

import json
from functools import cache

from tests.installation import ROOT


@cache
def words(language: str) -> dict[str, str]:
    files = sorted((ROOT / "frontend" / "src" / "i18n" / language).glob("*.json"))
    return {key: word for file in files for key, word in json.loads(file.read_text()).items() if isinstance(word, str)}
