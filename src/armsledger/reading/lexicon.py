"""The words of the trade: which of them make an event, at which stage, and who stands where."""

from typing import NamedTuple

from armsledger.model.codes import Stage


class Word(NamedTuple):
    """One surface form.

    `role`: give (the subject supplies), take (the subject receives), deal (sides told by "with", "from" …), award (the
    subject buys, the object supplies), win (the subject supplies), arrive (the goods come), fit (the subject is equipped),
    make (the subject builds), or gov (only says how far a following word has come).
    `form`: base, s, ed, ing of a verb; noun.
    """

    role: str
    stage: Stage
    form: str
    lemma: str


_I, _O, _T, _A, _G, _R, _D, _B = (
    Stage.INTEREST, Stage.OFFER, Stage.TALKS, Stage.APPROVAL, Stage.AGREEMENT, Stage.ORDER, Stage.DELIVERY, Stage.BLOCKED,
)  # fmt: skip

# lemma: s, ed(s), ing — irregular ones are written out
_VERBS: dict[tuple[str, Stage], str] = {
    ("give", _R): "sell:sells:sold:selling resell:resells:resold:reselling",
    ("give", _D): (
        "supply:supplies:supplied:supplying deliver provide:provides:provided:providing export transfer:transfers:transferred:transferring "
        "donate:donates:donated:donating ship:ships:shipped:shipping send:sends:sent:sending give:gives:gave|given:giving gift "
        "hand:hands:handed:handing furnish:furnishes:furnished:furnishing present supplement grant loan lend:lends:lent:lending "
        "return smuggle:smuggles:smuggled:smuggling airlift bequeath:bequeaths:bequeathed:bequeathing re-export contribute:contributes:contributed:contributing"
    ),
    ("give", _O): (
        "offer market:markets:marketed:marketing pitch:pitches:pitched:pitching propose:proposes:proposed:proposing promote:promotes:promoted:promoting "
        "bid:bids:bid:bidding compete:competes:competed:competing tout vie:vies:vied:vying"
    ),
    ("give", _B): "withhold:withholds:withheld:withholding",
    ("take", _R): (
        "buy:buys:bought:buying purchase:purchases:purchased:purchasing order procure:procures:procured:procuring "
        "commission contract rent spend:spends:spent:spending invest pay:pays:paid:paying lease:leases:leased:leasing repurchase:repurchases:repurchased:repurchasing"
    ),
    ("take", _D): (
        "receive:receives:received:receiving import induct obtain acquire:acquires:acquired:acquiring get:gets:got:getting "
        "welcome:welcomes:welcomed:welcoming accept unveil add field introduce:introduces:introduced:introducing"
    ),
    ("take", _A): "select choose:chooses:chose|chosen:choosing pick opt:opts:opted:opting shortlist",
    ("take", _I): (
        "request seek:seeks:sought:seeking want need require:requires:required:requiring eye:eyes:eyed:eyeing|eying consider "
        "evaluate:evaluates:evaluated:evaluating mull covet desire:desires:desired:desiring earmark"
    ),
    ("award", _R): "award",
    ("win", _R): "win:wins:won:winning secure:secures:secured:securing land bag:bags:bagged:bagging clinch:clinches:clinched:clinching book",
    ("deal", _R): "sign conclude:concludes:concluded:concluding ink seal finalise:finalises:finalised:finalising finalize:finalizes:finalized:finalizing",
    ("arrive", _D): "arrive:arrives:arrived:arriving land join enter reach:reaches:reached:reaching depart",
    ("fit", _D): (
        "fit:fits:fitted:fitting equip:equips:equipped:equipping arm power:powers:powered:powering outfit:outfits:outfitted:outfitting "
        "install mount integrate:integrates:integrated:integrating feature:features:featured:featuring"
    ),
    ("make", _D): (
        "build:builds:built:building produce:produces:produced:producing manufacture:manufactures:manufactured:manufacturing "
        "construct make:makes:made:making develop assemble:assembles:assembled:assembling"
    ),
    ("serve", _D): (
        "upgrade:upgrades:upgraded:upgrading overhaul modernise:modernises:modernised:modernising modernize:modernizes:modernized:modernizing "
        "refurbish:refurbishes:refurbished:refurbishing maintain repair refit:refits:refitted:refitting train service:services:serviced:servicing "
        "retrofit:retrofits:retrofitted:retrofitting modify:modifies:modified:modifying undergo:undergoes:underwent|undergone:undergoing assist"
    ),
    ("gov", _I): (
        "plan:plans:planned:planning hope:hopes:hoped:hoping intend aim look explore:explores:explored:exploring ask "
        "express:expresses:expressed:expressing decline"
    ),
    ("gov", _T): "negotiate:negotiates:negotiated:negotiating discuss:discusses:discussed:discussing haggle:haggles:haggled:haggling",
    ("gov", _A): (
        "approve:approves:approved:approving authorise:authorises:authorised:authorising authorize:authorizes:authorized:authorizing "
        "clear license:licenses:licensed:licensing licence permit:permits:permitted:permitting notify:notifies:notified:notifying "
        "decide:decides:decided:deciding greenlight allow"
    ),
    ("gov", _G): "agree:agrees:agreed:agreeing pledge:pledges:pledged:pledging promise:promises:promised:promising commit:commits:committed:committing",
    ("gov", _B): (
        "cancel:cancels:cancelled|canceled:cancelling|canceling scrap:scraps:scrapped:scrapping suspend halt block reject "
        "refuse:refuses:refused:refusing terminate:terminates:terminated:terminating abandon axe:axes:axed:axing ditch:ditches:ditched:ditching "
        "veto:vetoes:vetoed:vetoing stall freeze:freezes:froze|frozen:freezing scuttle:scuttles:scuttled:scuttling shelve:shelves:shelved:shelving "
        "prohibit revoke:revokes:revoked:revoking ban:bans:banned:banning deny:denies:denied:denying drop:drops:dropped:dropping nix:nixes:nixed:nixing"
    ),
}  # fmt: skip

