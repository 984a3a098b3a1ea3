"""Reading pages: what each shows, and that every figure leads to its words."""

import json
import re
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
from fastapi.testclient import TestClient

from armsledger.ledger import Ledger
from armsledger.web.summary import levels
from tests.web.conftest import client_of
from tests.web.test_frame import deal_of


@pytest.fixture(scope="module")
def heron(web: TestClient) -> str:
    return deal_of(web, "Heron")


def test_the_overview_says_how_sure(web: TestClient) -> None:
    told = web.get("/overview.json").json()
    assert sum(told["standing"].values()) == told["deals"]
    counted = {level["name"]: level for level in levels(told["standing"])}
    assert sum(level["deals"] for level in counted.values()) == told["deals"]
    one = counted["reported by one source"]
    assert web.get(one["url"].replace("/register", "/register.json")).json()["total"] == one["deals"]
    assert one["url"].replace("&", "&amp;") in web.get("/").text


def test_levels_of_many_standings_are_counted_without_an_address() -> None:
    told = levels(
        {f"contested: asserted by {n}, denied by Norway": 1 for n in range(100)} | {"reported by one source": 3}
    )
    assert [(level["deals"], level["url"]) for level in told[-2:]] == [
        (3, "/register?standing=reported+by+one+source"),
        (100, None),
    ]


def test_a_deal_shows_both_values_of_a_dispute_and_the_rule(web: TestClient, heron: str) -> None:
    told = web.get(f"/deal/{heron}.json").json()
    dispute = next(c for c in told["deal"]["contradictions"] if "ordered" in c["field"])
    page = web.get(f"/deal/{heron}").text
    section = page.split('id="disputes"')[1].split('id="fields"')[0]
    assert ">10</p>" in section and ">12</p>" in section
    assert dispute["rule"] in section


def test_every_field_of_a_deal_leads_to_lit_words(web: TestClient, heron: str) -> None:
    told = web.get(f"/deal/{heron}.json").json()
    assert {"supplier", "recipient", "stage", "money"} <= {f["name"] for f in told["fields"]}
    for field in told["fields"]:
        assert field["claims"], field["name"]
        for claim in field["claims"]:
            path, _, anchor = claim["lit"].partition("#")
            assert f'id="{anchor}"' in web.get(path).text


def test_the_claim_asked_for_stands_beside_the_deal(web: TestClient, heron: str) -> None:
    claims = web.get(f"/deal/{heron}.json").json()["claims"]
    wire = next(c for c in claims if "twelve" in c["quote"])
    page = web.get(f"/deal/{heron}?claim={wire['claim']}").text
    assert re.search(r'<mark class="on">Sources put the order at twelve Heron boats\.</mark>', page)


def test_claims_of_a_deal_say_how_they_weigh(web: TestClient, heron: str) -> None:
    for claim in web.get(f"/deal/{heron}.json").json()["claims"]:
        assert re.fullmatch(r"[A-F][1-6]", claim["grade"])
        assert claim["grade_words"]


def test_a_report_gives_its_text_back_with_all_claims_marked(web: TestClient, press: Ledger) -> None:
    for found in press.read_reports():
        page = web.get("/report/" + found.report.document.replace("#", "%23")).text
        told = web.get("/report/" + found.report.document.replace("#", "%23") + ".json").json()
        assert told["text"] == found.report.text
        for claim in told["claims"]:
            assert f'id="c-{claim["claim"]}"' in page
        assert page.count("<mark>") >= len(found.claims)
        assert '<span class="clutter">Related' in page


def test_excerpts_only_never_sends_the_whole_text(press: Ledger) -> None:
    closed = client_of(press, excerpts_only=True)
    told = closed.get("/report/harbour-1.json").json()
    assert "text" not in told and told["claims"]
    page = closed.get("/report/harbour-1").text
    assert "Excerpts" in page and "https://news.example/harbour-1" in page


def test_a_claim_tells_where_each_value_was_read(web: TestClient, heron: str) -> None:
    claim = web.get(f"/deal/{heron}.json").json()["claims"][0]
    page = web.get(f"/claim/{claim['claim'][:10]}").text
    assert claim["lit"].split("#")[1] in page
    assert f"/deal/{heron}" in page
    assert "field=stage" in page


def test_the_pipeline_puts_each_transfer_under_its_stage(web: TestClient) -> None:
    told = web.get("/pipeline.json").json()
    counted = {c["stage"]: c["deals"] for c in told["columns"] if c["deals"]}
    register = web.get("/register.json?kind=transfer").json()["facets"]["stage"]
    assert counted == register
    piece = web.get("/pipeline?q=Heron", headers={"HX-Request": "true"}).text
    assert piece.lstrip().startswith('<div id="board"') and "Heron" in piece


def test_the_network_counts_deals_between_pairs(web: TestClient) -> None:
    told = web.get("/network.json").json()
    assert {(f["supplier"], f["recipient"], f["deals"]) for f in told["flows"]} >= {
        ("PRT", "URY", 1),
        ("NOR", "CHL", 1),
    }
    for flow in told["flows"]:
        assert web.get(flow["url"].replace("/register", "/register.json")).json()["total"] == flow["deals"]
    assert "Boundaries imply no position" in web.get("/network").text
    assert web.get("/network.json?least=2").json()["flows"] == []


def test_a_country_has_its_deals_both_ways_and_what_hangs_on_it(web: TestClient) -> None:
    told = web.get("/country/PRT.json").json()
    assert told["lists"][0]["total"] == 1
    assert told["visits"][0]["hosts"] == ["PRT"] and told["visits"][0]["from"] == "2025-03-01"
    assert told["figures"][0]["points"][0]["text"] == "90,000,000"
    page = web.get("/country/PRT").text
    for claim in (told["visits"][0]["claims"][0], told["figures"][0]["points"][0]["claim"]):
        assert f"#c-{claim['claim']['claim']}" in page
    assert web.get("/country/PRY.json").json()["restrictions"][0]["in_force"] is True
    assert web.get("/country/XXX").status_code == 404


