"""Method: what the words of the register mean, how a value is chosen, what it cannot do."""

from fastapi import APIRouter

from armsledger.exchange.codebook import MEANINGS
from armsledger.model.codes import TRANSFER_STAGES, Stage
from armsledger.register.rules import ORDER, RULES
from armsledger.register.weight import CREDIBILITY, NOBODY, OWN_DEAL, RELIABILITY
from armsledger.web.claims import SPEAKERS
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["method"])
STANDINGS = (
    "confirmed by both sides",
    "acknowledged by the seller",
    "reported by 3 independent sources",
    "reported by one source",
    "contested: asserted by one side, denied by another",
)


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
            "stages": [{"stage": str(s), "meaning": MEANINGS[Stage][str(s)]} for s in TRANSFER_STAGES],
            "standings": STANDINGS,
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