_NOUNS: dict[tuple[str, Stage], str] = {
    ("give", _R): "sale sales",
    ("give", _D): (
        "delivery deliveries supply supplies export exports transfer transfers donation donations shipment shipments handover "
        "hand-over gift turn-over turnover exporter supplier suppliers consignment aid assistance"
    ),
    ("give", _O): "offer offers bid bids proposal proposals pitch bidder bidders contender contenders",
    ("take", _R): "purchase purchases order orders procurement procurements acquisition acquisitions buy",
    ("take", _D): "import imports induction receipt buyer buyers customer customers recipient operator",
    ("take", _I): "request requests requirement requirements need needs interest tender tenders competition rfp bidding solicitation",
    ("take", _A): "selection",
    ("deal", _R): "contract contracts deal deals subcontract package",
    ("deal", _I): "programme program project",
    ("deal", _G): "agreement agreements memorandum mou loi pact accord letter",
    ("deal", _T): "talks negotiations negotiation discussions discussion",
    ("deal", _A): "approval authorisation authorization clearance licence license permit notification",
    ("arrive", _D): "arrival commissioning",
    ("option", _R): "option options",
    ("serve", _D): "upgrade overhaul modernisation modernization refurbishment",
    ("gov", _B): "cancellation suspension rejection termination embargo ban",
    ("gov", _I): "plan plans intention",
}  # fmt: skip


def _forms(entry: str) -> list[tuple[str, str, str]]:
    """(form, surface, lemma) of `lemma` or `lemma:s:ed|en:ing`."""
    parts = entry.split(":")
    lemma = parts[0]
    if len(parts) == 1:
        end = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
        parts = [lemma, lemma + end, lemma + "ed", lemma + "ing"]
    return [
        (form, word, lemma)
        for form, words in zip(("base", "s", "ed", "ing"), parts, strict=True)
        for word in words.split("|")
    ]


def _table() -> dict[str, tuple[Word, ...]]:
    out: dict[str, list[Word]] = {}
    for (role, stage), entries in _VERBS.items():
        for entry in entries.split():
            for form, surface, lemma in _forms(entry):
                out.setdefault(surface, []).append(Word(role, stage, form, lemma))
    for (role, stage), entries in _NOUNS.items():
        for noun in entries.split():
            out.setdefault(noun, []).append(
                Word(role, stage, "noun", noun.removesuffix("s") if len(noun) > 4 else noun)
            )
    return {surface: tuple(words) for surface, words in out.items()}


WORDS: dict[str, tuple[Word, ...]] = _table()
"""Every surface form of a word of the trade; noun and verb readings side by side."""
