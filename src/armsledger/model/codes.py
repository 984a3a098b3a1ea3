"""The closed lists of the public contracts (CLAIMS, DEALS)."""

from enum import StrEnum


class Kind(StrEnum):
    TRANSFER = "transfer"
    COOPERATION = "cooperation"
    RESTRICTION = "restriction"
    VISIT = "visit"
    FIGURE = "figure"
    USE = "use"


class Stage(StrEnum):
    """How far along; `active` is of cooperation only, `approval`, `order` and `delivery` of transfer only."""

    INTEREST = "interest"
    OFFER = "offer"
    TALKS = "talks"
    APPROVAL = "approval"
    AGREEMENT = "agreement"
    ORDER = "order"
    DELIVERY = "delivery"
    ACTIVE = "active"
    BLOCKED = "blocked"


TRANSFER_STAGES = (
    Stage.INTEREST,
    Stage.OFFER,
    Stage.TALKS,
    Stage.APPROVAL,
    Stage.AGREEMENT,
    Stage.ORDER,
    Stage.DELIVERY,
    Stage.BLOCKED,
)
COOPERATION_STAGES = (Stage.INTEREST, Stage.OFFER, Stage.TALKS, Stage.AGREEMENT, Stage.ACTIVE, Stage.BLOCKED)


class Modality(StrEnum):
    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Category(StrEnum):
    AIRCRAFT = "aircraft"
    HELICOPTER = "helicopter"
    UAV = "uav"
    AIR_DEFENCE = "air_defence"
    MISSILE = "missile"
    ARMOUR = "armour"
    ARTILLERY = "artillery"
    SHIP = "ship"
    SENSOR = "sensor"
    ENGINE = "engine"
    SMALL_ARMS = "small_arms"
    AMMUNITION = "ammunition"
    SATELLITE = "satellite"
    DUAL_USE = "dual_use"
    SERVICE = "service"
    OTHER = "other"


class Mode(StrEnum):
    GOODS = "goods"
    SECOND_HAND = "second_hand"
    LICENCE = "licence"
    TECHNOLOGY = "technology"
    SERVICE = "service"
    COMPONENT = "component"


class Form(StrEnum):
    PACT = "pact"
    AGREEMENT = "agreement"
    COPRODUCTION = "coproduction"
    INDUSTRY = "industry"
    TRAINING = "training"
    EXERCISE = "exercise"
    INTELLIGENCE = "intelligence"
    DIALOGUE = "dialogue"


class Action(StrEnum):
    IMPOSED = "imposed"
    IN_FORCE = "in_force"
    LIFTED = "lifted"
    OBJECTION = "objection"
    CONSENT_NEEDED = "consent_needed"


class Speaker(StrEnum):
    """Who says so: the kind of an attribution."""

    OFFICIAL = "official"
    UNNAMED_OFFICIAL = "unnamed_official"
    UNNAMED_SOURCE = "unnamed_source"
    EXPERT = "expert"
    UNNAMED_EXPERT = "unnamed_expert"
    INSTITUTION = "institution"
    MEDIA = "media"
    AUTHOR = "author"


class Basis(StrEnum):
    TOTAL = "total"
    UNIT = "unit"
    ANNUAL = "annual"


class MeasureName(StrEnum):
    IMPORT_SHARE = "import_share"
    EXPORT_SHARE = "export_share"
    RANK_IMPORTER = "rank_importer"
    RANK_EXPORTER = "rank_exporter"
    IMPORT_CHANGE = "import_change"
    EXPORT_CHANGE = "export_change"
    ARMS_TRADE = "arms_trade"
    TRADE = "trade"
    PRODUCTION_RATE = "production_rate"
    UNIT_PRICE = "unit_price"
    FLEET = "fleet"
    BUYERS = "buyers"
    PRICE_RATIO = "price_ratio"
