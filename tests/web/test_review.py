"""Review over HTTP: one decision a screen, as plain forms."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from armsledger.ledger import Ledger
from armsledger.model.codes import Stage
from armsledger.model.contract import claim_id
from armsledger.web.accounts import Identity, Right
from tests.web.conftest import client_of
from tests.web.corpus import fill


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "review.db", create=True) as made:
        fill(made)
        yield made


@pytest.fixture
def mine(ledger: Ledger) -> TestClient:
    return client_of(ledger)


def fields(page: str, action: str) -> dict[str, str]:
    """What the form with this action would send as it stands."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, action
    found = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, inside in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form[0], re.DOTALL):
        found[name] = unescape(inside)
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    return found


def claim_of(client: TestClient, words: str) -> str:
    asked = [q for q in client.get("/review.json").json()["questions"] if q["kind"] == "claim" and words in q["title"]]
    assert len(asked) == 1, [q["title"] for q in asked]
    return str(asked[0]["subjects"][0])


def said(page: str) -> str:
    found = re.search(r'id="said">(.*?)</span>', page)
    assert found
    return re.sub(r"<.*?>", "", found[1]).strip()


def heron(ledger: Ledger) -> dict[str, object]:
    return next(d for d in ledger.deals.each() if "Heron" in d["title"] and "URY" in d["recipient"])


def test_the_queue_leads_from_question_to_question(mine: TestClient) -> None:
    before = mine.get("/review.json").json()["questions"]
    assert [q["weight"] for q in before] == sorted((q["weight"] for q in before), reverse=True)
    page = mine.get("/review")
    assert "Why it is asked" in page.text or "one deal?" in page.text
    claim = claim_of(mine, "twelve")
    page = mine.get(f"/review?claim={claim}")
    answer = mine.post("/review", data=fields(page.text, "/review") | {"verdict": "accept"})
    assert answer.status_code == 200 and claim not in str(answer.url)
    assert said(answer.text) == "Accepted."
    assert len(mine.get("/review.json").json()["questions"]) == len(before) - 1


def test_a_rejected_claim_counts_no_more_until_it_is_taken_back(mine: TestClient, ledger: Ledger) -> None:
    claim = claim_of(mine, "twelve")
    assert claim in {p["claim"] for p in heron(ledger)["claims"]}
    form = fields(mine.get(f"/review?claim={claim}").text, "/review")
    assert mine.post("/review", data=form | {"verdict": "reject"}).status_code == 422, "a rejection says why"
    answer = mine.post("/review", data=form | {"verdict": "reject", "other": "the yard denied it"})
    assert said(answer.text) == "Rejected: the yard denied it."
    assert claim not in {p["claim"] for p in heron(ledger)["claims"]}
    back = mine.post("/review/undo", data=fields(answer.text, "/review/undo"))
    assert said(back.text) == "Undone." and claim in str(back.url)
    assert claim in {p["claim"] for p in heron(ledger)["claims"]}


def test_a_correction_moves_the_deal(mine: TestClient, ledger: Ledger) -> None:
    claim = claim_of(mine, "first Heron left")
    path = f"/review/{claim}/edit"
    form = fields(mine.get(path).text, path)
    assert (form["stage"], form["supplier"], form["items.0.min"]) == ("delivery", "PRT", "1")
    answer = mine.post(path, data=form | {"stage": "order", "items.0.min": "2", "items.0.max": "2"})
    assert said(answer.text) == "Corrected."
    assert heron(ledger)["stage"] == Stage.ORDER
    again = fields(mine.get(path).text, path)
    assert (again["stage"], again["items.0.min"]) == ("order", "2"), "the form shows the claim as it was put right"
    change = list(ledger.decisions())[-1].change
    assert change is not None and set(change) == {"stage", "items", "evidence"}


def test_words_that_were_marked_are_kept_as_evidence(mine: TestClient, ledger: Ledger) -> None:
    claim = claim_of(mine, "first Heron left")
    entry, path = ledger.entry(claim), f"/review/{claim}/edit"
    start = entry.report.text.index("Heron", entry.claim.start)
    marked = {
        "items.0.designation": "Heron",
        "items.0.category": "other",
        "at.items.0.designation": f"{start}-{start + 5}",
    }
    form = fields(mine.get(path).text, path)
    mine.post(path, data=form | marked)
    change = list(ledger.decisions())[-1].change
    assert change is not None
    assert {"field": "items[0].designation", "value": "Heron", "start": start, "end": start + 5} in change["evidence"]


