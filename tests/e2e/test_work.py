"""People at work in a real browser: reviewing by keys, adding reports, getting in each other's way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import PASSWORD, Server, watched

STORY = (
    "Lisbon, 3 May 2026. Portugal has sold six Heron patrol boats to Uruguay for 40 million euros, the ministry said."
)
ATTACK = """Lisbon, 3 May 2026. Portugal has sold six <script>alert(1)</script> Heron boats to Uruguay.
<img src=x onerror=alert(2)> <svg/onload=alert(3)> "><iframe src=javascript:alert(4)></iframe> &lt;b&gt; {{7*7}}
\u202ereversed\u202c \u0000 \ufeff zero\u200bwidth \U0001f6a2\u0301 <a href="javascript:alert(5)" onclick=alert(6)>look</a>
"""


def now_asked(page: Page) -> str:
    return page.inner_text("#asked-h")


def press(page: Page, *keys: str) -> None:
    """The keys, then the next question is there and the status line has told what was done."""
    page.evaluate("document.getElementById('live').textContent = ''")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_selector("#live:not(:empty)", state="attached")


def test_ten_decisions_by_keys_alone(browser: Browser, own: Server) -> None:
    context, seen = watched(browser, own.address)
    page = seen.open("/review")
    made = 0
    for turn in range(10):
        if page.locator("#accept").count():
            if turn % 3 == 2:
                page.keyboard.press("x")
                page.wait_for_selector("#reject[open]")
                press(page, "1")
                assert "Rejected: the words do not say this" in page.inner_text("#live")
            else:
                press(page, "a")
                assert "Accepted" in page.inner_text("#live")
        elif page.locator("[data-key=n]").count():
            press(page, "n")
        else:
            break
        made += 1
        if turn in (1, 4):
            press(page, "u")
            assert "Undone" in page.inner_text("#live")
    decisions = list(own.ledger.decisions())
    assert len(decisions) >= 10 and made >= 7
    if page.locator("#asked-h").count():
        before = now_asked(page)
        press(page, "j")
        press(page, "k")
        assert now_asked(page) == before
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    context.close()
    assert seen.wrong == []


def test_keys_can_be_switched_off(browser: Browser, own: Server) -> None:
    context, seen = watched(browser, own.address)
    page = seen.open("/review")
    page.keyboard.press("?")
    page.check("[data-keys-off]")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert list(own.ledger.decisions()) == []
    context.close()


def test_review_without_scripts(browser: Browser, own: Server) -> None:
    context, seen = watched(browser, own.address, java_script_enabled=False)
    claim = next(d for d in own.ledger.deals.each() if "Heron" in d["title"])["claims"][0]["claim"]
    page = seen.open(f"/review?claim={claim}")
    page.click("#reject summary")
    page.click("#reject button >> nth=1")
    assert "Rejected" in page.inner_text("#said")
    page.click("#undo")
    assert "Undone" in page.inner_text("#said")
    assert [d.verdict for d in own.ledger.decisions()] == ["reject", "undo"]
    context.close()


def test_marking_words_fills_a_field(browser: Browser, own: Server) -> None:
    context, seen = watched(browser, own.address)
    claim = next(d for d in own.ledger.deals.each() if "Heron" in d["title"])["claims"][0]["claim"]
    page = seen.open(f"/review/{claim}/edit")
    page.focus("[id='v-items.0.designation']")
    start = page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.getElementById("doc"), NodeFilter.SHOW_TEXT);
          for (let node; (node = walk.nextNode());) {
            const at = node.data.indexOf("Heron patrol boats");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + 18);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            return at;
          }
          return -1;
        }"""
    )
    assert start >= 0
    page.click("[data-take]")
    assert page.input_value("[id='v-items.0.designation']") == "Heron patrol boats"
    page.click("#save")
    page.wait_for_url("**done=*")
    change = list(own.ledger.decisions())[-1].change
    assert change is not None
    marked = next(e for e in change["evidence"] if e["field"] == "items[0].designation")
    entry = own.ledger.entry(claim)
    assert entry.report.text[marked["start"] : marked["end"]] == "Heron patrol boats"
    context.close()
    assert seen.wrong == []


def test_an_uploaded_report_and_its_claims_appear(browser: Browser, own: Server, tmp_path: Path) -> None:
    context, seen = watched(browser, own.address)
    story = tmp_path / "harbour-news.txt"
    story.write_text(STORY, encoding="utf-8")
    page = seen.open("/")
    page.click("#to-add")
    page.set_input_files("#files", story)
    page.click("#upload")
    page.wait_for_selector("#reports-h")
    assert "Read 1 report" in page.inner_text("#state")
    page.click("#job ul a >> nth=0")
    assert page.locator("mark.on").count() >= 1
    assert "harbour-news" in page.url
    context.close()
    assert seen.wrong == []


def test_an_attack_in_a_report_is_shown_harmless(browser: Browser, own: Server) -> None:
    context, seen = watched(browser, own.address)
    page = seen.open("/add")
    page.fill("#text", ATTACK)
    page.fill("#title", "<script>alert(7)</script>\"'>{{ 7*7 }}")
    page.click("#paste")
    page.wait_for_selector("#reports-h")
    document = own.ledger.report(
        next(r.report.document for r in own.ledger.read_reports() if "7-7" in r.report.document)
    )
    for path in (
        page.url.removeprefix(own.address),
        f"/report/{document.report.document}",
        "/sources",
        "/search?q=Heron",
        "/changes",
        "/review",
    ):
        seen.open(path)
        found = page.evaluate(
            "() => [document.querySelectorAll('main script, main iframe, main img').length,"
            " [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')"
            " || (a.name === 'href' && a.value.startsWith('javascript:')))).length]"
        )
        assert found == [0, 0], path
    seen.open(f"/report/{document.report.document}")
    assert "<script>alert(1)</script>" in page.inner_text("article"), "it is shown as the words it is"
    context.close()
    assert seen.wrong == []


def signed_in(browser: Browser, server: Server, name: str) -> Page:
    _, seen = watched(browser, server.address)
    page = seen.open("/review")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/review**")
    return page


def test_the_second_of_two_people_is_told(browser: Browser, shared: Server) -> None:
    rita, rolf = signed_in(browser, shared, "Rita"), signed_in(browser, shared, "Rolf")
    claim = next(d for d in shared.ledger.deals.each() if "Heron" in d["title"])["claims"][0]["claim"]
    for page in (rita, rolf):
        page.goto(f"{shared.address}/review?claim={claim}")
    rita.click("#accept")
    rita.wait_for_url("**done=*")
    rolf.click("#accept")
    rolf.wait_for_selector("#overtaken")
    assert "Rita decided on this claim" in rolf.inner_text("#overtaken")
    assert [(d.who, d.verdict) for d in shared.ledger.decisions()] == [("Rita", "accept")]
    rolf.click("#accept")
    rolf.wait_for_url("**done=*")
    assert [d.who for d in shared.ledger.decisions()] == ["Rita", "Rolf"]
    for page in (rita, rolf):
        page.context.close()


@pytest.mark.parametrize("path", ["/", "/register"])
def test_a_stranger_is_led_to_the_door(browser: Browser, shared: Server, path: str) -> None:
    context, seen = watched(browser, shared.address)
    assert "/sign-in" in seen.open(path).url
    context.close()
