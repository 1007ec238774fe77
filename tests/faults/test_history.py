"""The checker is itself checked: it must see what it is there for."""

from tests.faults.history import History, contradictions, verdict


def test_all_is_well():
    assert verdict(asked=[1, 2, 3], acknowledged=[1, 2], effects=[2, 1, 3]) == {}, "3 was done and its answer lost"


def test_what_is_wrong_is_seen():
    assert verdict(asked=[1, 2], acknowledged=[1, 2], effects=[1]) == {"lost": [2]}
    assert verdict(asked=[1, 2], acknowledged=[1], effects=[1, 2, 2]) == {"twice": [2]}
    assert verdict(asked=[1], acknowledged=[], effects=[9]) == {"invented": [9]}
    assert contradictions([(1, "a"), (1, "b"), (2, "c"), (2, "c")]) == {1: {"a", "b"}}


def test_the_history_is_on_disk(tmp_path):
    history = History(tmp_path / "h.jsonl", seed=7)
    history.add("answered", key="一")
    assert len((tmp_path / "h.jsonl").read_text().splitlines()) == 2
    assert history.all("answered", "key") == ["一"]
