"""Method: what the words of the register mean, how a value is chosen, what it cannot do."""

from fastapi import APIRouter

from armsledger.model.codes import TRANSFER_STAGES
from armsledger.register.rules import ORDER, RULES
from armsledger.register.weight import CREDIBILITY, NOBODY, OWN_DEAL, RELIABILITY
from armsledger.web.claims import SPEAKERS
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["method"])
STEPS = {
    "interest": "one side wants, asks, plans or hopes to",
    "offer": "a supplier pitches, markets, offers, can supply",
    "talks": "both sides negotiate",
    "approval": "a government or legislature authorises, licenses, notifies",
    "agreement": "memorandum, letter of intent, agreed to, pact",
    "order": "contract signed, ordered, bought",
    "delivery": "delivered, received, inducted",
    "blocked": "cancelled, vetoed, refused, suspended",
}


@page(router, "/method", name="method", csv=False)
def method(visit: Here) -> View:
    """Stages, modality, grades, the rules that choose, and the limits."""
    grades = [{"grade": OWN_DEAL[0], "why": OWN_DEAL[1]}]
    grades += [{"grade": g, "why": f"{why} ({SPEAKERS[str(who)]})"} for who, (g, why) in RELIABILITY.items()]
    grades.append({"grade": NOBODY[0], "why": NOBODY[1]})
    return View(
        title="Method",
        template="method.html",
        data={
            "stages": [{"stage": str(s), "meaning": STEPS[str(s)]} for s in TRANSFER_STAGES],
            "rules": [RULES[name][0] for name in ORDER],
            "reliability": sorted(grades, key=lambda g: g["grade"]),
            "credibility": [{"grade": n, "why": why} for n, why in CREDIBILITY.items()],
        },
    )


LATER = {
    "markets": (
        "Markets",
        "shares of suppliers and recipients over one, five and ten years, with the unknown as a band",
    ),
    "forecast": ("Forecast", "when an order will be complete, from its assumptions, as a spread of outcomes"),
    "embargoes": ("Embargoes", "regimes with their dates and scope, and the deals that touch them, with the reason"),
}


def _later(path: str) -> None:
    title, words = LATER[path]

    @page(router, f"/{path}", name=path, csv=False)
    def later(visit: Here) -> View:
        """A page that comes with the assessments."""
        return View(title=title, template="later.html", data={"words": words, "ready": False})


for _path in LATER:
    _later(_path)
