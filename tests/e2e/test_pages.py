"""Every page in a real browser: accessible, quiet, asking nobody else, fitting a telephone, printing."""

import json
from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import AXE, Server, Watched, watched

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = (
    "/", "/register", "/register?q=no+such+thing", "deal", "report", "claim", "/review", "edit", "merge", "split",
    "/pipeline", "/network", "/search?q=Heron", "/changes", "/sources", "/data", "/api", "/method", "/health", "/patterns", "/add",
    "/account", "/users", "/audit", "/country/URY", "/equipment/Heron", "/company/Fjell%20Aero", "/sources?publisher=Plate%20Wire",
    "/changes?since=this%20year&show=silent", "/pipeline?as_of=2026-03-05", "/markets", "/nothing-here",
)  # fmt: skip


def path_of(server: Server, name: str) -> str:
    """The address of a page; deals, reports and claims by one that there is."""
    if name.startswith("/"):
        return name
    deal = next(d for d in server.ledger.deals.each() if "Heron" in d["title"])
    claim = deal["claims"][0]["claim"]
    return {
        "deal": f"/deal/{deal['deal']}",
        "report": f"/report/{deal['claims'][0]['document']}?claim={claim}",
        "claim": f"/claim/{claim}",
        "edit": f"/review/{claim}/edit",
        "merge": f"/review/{deal['deal']}/merge",
        "split": f"/review/{deal['deal']}/split",
    }[name]


def violations(page: Page) -> list[str]:
    """What axe finds, in words."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    told = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(r => JSON.stringify(r.violations.map("
        "v => [v.id, v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary)])))",
        TAGS,
    )
    return [f"{rule}: {nodes}" for rule, nodes in json.loads(told)]


def look(seen: Watched, path: str) -> None:
    answer = seen.page.goto(seen.address + path)
    assert answer is not None
    if path == "/nothing-here":
        assert answer.status == 404
        seen.wrong.clear()
    else:
        assert answer.status == 200, path
    wide = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{path} is {wide} px wider than the window"
    assert violations(seen.page) == [], path


@pytest.fixture(scope="module")
def light(browser: Browser, served: Server) -> Iterator[Watched]:
    context, page = watched(browser, served.address, viewport={"width": 390, "height": 844}, color_scheme="light")
    yield page
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_on_a_telephone(light: Watched, served: Server, name: str) -> None:
    light.wrong.clear()
    look(light, path_of(served, name))
    assert light.wrong == [], name


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_light_and_dark(browser: Browser, served: Server, name: str, scheme: str) -> None:
    context, page = watched(browser, served.address, viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    try:
        look(page, path_of(served, name))
        assert page.wrong == []
    finally:
        context.close()


COLOURS = """async ([png, names]) => {
    const image = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
    const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height}), pen = canvas.getContext("2d");
    const seen = data => { const out = {}; for (let i = 0; i < data.length; i += 4) { const key = data.slice(i, i + 3).join(); out[key] = (out[key] ?? 0) + 1; } return out; };
    pen.drawImage(image, 0, 0);
    const found = seen(pen.getImageData(0, 0, image.width, image.height).data), told = {};
    for (const name of names) {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = `var(--${name})`;
        told[name] = found[getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).join()] ?? 0;
        probe.remove();
    }
    return told;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_drawn_in_the_colours_of_its_theme(browser: Browser, served: Server, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(served.address + "/patterns")
    png = b64encode(page.locator("#flowmap svg").screenshot()).decode()
    painted = page.evaluate(COLOURS, [png, ["sea", "land", "delivery", "order", "blocked"]])
    context.close()
    assert painted["sea"] > painted["land"] > painted["delivery"] > 200 and min(painted.values()) > 50


def test_filters_work_without_scripts(browser: Browser, served: Server) -> None:
    context, seen = watched(browser, served.address, java_script_enabled=False)
    page = seen.open("/register")
    page.check("#f-supplier-PRT")
    page.click("#f-go")
    assert "supplier=PRT" in page.url
    assert page.locator("main tbody tr").count() == 1
    assert "Heron" in page.inner_text("main tbody")
    context.close()
    assert seen.wrong == []


def test_filters_change_the_list_in_place(at: Watched) -> None:
    page = at.open("/register")
    page.check("#f-supplier-PRT")
    page.wait_for_url("**supplier=PRT*")
    expect(page.locator("main tbody tr")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == "f-supplier-PRT", "the focus stays where it was"


def test_a_deal_prints_as_a_dossier(at: Watched, served: Server) -> None:
    page = at.open(path_of(served, "deal"))
    assert len(page.pdf(format="A4")) > 20_000
    page.emulate_media(media="print")
    assert not page.is_visible("header.top") and page.is_visible("h1") and page.is_visible("svg")
