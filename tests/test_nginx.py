"""The gate in front of the containers knows the way to every address of the API."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCATION = re.compile(r"^ +location (=|~) (\S+) \{(.*?)^        \}", re.MULTILINE | re.DOTALL)


def led_somewhere(path: str, conf: str) -> bool:
    """Whether a location that passes requests on, or holds a file, takes this address."""
    for way, pattern, inside in LOCATION.findall(conf):
        taken = path == pattern if way == "=" else re.search(pattern, path)
        if taken and re.search("proxy_pass|alias", inside):
            return True
    return False


def test_every_address_has_a_way_through_the_gate():
    conf = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    paths = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))["paths"]
    public = [path for path in paths if path.startswith("/api/")]
    assert len(public) > 100
    assert [path for path in public if not led_somewhere(path, conf)] == []
    assert not led_somewhere("/api/v1/nothing", conf)
