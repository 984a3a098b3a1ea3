"""`make train`: the reader's weights made anew."""

import argparse
import json
import logging
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from armsledger.reading.wordpieces import WEIGHTS
from armsledger.training.judge import ship
from armsledger.training.recipe import resettle, train


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m armsledger.training", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder with arms-deals and newswire")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights are written")
    parser.add_argument("--version", default="3", help="what the claims' reader field will say")
    parser.add_argument("--epochs", type=int, default=8, help="how often the network sees every report")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    log = logging.getLogger("train")
    if find_spec("torch") is None:
        log.warning("torch is not installed (pip install 'armsledger[training]'): the network stays as it is;")
        log.warning("only the fast reader, thresholds and calibration are made anew")
        ship(given.gold, given.out / "fast.npz")
        place = given.out / "settings.json"
        described = json.loads(place.read_text(encoding="utf-8"))
        described["settings"] = asdict(resettle(given.gold, given.out))
        place.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
        return
    given.out.mkdir(parents=True, exist_ok=True)
    train(given.gold, given.out, given.version, given.epochs)


if __name__ == "__main__":
    main()
