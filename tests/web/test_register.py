"""The register page: filters, facets, order, parts, columns, days."""

import csv
import io

from fastapi.testclient import TestClient


def told(web: TestClient, query: str = "") -> list[str]:
    return [d["title"] for d in web.get(f"/register.json{query}").json()["deals"]]


def test_filters_narrow_and_facets_count(web: TestClient) -> None:
    everything = web.get("/register.json").json()
    only = web.get("/register.json?supplier=PRT").json()
    assert 0 < only["total"] < everything["total"]
    assert everything["facets"]["supplier"]["PRT"] == only["total"]
    assert only["facets"]["supplier"] == everything["facets"]["supplier"], (
        "a facet's own choice does not hide the others"
    )
    both = web.get("/register.json?supplier=PRT&supplier=SWE").json()
    assert both["total"] == everything["facets"]["supplier"]["PRT"] + everything["facets"]["supplier"]["SWE"]


def test_blank_fields_of_the_form_ask_for_nothing(web: TestClient) -> None:
    assert told(web, "?q=&when=&supplier=&as_of=&contested=&sort=-last_on") == told(web)


def test_days_in_words(web: TestClient) -> None:
    assert len(told(web, "?when=2026-Q1")) < len(told(web, "?when=2026"))
    assert told(web, "?when=1999") == []


def test_parts_follow_on_one_another(web: TestClient) -> None:
    everything = told(web)
    seen, url = [], "/register.json?per=25"
    for _ in range(10):
        part = web.get(url).json()
        seen += [d["title"] for d in part["deals"]]
        if part["next"] is None:
            break
        url = part["next"]
    assert seen == everything


def test_csv_holds_every_deal_in_the_columns_of_sipri(web: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(web.get("/register.csv?per=25").text)))
    assert len(rows) == web.get("/register.json").json()["total"]
    heron = next(r for r in rows if r["designation"] == "Heron")
    assert (heron["recipient"], heron["stage"], heron["value"]) == ("URY", "delivery", "EUR 60 m")


def test_a_formula_in_a_report_stays_text_in_a_spreadsheet() -> None:
    from armsledger.web.view import _cell

    assert _cell("=1+1") == "'=1+1"
    assert _cell(-3) == "-3"


def test_a_script_gets_only_the_part_that_changes(web: TestClient) -> None:
    piece = web.get("/register?stage=order", headers={"HX-Request": "true"})
    assert piece.text.lstrip().startswith('<div class="reg" id="register"')
    assert 'role="status"' in piece.text and "<html" not in piece.text
    assert "HX-Request" in piece.headers["vary"]


def test_order_density_and_columns_stand_in_the_address(web: TestClient) -> None:
    titles = told(web, "?sort=title")
    assert titles == sorted(titles) and told(web, "?sort=-title") == titles[::-1]
    page = web.get("/register?columns=supplier&columns=standing&density=dense").text
    assert 'class="tw list dense"' in page
    assert ">Standing</th>" in page and ">Recipient</th>" not in page


def test_the_register_as_of_an_earlier_day(web: TestClient) -> None:
    early = web.get("/register.json?as_of=2026-01-31").json()
    assert [d["stage"] for d in early["deals"]] == ["talks"]
    assert web.get("/register.json?as_of=2025-01-31").json()["total"] == 0


def test_an_earlier_day_is_listed_in_parts_and_sorted_as_any(web: TestClient) -> None:
    titles = told(web, "?as_of=2026-04-30&sort=title")
    assert titles == sorted(titles) == sorted(told(web))
    assert len(list(csv.DictReader(io.StringIO(web.get("/register.csv?as_of=2026-04-30").text)))) == len(titles)
    early = web.get("/pipeline.json?as_of=2026-01-31").json()
    assert {c["stage"]: c["deals"] for c in early["columns"] if c["deals"]} == {"talks": 1}
    assert web.get("/network.json?as_of=2026-01-31").json()["flows"][0]["stage"] == "talks"


def test_what_is_stated_leads_to_the_deals_that_state_it(web: TestClient) -> None:
    stated = web.get("/overview.json").json()["money"]
    assert stated == {"EUR": {"deals": 1, "stated": 60_000_000}}
    assert '<a href="/register?currency=EUR">EUR 60 m</a>' in web.get("/").text
    found = web.get("/register.json?currency=EUR").json()
    assert found["total"] == 1 and found["deals"][0]["money"]["currency"] == "EUR"
    board = {c["stage"]: c["stated"] for c in web.get("/pipeline.json").json()["columns"]}
    assert board["delivery"] == [{"currency": "EUR", "deals": 1, "total": 60_000_000}] and board["offer"] == []


def test_every_figure_leads_to_the_deal(web: TestClient) -> None:
    page = web.get("/register?q=Heron").text
    assert '#fields">10</a>' in page or '#fields">12</a>' in page
    assert "#disputes" in page
