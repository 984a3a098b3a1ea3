"""Which deals are wanted, as the address says it: the same names on register, pipeline, network and their files."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field, field_validator

from armsledger.model.codes import Category, Kind, Modality, Mode, Stage
from armsledger.model.query import DealQuery
from armsledger.web.address import Address
from armsledger.web.datewords import EXAMPLES, days
from armsledger.web.failures import Wrong

LISTS = (
    "kind",
    "stage",
    "supplier",
    "recipient",
    "party",
    "category",
    "designation",
    "item",
    "mode",
    "modality",
    "standing",
    "currency",
    "finding",
)
NAMES = (*LISTS, "q", "when", "domestic", "contested", "as_of")
Words = list[str]


class Filter(BaseModel):
    """Every field given must hold; within a field any of its values will do."""

    kind: list[Kind] = []
    stage: list[Stage] = []
    supplier: Words = Field([], description="codes of suppliers: ISO 3166 alpha-3, or a group's short name")
    recipient: Words = Field([], description="codes of recipients")
    party: Words = Field([], description="codes of a side, whichever")
    category: list[Category] = []
    designation: Words = Field([], description="types, as the register writes them")
    item: Words = Field([], description="part of a type's name, or a category")
    mode: list[Mode] = []
    modality: list[Modality] = []
    standing: Words = Field([], description="how well the deal stands, in the register's words")
    currency: Words = Field([], description="currencies in which a total is stated, as ISO 4217 writes them")
    finding: Words = Field([], description="reasons to look closer, by their code")
    q: str = Field("", description="words that must all stand in title, parties or items", max_length=200)
    when: str = Field("", description=f"when it was reported, in words: {EXAMPLES}", max_length=60)
    domestic: Literal["", "no", "only", "all"] = Field(
        "no", description="deals of a state with its own industry: left out, alone, or with the others"
    )
    contested: Literal["", "yes", "no"] = Field("", description="only deals on which reports disagree, or do not")
    as_of: date | None = Field(None, description="the register as it was known on that day")

    @field_validator(*LISTS, mode="before")
    @classmethod
    def _given(cls, value: object) -> object:
        return [v for v in value if v != ""] if isinstance(value, list) else value

    @field_validator("as_of", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        return None if value == "" else value

    def query(self, today: date) -> DealQuery:
        """The question for the store. Raises Wrong where `when` is no time."""
        try:
            since, until = days(self.when, today) if self.when.strip() else (None, None)
        except ValueError as error:
            raise Wrong("when", str(error)) from error
        return DealQuery(
            **{name: tuple(getattr(self, name)) for name in LISTS},
            words=self.q,
            since=since,
            until=until,
            quiet_since=None,
            domestic={"no": False, "": False, "only": True, "all": None}[self.domestic],
            contested={"": None, "yes": True, "no": False}[self.contested],
        )


Wanted = Annotated[Filter, Query()]


def chips(address: Address) -> list[dict[str, str]]:
    """The filters that are set, each with the address without it."""
    return [
        {"name": name, "value": value, "without": str(address.toggle(name, value))}
        for name, value in address.pairs
        if name in NAMES
    ]
