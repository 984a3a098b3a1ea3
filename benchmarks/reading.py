"""How well the reader reads: `make bench-reading`, or for the inner loop

python -m benchmarks.reading --split train --errors 30 [--sort missed] [--kinds transfer] [--reader fast]
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from armsledger.model.reading import ReadReport
from armsledger.reading import reader as make_reader
from benchmarks import gold
from benchmarks.floors import Row, check, show

Json = dict[str, Any]
KINDS = ("transfer", "cooperation", "restriction", "visit", "figure", "use")


def score_split(name: str, claims: list[Json]) -> Json:
    """What `score.py --interval --paired` says of these claims."""
    given = gold.load(name)
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for what, records in (("gold", given.claims), ("claims", claims), ("documents", given.documents)):
            paths[what] = Path(folder) / f"{what}.jsonl"
            paths[what].write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
        command = [sys.executable, str(gold.SHARED / "score.py"), str(paths["gold"]), str(paths["claims"])]
        command += ["--documents", str(paths["documents"]), "--interval", "--paired", "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        out: Json = json.loads(done.stdout)
        if any(d.get("labels") for d in given.documents):
            command = [
                sys.executable,
                str(gold.SHARED / "score_labels.py"),
                str(paths["documents"]),
                str(paths["claims"]),
            ]
            said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=gold.SHARED).stdout
            out["labels"] = {
                line.split("{")[0].strip(): json.loads("{" + line.split("{", 1)[1].replace("'", '"'))["f1"]
                for line in said.splitlines()
                if "{" in line
            }
        return out


def dishonest(results: list[ReadReport]) -> int:
    """Quotes that are not the text at their place, and evidence that points outside it or at nothing."""
    count = 0
    for result in results:
        text = result.report.text
        for claim in result.claims:
            count += text[claim.start : claim.end] != claim.quote
            count += sum(
                not (0 <= e.start < e.end <= len(text) and text[e.start : e.end].strip()) for e in claim.evidence
            )
            filled = {e.field.split("[")[0] for e in claim.evidence}
            for side in ("supplier", "recipient", "intermediary", "parties", "items"):
                named = [p for p in getattr(claim, side) if side == "items" or p.known]
                count += bool(named) and side not in filled
            count += claim.money is not None and "money" not in filled
            count += claim.when is not None and "when" not in filled
    return count


def false_alarms(reader: Any, limit: int | None) -> tuple[int, list[str], int]:
    """Ordinary reports with a transfer: how many, their claims, of how many reports."""
    documents = gold.ordinary_news()[:limit]
    lines, count = [], 0
    for result in gold.read(reader, documents):
        found = [c for c in result.claims if c.kind == "transfer"]
        count += bool(found)
        lines += [
            f"{c.document}: {c.stage} {[str(p) for p in c.supplier]} → {[str(p) for p in c.recipient]} | {c.quote!r}"
            for c in found
        ]
    return count, lines, len(documents)


def inner_loop(args: argparse.Namespace) -> None:
    """Quick scores of one split, slots of one kind, and errors drawn by lot."""
    score = gold.scorer()
    given = gold.load(args.split)
    kinds = args.kinds.split(",")
    begun = time.process_time()
    results = gold.read(make_reader(args.reader), given.documents)
    took = time.process_time() - begun
    predicted = [c for c in map(score.well_formed, gold.published(results)) if c]
    golden = [c for c in map(score.well_formed, given.claims) if c]
    for claim in predicted + golden:
        claim["document"] = score.page(claim["document"])
    documents = sorted({d["document"] for d in given.documents})
    out, errors = score.score(golden, [p for p in predicted if p["kind"] in kinds], documents, kinds)
    print(
        f"{args.split}: {len(documents)} pages, {took:.1f} CPU s, {len(documents) / max(took, 1e-9):.0f} pages/s, dishonest {dishonest(results)}"
    )
    for kind in ["all", *kinds]:
        row = out[kind]
        print(
            f"{kind:12}"
            + "".join(
                f" {m} P {row[m]['precision']:.3f} R {row[m]['recall']:.3f} F {row[m]['f1']:.3f} "
                for m in ("found", "slots", "facts")
            )
            + f"({row['found']['right']}/{row['found']['gold']}, {row['found']['predicted']} predicted)"
        )
    for kind in kinds:
        if len(kinds) < 3 or kind == "transfer":
            for slot, v in out[kind]["by_slot"].items():
                print(
                    f"  {kind}.{slot:14} P {v['precision']:.3f} R {v['recall']:.3f} F {v['f1']:.3f} ({v['right']}/{v['gold']}, {v['predicted']})"
                )
    if "transfer" in kinds:
        print(score.paired_report(golden, predicted, documents))
    print("errors:", dict(Counter(e[0] for e in errors)))
    texts = {d["document"]: d["text"] for d in given.documents}
    picked = [e for e in errors if args.sort in (None, e[0])]
    random.Random(args.seed).shuffle(picked)
    for what, g, p in picked[: args.errors]:
        show_error(texts, what, g, p)


def brief(claim: Json) -> str:
    said = [claim["kind"], claim["stage"], claim.get("form"), claim.get("action"), claim["modality"]]
    sides = [f"{k[:4]}={','.join(claim[k])}" for k in ("supplier", "recipient", "intermediary", "parties") if claim[k]]
    items = [
        f"<{number(i['quantity'])} {i['designation']} {i['category']}{'' if i.get('mode', 'goods') == 'goods' else ' ' + i['mode']}>"
        for i in claim["items"]
    ]
    money = claim["money"] and f"{number(claim['money'])} {claim['money']['currency']} {claim['money']['basis']}"
    when = claim["when"] and f"when={claim['when']['from']}..{claim['when']['to']}"
    who = (
        ""
        if claim["attribution"]["kind"] == "author"
        else f"by {claim['attribution']['kind']}:{claim['attribution']['who']}"
    )
    measure = claim["measure"] and f"M={claim['measure']}"
    return " ".join(str(x) for x in [*said, *sides, *items, money, when, who, measure] if x)


def number(given: Json | None) -> str:
    if not given:
        return ""
    return str(given["min"]) if given["min"] == given["max"] else f"{given['min']}–{given['max']}"


def show_error(texts: dict[str, str], what: str, g: Json | None, p: Json | None) -> None:
    either = g or p
    assert either is not None
    text = texts[either["document"]]
    around = (
        text[max(0, either["start"] - 160) : either["start"]]
        + "⟦"
        + text[either["start"] : either["end"]]
        + "⟧"
        + text[either["end"] : either["end"] + 80]
    )
    print(f"\n{what}: {either['document']}  …{' '.join(around.split())}…")
    if g:
        print("  gold     ", brief(g))
    if p:
        print("  predicted", brief(p), f"{p['score']:.2f}" if p.get("score") is not None else "")


def table(args: argparse.Namespace) -> list[Row]:
    reader = make_reader(args.reader)
    scored, bad = {}, 0
    for name in ("seeds", "dev"):
        results = gold.read(reader, gold.load(name).documents)
        bad += dishonest(results)
        scored[name] = score_split(name, gold.published(results))
    alarms, lines, ordinary = false_alarms(reader, args.ordinary)
    dev, seeds = scored["dev"], scored["seeds"]
    inter, paired = dev["interval"], dev["paired"]
    top = paired.get("right of those scored .9 or more") or [None, 0]

    def row(what: str, value: float | None, floor: float, goal: float, note: object = "", least: bool = True) -> Row:
        return Row(what=what, value=value, floor=floor, goal=goal, note=str(note), least=least)

    out = [
        row("dev transfers found", dev["transfer"]["found"]["f1"], 0.77, 0.87, inter["transfer"]["found"]),
        row("dev transfers slots", dev["transfer"]["slots"]["f1"], 0.63, 0.82, inter["transfer"]["slots"]),
        row("dev transfers facts", dev["transfer"]["facts"]["f1"], 0.36, 0.65, inter["transfer"]["facts"]),
        row("dev all kinds slots", dev["all"]["slots"]["f1"], 0.58, 0.75, inter["all"]["slots"]),
        row("dev sides swapped", paired["sides swapped"], 0.03, 0.01, f"of {paired['paired']}", least=False),
        row("dev quantity right of paired", paired.get("quantity right of paired"), 0.85, 0.92),
        row("dev money right of paired", paired.get("money right of paired"), 0.85, 0.95),
        row("dev calibration error, 5 bins", paired.get("calibration error (5 bins)"), 0.08, 0.05, least=False),
        row("dev right of those scored ≥ .9", top[0], 0.80, 0.88, f"{top[1]} claims"),
        row("dev words the evidence points at", dev["labels"]["all"], 0.68, 0.80, dev["labels"]),
        row("seeds found", seeds["all"]["found"]["f1"], 0.80, 0.92, seeds["interval"]["all"]["found"]),
        row("seeds slots", seeds["all"]["slots"]["f1"], 0.72, 0.88, seeds["interval"]["all"]["slots"]),
        row(
            "ordinary news: false transfers in 1,000",
            1000 * alarms / ordinary,
            15,
            5,
            f"{alarms} of {ordinary}",
            least=False,
        ),
        row("values not where the evidence says", bad, 0, 0, least=False),
    ]
    if not args.no_exchange:
        from benchmarks.exchanged import loss

        lost, before, after = loss(reader)
        out.append(
            row("names exchanged on dev: loss of slots", lost, 0.06, 0.03, f"{before:.3f} → {after:.3f}", least=False)
        )
    for line in lines[: args.errors]:
        print(line)
    gold.RESULTS.mkdir(parents=True, exist_ok=True)
    result = {
        "reader": f"{reader.name} {reader.version}",
        "gold": gold.gold_hash(),
        "rows": [r.json() for r in out],
        "scores": scored,
        "alarms": lines,
    }
    (gold.RESULTS / "reading.json").write_text(
        json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", default="default")
    parser.add_argument(
        "--split",
        help="inner loop over one split: train, fold0…fold4, newswire; dev and seeds only for an accepted change",
    )
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--sort", choices=("missed", "invented", "differs"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ordinary", type=int, help="only so many ordinary reports")
    parser.add_argument("--no-exchange", action="store_true")
    parser.add_argument("--lower", action="store_true", help="allow floors.json to be lowered (needs a changelog line)")
    args = parser.parse_args()
    if args.split:
        inner_loop(args)
        return 0
    found = table(args)
    show(f"reading, {args.reader} reader", found)
    return check(
        "reading" if args.reader == "default" else f"reading {args.reader}", found, gold.gold_hash(), lower=args.lower
    )


if __name__ == "__main__":
    sys.exit(main())
