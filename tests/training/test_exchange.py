import random

from armsledger.knowledge import Knowledge
from armsledger.training.exchange import Exchange, edited

TEXT = "Chile ordered 12 Mi-17 helicopters from Russia. The Chilean army will get them in 2019."


def claim(**values: object) -> dict[str, object]:
    start, end = 0, TEXT.index(".")
    empty = {"intermediary": [], "parties": [], "quote": TEXT[start:end], "start": start, "end": end}
    return {**empty, "supplier": ["RUS"], "recipient": ["CHL"], "items": [{"designation": "Mi-17"}], **values}


def test_text_and_claim_change_together() -> None:
    new, (got,) = Exchange(Knowledge())({"text": TEXT}, [claim()], random.Random(3))
    assert new["text"] != TEXT and "Chile" not in new["text"]
    assert new["text"][got["start"] : got["end"]] == got["quote"]
    assert got["quote"].endswith(new["text"].split(". ")[0][-8:])
    assert "RUS" not in got["supplier"] and "CHL" not in got["recipient"]
    assert got["items"][0]["designation"] in got["quote"]


def test_the_same_chance_gives_the_same_names() -> None:
    exchange = Exchange(Knowledge())
    assert exchange({"text": TEXT}, [claim()], random.Random(5)) == exchange(
        {"text": TEXT}, [claim()], random.Random(5)
    )


def test_offsets_follow_an_edit() -> None:
    moved, place = edited("aa bbb c", [(3, 6, "xxxxx")])
    assert moved == "aa xxxxx c"
    assert [place(i) for i in (0, 3, 6, 8)] == [0, 3, 8, 10]