def test_companies_and_types_have_profiles(web: TestClient) -> None:
    assert "Chile" in web.get("/company/Fjell%20Aero").text or "CHL" in web.get("/company/Fjell%20Aero").text
    told = web.get("/equipment/Kestrel.json").json()
    assert told["uses"][0]["user"] == "PRY"
    assert told["lists"][0]["total"] == 1


def test_search_marks_what_it_found(web: TestClient) -> None:
    page = web.get("/search?q=twelve").text
    assert "<mark>twelve</mark>" in page
    assert web.get("/search.json?q=twelve").json()["hits"][0]["url"].startswith("/report/wire-3?claim=")
    assert web.get("/search.json?q=harbour&in=report").status_code == 200
    assert web.get("/search.json?q=Heron&in=deal").json()["total"] == 1
    assert 'class="empty"' in web.get("/search?q=zeppelin").text
    assert "<script>alert" not in web.get("/search?q=alert").text


def test_changes_say_what_was_and_what_is(web: TestClient) -> None:
    told = web.get("/changes.json?since=2026-03-01").json()["changes"]
    assert {"moved", "contradicted", "new"} <= {c["change"] for c in told}
    moved = next(c for c in told if c["change"] == "moved")
    assert (moved["was"], moved["now"]) == ("talks", "delivery")
    assert web.get("/changes.json").json()["since"] == "2026-04-18"
    assert web.get("/changes?since=whenever").status_code == 422


def test_the_feed_is_atom_with_lasting_ids(web: TestClient) -> None:
    first, again = (web.get("/changes.atom?since=2026-03-01") for _ in range(2))
    assert first.content == again.content
    root = Xml.fromstring(first.content)
    space = "{http://www.w3.org/2005/Atom}"
    ids = [e.findtext(f"{space}id") for e in root.iter(f"{space}entry")]
    assert len(ids) == len(set(ids)) > 2
    assert (
        web.get("/changes.atom?since=2026-03-01", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    )


def test_citations_carry_their_day(web: TestClient, heron: str) -> None:
    assert "urldate = {2026-05-02}" in web.get(f"/deal/{heron}/cite.bib").text
    told = web.get(f"/deal/{heron}/cite.csl").json()[0]
    assert told["URL"].endswith(f"/deal/{heron}") and told["accessed"]["date-parts"] == [[2026, 5, 2]]


def test_sources_count_reports_and_tell_their_age(web: TestClient) -> None:
    rows = {r["publisher"]: r for r in web.get("/sources.json").json()["publishers"]}
    assert rows["Plate Wire"]["reports"] == rows["The Harbour Gazette"]["reports"] == 2
    assert (rows["Plate Wire"]["freshness"], rows["The Harbour Gazette"]["freshness"]) == ("fresh", "silent")
    told = web.get("/sources.json?publisher=Plate Wire").json()["reports"]
    assert [r["document"] for r in told] == ["wire-4#1", "wire-3"]


def test_everything_can_be_taken_away(web: TestClient, press: Ledger) -> None:
    claims = [json.loads(line) for line in web.get("/claims.jsonl").text.splitlines()]
    deals = [json.loads(line) for line in web.get("/deals.jsonl").text.splitlines()]
    assert len(claims) == press.counts().claims and len(deals) == press.counts().deals
    for name, records in (("claim", claims), ("deal", deals)):
        checked = jsonschema.Draft202012Validator(web.get(f"/schema/{name}.json").json())
        for record in records:
            checked.validate(record)
    assert web.get("/schema/page.json").status_code == 404


def test_the_description_names_every_address_that_gives_data(web: TestClient) -> None:
    told = web.get("/openapi.json").json()
    assert {"/register.json", "/register.csv", "/deal/{deal}.json", "/changes.atom"} <= set(told["paths"])
    asked = {p["name"] for p in told["paths"]["/register.json"]["get"]["parameters"]}
    assert {"supplier", "when", "as_of", "after"} <= asked


def test_the_api_is_told_without_a_script(web: TestClient) -> None:
    page, described = web.get("/api").text, web.get("/openapi.json").json()
    told = {
        (c["method"].lower(), c["path"]): c for calls in web.get("/api.json").json()["calls"].values() for c in calls
    }
    for path, methods in described["paths"].items():
        for method in methods:
            one = told.get((method, path)) or told[method, path.rpartition(".")[0]]
            assert f"<code>{one['path']}" in page
    register = {p["name"]: p for p in told["get", "/register"]["parameters"]}
    assert register["stage"]["codes"][:2] == ["interest", "offer"] and register["stage"]["many"]
    assert (register["as_of"]["kind"], register["sort"]["default"]) == ("day", "-last_on")


def test_the_codebook_stands_beside_the_data(web: TestClient) -> None:
    page, told = web.get("/data").text, web.get("/data.json").json()
    assert told["codes"]["stage"]["talks"] in page and told["fields"]["deal"]["standing"] in page
    for contract in ("claim", "deal"):
        assert list(told["fields"][contract]) == list(web.get(f"/schema/{contract}.json").json()["properties"])


def test_health_lists_problems_by_code(web: TestClient) -> None:
    told = web.get("/health.json").json()
    assert told["codes"] == {"no_year": 4} and told["follows"]
    assert len(web.get("/health.json?code=no_year").json()["problems"]) == 4
    assert web.get("/health.json?code=other").json()["problems"] == []
