"""How clean the reports are that pages give, how fast, and how well they are dated: `make bench-pages`.

Our own pages are those of tests/pages/corpus; the annotated seed pages are measured where they lie beside the checkout.
"""

import io
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.pages.corpus.pages import Case, cases, expected_words

from armsledger.model.report import Page, Report
from armsledger.model.values import Period
from armsledger.pages import reports
from armsledger.sources.opening import Blob, Opening
from armsledger.sources.places import open_blob
from benchmarks import gold
from benchmarks.floors import Row, check, show

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_RUNS = 5
_YEAR = 366


def opened(case: Case) -> Page:
    """The page that our openers make of the case."""
    blob = Blob(name=case.name + case.site.suffix, place=case.name, stream=io.BytesIO(case.content.encode()))
    return next(p for p in open_blob(blob, Opening()) if isinstance(p, Page))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Every four words in a row. Source: the measure of the article extraction benchmark by Scrapinghub."""
    words = _WORD.findall(text.lower())
    return Counter(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def f1(expected: str, got: str) -> float:
    """F1 of the shingles two texts share."""
    a, b = shingles(expected), shingles(got)
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values()) or 1)


def ours(case: Case) -> str:
    found, _ = reports(opened(case))
    return "\n".join(span.of(r.text) for r in found for span in r.body)


def trafilatura_text(case: Case) -> str:
    import trafilatura

    return trafilatura.extract(case.content, fast=True, include_comments=False) or ""


def resiliparse_text(case: Case) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(case.content, main_content=True))


def speed(read: Callable[[Case], str], sample: list[Case]) -> float:
    """Pages a CPU-second, the median of several runs."""
    taken = []
    for _ in range(_RUNS):
        start = time.process_time()
        for case in sample:
            read(case)
        taken.append(time.process_time() - start)
    return len(sample) / statistics.median(taken)


def extraction(sample: list[Case]) -> tuple[list[Row], dict[str, Any]]:
    """F1 and speed of ours and of the peers on our own HTML pages, in one run."""
    out: dict[str, Any] = {}
    for name, read in (("ours", ours), ("trafilatura", trafilatura_text), ("resiliparse", resiliparse_text)):
        scores = {c.name: f1("\n".join(expected_words(s, c.site) for s in c.stories), read(c)) for c in sample}
        out[name] = {
            "f1": statistics.mean(scores.values()),
            "pages_s": speed(read, sample),
            "worst": sorted(scores, key=lambda n: scores[n])[:5],
        }
    peer = out["trafilatura"]
    rows = [
        Row(
            what="HTML, our own pages: F1 of text",
            value=out["ours"]["f1"],
            floor=peer["f1"],
            goal=peer["f1"],
            note=f"trafilatura {peer['f1']:.3f}, resiliparse {out['resiliparse']['f1']:.3f}",
        ),
        Row(
            what="HTML, our own pages: pages/s",
            value=out["ours"]["pages_s"],
            floor=peer["pages_s"],
            goal=peer["pages_s"],
            note=f"trafilatura {peer['pages_s']:.0f}, resiliparse {out['resiliparse']['pages_s']:.0f}",
        ),
    ]
    return rows, out


def within_a_year(period: Period | None) -> bool:
    return (
        period is not None
        and period.first_on is not None
        and period.last_on is not None
        and (period.last_on - period.first_on).days <= _YEAR
    )


def own_pages(sample: list[Case]) -> tuple[list[Row], dict[str, Any]]:
    """Reports split right, dated, titled and given to their makers, on all our own pages."""
    split = dated = titled = placed = authored = with_date = with_outlet = with_author = 0
    wrong: list[str] = []
    for case in sample:
        found, _ = reports(opened(case))
        split += len(found) == len(case.stories)
        titled += [r.title for r in found] == [s.title for s in case.stories]
        first: Report = found[0]
        if case.site.dated:
            with_date += 1
            day = case.stories[0].written
            good = (
                within_a_year(first.written)
                and first.written is not None
                and first.written.first_on <= day <= first.written.last_on
            )  # type: ignore[operator]
            dated += good
            if not good:
                wrong.append(case.name)
        if case.site.outlet:
            with_outlet += 1
            placed += first.publisher == case.site.outlet
        if case.site.author:
            with_author += 1
            authored += first.author == case.stories[0].author
    out = {
        "split": split / len(sample),
        "titles": titled / len(sample),
        "dated": dated / with_date,
        "outlets": placed / with_outlet,
        "authors": authored / with_author,
        "wrongly_dated": wrong,
    }
    rows = [
        Row(
            what="our own pages: reports split right",
            value=out["split"],
            floor=0.9,
            goal=1,
            note=f"{len(sample)} pages",
        ),
        Row(
            what="our own pages: writing date held within 12 months",
            value=out["dated"],
            floor=0.90,
            goal=0.97,
            note=f"{with_date} pages that tell",
        ),
        Row(
            what="our own pages: titles · outlets · authors",
            value=out["titles"],
            floor=0.9,
            goal=0.97,
            note=f"{out['titles']:.3f} · {out['outlets']:.3f} · {out['authors']:.3f}",
        ),
    ]
    return rows, out


def seeds() -> tuple[list[Row], dict[str, Any]]:
    """The five annotated pages: body characters, clutter inside claims' quotes, reports, days."""
    folder = gold.GOLD / "seeds"
    pages: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "documents.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        pages.setdefault(record["document"].split("#")[0], []).append(record)
    scores, split, days, told, cut = [], 0, 0, 0, 0
    claims = [json.loads(x) for x in (folder / "claims.jsonl").read_text("utf-8").splitlines()]
    bodies: dict[str, set[int]] = {}
    for document, records in pages.items():
        text = (folder / "text" / records[0]["file"]).read_text("utf-8")
        found, _ = reports(Page(document=document, text=text))
        split += [r.document for r in found] == [r["document"] for r in records]
        for record, report in zip(records, found, strict=False):
            want = {i for s, e in record["body"] for i in range(s, e)} - {
                i for s, e in record["boilerplate"] for i in range(s, e)
            }
            have = {i for s in report.body for i in range(s.start, s.end)}
            bodies[record["document"]] = have
            scores.append(2 * len(want & have) / (len(want) + len(have)))
        written = records[0]["written"]
        first, last = (written, written) if isinstance(written, str) else (written["from"], written["to"])
        if document != "seed-001":  # its page gives no year: day and month are what can be right there
            told += 1
            got = found[0].written
            days += within_a_year(got) and got is not None and str(got.first_on) <= last and str(got.last_on) >= first
        else:
            told += 1
            open_days = [d.days for d in found[0].dating if d.days is not None]
            days += (
                found[0].written is None
                and bool(open_days)
                and open_days[0][0] <= last[5:]
                and open_days[0][1] >= first[5:]
            )
    for claim in claims:
        cut += any(i not in bodies[claim["document"]] for i in range(claim["start"], claim["end"]))
    rows = [
        Row(what="seeds: characters of body F1", value=statistics.mean(scores), floor=0.95, goal=0.99),
        Row(
            what="seeds: quotes of claims with a character cut",
            value=cut,
            floor=0,
            goal=0,
            least=False,
            note=f"of {len(claims)}",
        ),
        Row(what="seeds: pages split right", value=split, floor=5, goal=5),
        Row(what="seeds: writing date held", value=days, floor=5, goal=5, note=f"of {told}"),
    ]
    return rows, {"f1": scores, "split": split, "cut": cut, "dates": days}


