"""What was asked and what was answered, in the order it happened; and the checker that reads it."""

import json
import threading
import time
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any


class History:
    """One line of JSON for each thing that happens; the file stays, so that a failure can be read."""

    def __init__(self, path: Path, **about: Any) -> None:
        self.path, self.lines, self.began = path, [], time.monotonic()
        self.lock = threading.Lock()
        self.add("began", **about)

    def add(self, what: str, **about: Any) -> None:
        line = {"t": round(time.monotonic() - self.began, 3), "what": what, **about}
        with self.lock:
            self.lines.append(line)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, default=str, ensure_ascii=False) + "\n")

    def all(self, what: str, key: str) -> list[Any]:
        return [line[key] for line in self.lines if line["what"] == what]


def verdict(
    *, asked: Iterable[Hashable], acknowledged: Iterable[Hashable], effects: Iterable[Hashable]
) -> dict[str, list[Hashable]]:
    """What is wrong: acknowledged and not there, there twice, or there without anybody having asked. Empty: nothing."""
    found = Counter(effects)
    wrong = {
        "lost": sorted(set(acknowledged) - set(found), key=str),
        "twice": sorted((key for key, times in found.items() if times > 1), key=str),
        "invented": sorted(set(found) - set(asked), key=str),
    }
    return {name: keys for name, keys in wrong.items() if keys}


def contradictions(answers: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, set[Hashable]]:
    """Operations that were acknowledged with different results."""
    told: dict[Hashable, set[Hashable]] = {}
    for key, result in answers:
        told.setdefault(key, set()).add(result)
    return {key: results for key, results in told.items() if len(results) > 1}
