"""What the network is told of the linear reader's beliefs and of who builds a type."""

import numpy as np

from armsledger.model.values import Item, Party
from armsledger.reading.hints import believed, builds, odds
from armsledger.reading.schema import STAGES
from armsledger.reading.wordpieces import Candidate

PERU = Candidate(0, 4, "state", "s:PER", Party("PER"))
SWEDEN = Candidate(10, 16, "state", "s:SWE", Party("SWE"))
GRIPEN = Candidate(20, 26, "type", "d:gripen", Item(designation="Gripen"), ("SWE", "BRA"))
ROWS = [(0, 1, PERU, 0), (3, 4, SWEDEN, 1), (6, 8, GRIPEN, 2)]


def test_the_builder_of_the_events_type_is_told_from_other_parties() -> None:
    assert builds(ROWS, 5, 9, None) == [1, 3, 0]


def test_a_type_outside_the_event_says_nothing() -> None:
    assert builds(ROWS, 0, 3, None) == [0, 0, 0]


def test_beliefs_follow_the_schema_and_are_never_certain() -> None:
    log = believed({"order": 0.9, "talks": 0.1}, STAGES)
    assert log.argmax() == [str(s) for s in STAGES].index("order")
    assert np.exp(log.min()) > 0.005
    assert not believed(None, STAGES).any()


def test_a_party_that_was_not_judged_has_no_odds() -> None:
    out = odds([(Party("SWE"), 0.9, 0.05)], (PERU, SWEDEN, GRIPEN))
    assert not out[0].any() and not out[2].any()
    assert out[1, 0] > 0 > out[1, 1]
