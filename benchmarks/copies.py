"""How well copies are told, how fast, and how much they weigh: `make bench-copies`, against rensa and datasketch.

Planted copies are cut and edited copies of ordinary reports; rewritten ones are our own stories told anew by hand.
"""

import json
import random
import re
import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.pages.corpus.pages import stories

from armsledger.model.report import Report
from armsledger.model.values import Period, Span
from armsledger.pages.copies import Origins
from armsledger.pages.likeness import Fingerprint
from benchmarks import gold
from benchmarks.floors import Row, check, show

_CORPUS = Path(__file__).resolve().parents[1] / "tests" / "pages" / "corpus"
_SENTENCE = re.compile(r"(?<=[.!?\"”])\s+(?=[A-Z\"“])")
_ALIKE = 0.42
_ROUNDS = 6
_FOREIGN = 10_000
Grouping = Callable[[list[str]], list[int]]


def report(text: str, n: int, written: Period | None = None) -> Report:
    return Report(document=f"d{n}", page=f"p{n}", text=text, body=(Span(0, len(text)),), written=written)


def ours(texts: list[str]) -> list[int]:
    origins = Origins()
    names = [f"d{n}" for n in range(len(texts))]
    for n, text in enumerate(texts):
        origins.put(names[n], Fingerprint.of(report(text, n)))
    number: dict[str, int] = {}
    return [number.setdefault(origins.origin(name), len(number)) for name in names]


def grouped(n: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    parent = list(range(n))

    def root(x: int) -> int:
        while parent[x] != x:
            x = parent[x]
        return x

    for a, b in pairs:
        parent[root(a)] = root(b)
    return [root(x) for x in range(n)]


def words_of(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))]


def rensa(texts: list[str]) -> list[int]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=96, num_bands=32)
    hashes, pairs = [], []
    for n, text in enumerate(texts):
        made = RMinHash(num_perm=96, seed=7)
        made.update(words_of(text))
        pairs += [(n, m) for m in index.query(made) if hashes[m].jaccard(made) >= _ALIKE]
        index.insert(n, made)
        hashes.append(made)
    return grouped(len(texts), pairs)


def datasketch(texts: list[str]) -> list[int]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=96)
    pairs = []
    for n, text in enumerate(texts):
        made = MinHash(num_perm=96)
        made.update_batch([w.encode() for w in words_of(text)])
        pairs += [(n, m) for m in index.query(made)]
        index.insert(n, made)
    return grouped(len(texts), pairs)


def unlike(texts: list[str]) -> list[str]:
    """The texts without those that share a quarter of their shingles with an earlier one, counted exactly."""
    holders: dict[str, list[int]] = defaultdict(list)
    sets: list[set[str]] = []
    kept = []
    for text in texts:
        mine = set(words_of(text))
        met = Counter(n for shingle in mine for n in holders[shingle])
        if any(both / (len(mine) + len(sets[n]) - both) > 0.25 for n, both in met.most_common(3)):
            continue
        for shingle in mine:
            holders[shingle].append(len(sets))
        sets.append(mine)
        kept.append(text)
    return kept


def planted(rng: random.Random, base: list[str]) -> tuple[list[str], list[int]]:
    """Every third text with one to three copies: a line before and after, up to a third cut off, words changed."""
    texts, truth = list(base), list(range(len(base)))
    for n in range(0, len(base), 3):
        for _ in range(rng.randint(1, 3)):
            sentences = _SENTENCE.split(base[n])
            keep = sentences[: max(1, round(len(sentences) * rng.uniform(0.7, 1.0)))]
            words = " ".join(keep).split(" ")
            for _ in range(round(len(words) * rng.uniform(0, 0.04))):
                words[rng.randrange(len(words))] = rng.choice(("said", "today", "which", "now", "reports"))
            lead = rng.choice(
                ("", "From our correspondent. ", "Updated at noon. ", "The following was received by wire. ")
            )
            texts.append(
                lead + " ".join(words) + rng.choice(("", " More follows.", " This story has been edited for length."))
            )
            truth.append(n)
    order = list(range(len(texts)))
    rng.shuffle(order)
    return [texts[i] for i in order], [truth[i] for i in order]


def precision_recall(truth: list[int], got: list[int]) -> tuple[float, float]:
    """Over all pairs that are, or are held to be, of one origin."""

    def pairs(labels: list[int]) -> set[tuple[int, int]]:
        members = defaultdict(list)
        for n, label in enumerate(labels):
            members[label].append(n)
        return {pair for group in members.values() for pair in combinations(group, 2)}

    true, held = pairs(truth), pairs(got)
    both = len(true & held)
    return both / (len(held) or 1), both / (len(true) or 1)


def told(name: str) -> dict[str, str]:
    blocks = (_CORPUS / name).read_text("utf-8").split("=== ")[1:]
    return {block.partition("\n")[0].strip(): block.partition("\n")[2].strip() for block in blocks}


