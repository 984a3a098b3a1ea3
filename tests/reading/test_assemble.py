"""What a claim may not say, whatever the network thinks."""

from datetime import date
from typing import Any

from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Kind, Stage
from armsledger.model.values import UNKNOWN, Party, Period
from armsledger.reading.assemble import across
from armsledger.reading.learned import dated
from armsledger.reading.likely import Draft

CHILE, PERU = Party.parse("CHL"), Party.parse("PER")
SEEN: Any = None
DRAFT = Draft(SEEN, {}, {"supplier": {"s:CHL": 0.7, "": 0.3}, "recipient": {"s:CHL": 0.3, "s:PER": 0.4, "": 0.3}})


def claim(stage: Stage, *recipient: Party) -> Claim:
    return Claim(
        document="d", quote="talks", start=0, end=5, kind=Kind.TRANSFER, stage=stage, supplier=(CHILE,), recipient=recipient,
    )  # fmt: skip


def test_a_state_does_not_talk_with_itself() -> None:
    evidence = [Evidence(field=side, value="CHL", start=0, end=5) for side in ("supplier", "recipient")]
    found = across(claim(Stage.TALKS, CHILE, PERU), DRAFT, evidence)
    assert (found.supplier, found.recipient) == ((CHILE,), (PERU,))
    assert [e.field for e in evidence] == ["supplier"]
    assert across(claim(Stage.OFFER, CHILE), DRAFT, []).recipient == (UNKNOWN,)


def test_a_state_buys_from_its_own_industry() -> None:
    assert across(claim(Stage.ORDER, CHILE), DRAFT, []).recipient == (CHILE,)
    firm = Party.parse("Asmar (CHL)")
    assert across(claim(Stage.TALKS, firm), DRAFT, []).recipient == (firm,)


def told(quote: str, start: int, stage: Stage = Stage.ORDER, when: Period | None = None) -> Claim:
    return Claim(
        document="d", quote=quote, start=start, end=start + len(quote), kind=Kind.TRANSFER, stage=stage, when=when, recipient=(PERU,),
    )  # fmt: skip


def test_a_day_alone_is_the_day_of_what_follows() -> None:
    june = Period(first_on=date(2016, 6, 1), last_on=date(2016, 6, 30))
    found = dated([told("In June 2016,", 0, when=june), told("Peru ordered four tanks", 14), told("and 12 guns", 38)])
    assert [(c.quote[:4], c.when) for c in found] == [("Peru", june), ("and ", None)]