def coverage() -> tuple[list[Row], dict[str, Any]]:
    """How many of the annotated claims' quotes lie wholly in the bodies, and what plain text costs."""
    given = gold.load("all")
    bodies = {
        d["document"]: [s for r in reports(Page(document=d["document"], text=d["text"]))[0] for s in r.body]
        for d in given.documents
    }
    inside = sum(any(s.start <= c["start"] and c["end"] <= s.end for s in bodies[c["document"]]) for c in given.claims)
    taken = []
    for _ in range(_RUNS):
        start = time.process_time()
        for d in given.documents:
            reports(Page(document=d["document"], text=d["text"]))
        taken.append(time.process_time() - start)
    rate = len(given.documents) / statistics.median(taken)
    rows = [
        Row(
            what="arms-deals: quotes of claims inside bodies", value=inside / len(given.claims), floor=0.995, goal=0.999
        ),
        Row(
            what="arms-deals: plain reports/s", value=rate, floor=1000, goal=2000, note=f"{1000 / rate:.2f} ms a report"
        ),
    ]
    return rows, {"inside": inside / len(given.claims), "reports_s": rate}


def main() -> int:
    everything = list(cases())
    html = [c for c in everything if c.site.suffix == ".html" and c.site.name != "scripted"]
    rows, result = extraction(html)
    own_rows, result["own"] = own_pages(everything)
    rows += own_rows
    if (gold.GOLD / "seeds").is_dir():
        for measure in (seeds, coverage):
            more, result[measure.__name__] = measure()
            rows += more
    show("pages", rows)
    gold.RESULTS.mkdir(parents=True, exist_ok=True)
    (gold.RESULTS / "pages.json").write_text(
        json.dumps({"rows": [r.json() for r in rows], **result}, indent=1) + "\n", encoding="utf-8"
    )
    return check(
        "pages",
        [r for r in rows if "s/s" not in r.what],
        gold.gold_hash() if gold.GOLD.is_dir() else "",
        lower="--lower" in sys.argv,
    )


if __name__ == "__main__":
    sys.exit(main())