def varied(rng: random.Random, text: str, lead: str) -> str:
    """The text with its paragraphs in another order, up to one in four sentences gone, and a lead of another outlet."""
    parts = [p for p in text.split("\n") if p.strip()]
    first, rest = parts[0], parts[1:]
    rng.shuffle(rest)
    kept = [" ".join(s for s in _SENTENCE.split(p) if rng.random() > 0.12) for p in rest]
    return "\n\n".join(p for p in (lead, first, *kept) if p)


def rewritten(base: list[str]) -> tuple[float, float, int]:
    """P and R over six rounds: in each, every story once as told and once as rewritten, among reports on the same actors."""
    rng = random.Random(5)
    true = held = both = count = 0
    again, other = told("rewritten.txt"), told("independent.txt")
    for n in range(_ROUNDS):
        texts, truth = [], []
        for k, story in enumerate(stories()):
            text = "\n".join(story.paragraphs)
            texts.append(text if n == 0 else varied(rng, text, ""))
            truth.append(k)
            if story.key in again:
                texts.append(
                    again[story.key]
                    if n == 0
                    else varied(
                        rng,
                        again[story.key],
                        rng.choice(("", "Our newsroom reports.", "The news came late in the day.")),
                    )
                )
                truth.append(k)
                count += 1
        texts += [*other.values(), *base[:300]]
        truth += [*range(1000, 1000 + len(other)), *range(_FOREIGN, _FOREIGN + 300)][: len(texts) - len(truth)]
        got = ours(texts)
        for a, b in combinations(range(len(texts)), 2):
            if truth[a] >= _FOREIGN and truth[b] >= _FOREIGN:
                continue  # two ordinary reports may well be versions of one; nobody has judged them
            same, said = truth[a] == truth[b], got[a] == got[b]
            true, held, both = true + same, held + said, both + (same and said)
            if "--errors" in sys.argv and same != said:
                print("MISSED" if same else "WRONG", n, repr(texts[a][:90]), "|", repr(texts[b][:90]))
    return both / (held or 1), both / (true or 1), count


def weight(texts: list[str]) -> float:
    """Bytes a report, ids and Python's own overhead included."""
    made = [report(text, n) for n, text in enumerate(texts)]
    tracemalloc.start()
    origins = Origins()
    for one in made:
        origins.add(one)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(made)


def main() -> int:
    ordinary = [d["text"] for d in gold.ordinary_news()] if (gold.SHARED / "data").is_dir() else []
    ordinary = unlike(ordinary)
    base = ordinary or ["\n".join(s.paragraphs) for s in stories()]
    texts, truth = planted(random.Random(3), base)
    result: dict[str, Any] = {}
    for name, group in (("ours", ours), ("rensa", rensa), ("datasketch", datasketch)):
        start = time.process_time()
        got = group(texts)
        rate = len(texts) / (time.process_time() - start)
        precision, recall = precision_recall(truth, got)
        result[name] = {"precision": precision, "recall": recall, "docs_s": rate}
    mine, peer = result["ours"], result["rensa"]
    precision, recall, count = rewritten(ordinary)
    result["rewritten"] = {"precision": precision, "recall": recall, "pairs": count}
    result["bytes"] = weight(texts)
    peers = " · ".join(
        f"{n} {r['precision']:.3f} {r['recall']:.3f} {r['docs_s']:,.0f}/s"
        for n, r in result.items()
        if n in ("rensa", "datasketch")
    )
    rows = [
        Row(what="planted copies: precision", value=mine["precision"], floor=0.99, goal=peer["precision"], note=peers),
        Row(
            what="planted copies: recall",
            value=mine["recall"],
            floor=0.99,
            goal=peer["recall"],
            note=f"{len(texts)} reports",
        ),
        Row(what="planted copies: docs/s", value=mine["docs_s"], floor=1500, goal=peer["docs_s"]),
        Row(what="rewritten wire copies: precision", value=precision, floor=0.95, goal=0.98, note=f"{count} pairs"),
        Row(what="rewritten wire copies: recall", value=recall, floor=0.85, goal=0.95),
        Row(
            what="bytes a report",
            value=result["bytes"],
            floor=2000,
            goal=1200,
            least=False,
            note=f"a million: {result['bytes'] / 1000:.1f} GB",
        ),
    ]
    show("copies", rows)
    gold.RESULTS.mkdir(parents=True, exist_ok=True)
    (gold.RESULTS / "copies.json").write_text(
        json.dumps({"rows": [r.json() for r in rows], **result}, indent=1) + "\n", encoding="utf-8"
    )
    return check(
        "copies",
        [r for r in rows if "docs/s" not in r.what],
        gold.gold_hash() if gold.GOLD.is_dir() else "",
        lower="--lower" in sys.argv,
    )


if __name__ == "__main__":
    sys.exit(main())