def test_a_figure_is_put_right(mine: TestClient, ledger: Ledger) -> None:
    entry = next(e for e in ledger.entries() if e.claim.measure)
    path = f"/review/{claim_id(entry.claim)}/edit"
    form = fields(mine.get(path).text, path)
    assert (form["measure.name"], form["measure.min"], form["measure.max"]) == ("arms_trade", "90000000", "90000000")
    assert (form["measure.unit"], form["measure.subject"]) == ("EUR", "PRT")
    start = entry.report.text.index("90 million")
    typed = {"measure.max": "95000000", "measure.counterpart": "URY", "at.measure.min": f"{start}-{start + 10}"}
    assert said(mine.post(path, data=form | typed).text) == "Corrected."
    change = list(ledger.decisions())[-1].change
    assert change is not None and set(change) == {"measure", "evidence"}
    told = mine.get("/country/PRT.json").json()["figures"][0]
    assert told["points"][0]["value"] == {"min": 90_000_000, "max": 95_000_000}
    assert told["counterpart"] == ["URY"]
    assert {"field": "measure", "value": change["measure"], "start": start, "end": start + 10} in change["evidence"]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"quote": "Words that nobody wrote."}, "quote"),
        ({"items.0.min": "many"}, "items.0.min"),
        ({"supplier": "Nowhereland"}, "supplier"),
        ({"money.min": "5", "money.currency": "euros"}, "money.currency"),
        ({"when.from": "2026-02-30"}, "when"),
        ({"stage": "sold"}, "stage"),
        ({"measure.min": "5"}, "measure.name"),
        ({"measure.name": "fleet"}, "measure.min"),
    ],
)
def test_what_cannot_be_taken_is_told_with_all_that_was_typed(
    mine: TestClient, ledger: Ledger, typed: dict[str, str], named: str
) -> None:
    claim = claim_of(mine, "first Heron left")
    path = f"/review/{claim}/edit"
    answer = mine.post(path, data=fields(mine.get(path).text, path) | {"said.who": "the harbour master"} | typed)
    assert answer.status_code == 422
    assert f"<b>{named}</b>:" in answer.text and "the harbour master" in answer.text
    assert list(ledger.decisions()) == []


def test_the_second_of_two_people_is_told(ledger: Ledger, mine: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = claim_of(mine, "twelve")
    form = fields(mine.get(f"/review?claim={claim}").text, "/review")
    first = Identity(name="first", rights=frozenset(Right), key="local")
    monkeypatch.setattr("armsledger.web.guard.Identity", lambda **_: first)
    assert mine.post("/review", data=form | {"verdict": "accept"}).status_code == 200
    monkeypatch.undo()
    second = mine.post("/review", data=form | {"verdict": "reject", "reason": "the words do not say this"})
    assert second.status_code == 409
    assert "first decided on this claim" in second.text
    assert [d.verdict for d in ledger.decisions()] == ["accept"]
    form = fields(second.text, "/review")
    insisting = mine.post("/review", data=form | {"verdict": "reject", "reason": "the words do not say this"})
    assert insisting.status_code == 200
    assert [d.verdict for d in ledger.decisions()] == ["accept", "reject"]


def test_split_merge_and_back(mine: TestClient, ledger: Ledger) -> None:
    whole = heron(ledger)
    claim = claim_of(mine, "twelve")
    page = mine.get(f"/review/{whole['deal']}/split?claim={claim}").text
    assert re.search(rf'value="{claim}"[^>]* checked', page)
    form = fields(page, "/review/split")
    assert mine.post("/review/split", data=form).status_code == 422, "nothing was picked"
    parted = mine.post("/review/split", data=form | {"claim": claim})
    assert parted.status_code == 200
    herons = [d for d in ledger.deals.each() if "Heron" in d["title"]]
    assert len(herons) == 2
    mine.post("/review/undo", data=fields(parted.text.split('id="answers-h"')[1], "/review/undo"))
    assert heron(ledger)["claims"] == whole["claims"]


def test_two_deals_become_one_and_two_again(mine: TestClient, ledger: Ledger) -> None:
    one = heron(ledger)["deal"]
    two = next(d["deal"] for d in ledger.deals.each() if "CHL" in d["recipient"] and d["kind"] == "transfer")
    path = f"/review/{one}/merge?other={two}"
    page = mine.get(path).text
    assert 'class="differs"' in page and "As one deal:" in page
    mine.post("/review/merge", data=fields(page, "/review/merge") | {"answer": "unsure"})
    assert list(ledger.decisions())[-1].verdict == "unsure"
    page = mine.get(path).text
    assert "Answered: unsure" in page
    mine.post("/review/merge", data=fields(page, "/review/merge") | {"answer": "same"})
    names = {d["deal"] for d in ledger.deals.each()}
    assert not {one, two} <= names
    left = ({one, two} & names).pop()
    page = mine.get(f"/review/{left}/merge").text
    assert "Un-merge" in page
    mine.post("/review/undo", data=fields(page.split('id="answers-h"')[1], "/review/undo"))
    assert {one, two} <= {d["deal"] for d in ledger.deals.each()}


def test_a_script_is_led_on_without_a_page(mine: TestClient) -> None:
    claim = claim_of(mine, "twelve")
    form = fields(mine.get(f"/review?claim={claim}").text, "/review") | {"verdict": "accept"}
    answer = mine.post("/review", data=form, headers={"HX-Request": "true"}, follow_redirects=False)
    where = json.loads(answer.headers["hx-location"])
    assert answer.status_code == 200 and where["path"].startswith("/review")
    piece = mine.get(where["path"], headers={"HX-Request": "true"}).text
    assert piece.lstrip().startswith('<div class="stack" id="review"')


def test_an_empty_queue_says_what_to_do(bare: TestClient) -> None:
    assert 'class="empty"' in bare.get("/review").text


def test_who_may_only_read_is_asked_nothing(ledger: Ledger) -> None:
    reading = client_of(ledger, read_only=True)
    assert reading.get("/review").status_code == 403
