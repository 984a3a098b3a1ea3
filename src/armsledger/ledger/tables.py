"""The tables of a ledger, the same on SQLite and PostgreSQL.

Kept for ever: pages, readings (one reading of one page: its reports and their claims), problems, decisions.
Kept apart: `shelf`, operational state that may change. Derived, and remade at any time: heads, indexed, deals and what hangs on them.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

Seq = BigInteger().with_variant(Integer(), "sqlite")
Name = Text().with_variant(Text(collation="C"), "postgresql")  # ids compare byte by byte on both


def _seq() -> Column[int]:
    return Column("seq", Seq, primary_key=True, autoincrement=False)


facts = Table(
    "ledger",
    metadata,
    Column("key", Name, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

pages = Table(
    "pages",
    metadata,
    _seq(),
    Column("id", Name, nullable=False, unique=True),
    Column("document", Name, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("raw", LargeBinary),
    Column("data", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    _seq(),
    Column("id", Name, nullable=False, index=True),
    Column("key", Name, nullable=False),
    Column("page", Seq, nullable=False, index=True),
    Column("document", Name, nullable=False, index=True),
    Column("reader", Name, nullable=False),
    Column("read_at", Name, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    _seq(),
    Column("id", Name, nullable=False, index=True),
    Column("reading", Seq, nullable=False, index=True),
    Column("document", Name, nullable=False, index=True),
    Column("data", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    _seq(),
    Column("id", Name, nullable=False, index=True),
    Column("report", Seq, nullable=False, index=True),
    Column("data", Text, nullable=False),
)

problems = Table(
    "problems",
    metadata,
    _seq(),
    Column("id", Name, nullable=False, unique=True),
    Column("code", Name, nullable=False),
    Column("place", Text),
    Column("line", Integer),
    Column("message", Text, nullable=False),
    Column("met_at", Name),
)

decisions = Table(
    "decisions",
    metadata,
    _seq(),
    Column("id", Name, nullable=False, unique=True),
    Column("data", Text, nullable=False),
)

shelf = Table(
    "shelf",
    metadata,
    Column("space", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Derived from here on.

heads = Table(
    "heads",
    metadata,
    Column("document", Name, primary_key=True),
    Column("reading", Seq, nullable=False, index=True),
    sqlite_with_rowid=False,
)

indexed = Table("indexed", metadata, Column("reading", Seq, primary_key=True, autoincrement=False))

press = Table(  # every report that counts, without its text
    "press",
    metadata,
    Column("report", Seq, primary_key=True, autoincrement=False),
    Column("reading", Seq, nullable=False, index=True),
    Column("outlet", Name, nullable=False),
    Column("written_on", Name),
    Column("read_at", Name, nullable=False),
    Column("claims", Integer, nullable=False),
    Index("press_by_outlet", "outlet", "written_on", "report", "claims", "read_at"),
)

deals = Table(
    "deals",
    metadata,
    _seq(),
    Column("deal", Name, nullable=False, unique=True),
    Column("kind", Name, nullable=False),
    Column("stage", Name, nullable=False),
    Column("modality", Name, nullable=False),
    Column("domestic", Integer, nullable=False),
    Column("contested", Integer, nullable=False),
    Column("standing", Name, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("first_on", Name),
    Column("last_on", Name),
    Column("currency", Name),  # of the total stated
    Column("amount", Float),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("merged_into", Name),
    Column("data", Text, nullable=False),
)

deal_moves = Table(
    "deal_moves",
    metadata,
    Column("deal", Seq, primary_key=True, autoincrement=False),
    Column("revision", Seq, nullable=False, index=True),
)

deal_facets = Table(
    "deal_facets",
    metadata,
    Column("facet", Name, primary_key=True),
    Column("value", Name, primary_key=True),
    Column("deal", Seq, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

deal_claims = Table(
    "deal_claims",
    metadata,
    Column("claim", Name, primary_key=True),
    Column("deal", Seq, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

origins = Table(
    "origins",
    metadata,
    _seq(),
    Column("document", Name, nullable=False, unique=True),
    Column("origin", Name, nullable=False, index=True),
    Column("known_on", Name),
    Column("fingerprint", LargeBinary, nullable=False),
)

origin_keys = Table(
    "origin_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report", Seq, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

questions = Table(  # what a person should look at, with the deal it is asked about
    "questions",
    metadata,
    Column("deal", Seq, nullable=False, index=True),
    Column("rank", Float, nullable=False),  # the weight below nought: what is worth most comes first
    Column("kind", Name, nullable=False),
    Column("subject", Name, nullable=False, index=True),
    Column("other", Name, nullable=False, index=True),
    Column("data", Text, nullable=False),
    Index("questions_in_order", "rank", "kind", "subject", "other"),
)

called = Table(  # claims that make no deal, by what they name
    "called",
    metadata,
    Column("name", Name, primary_key=True),
    Column("space", Name, primary_key=True),
    Column("day", Name, primary_key=True),
    Column("claim", Name, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

derived_state = Table(
    "derived_state",
    metadata,
    Column("space", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

KEPT = (pages, readings, reports, claims, problems, decisions)
REGISTER = (deals, deal_moves, deal_facets, deal_claims, questions, called)
DERIVED = (heads, indexed, press, *REGISTER, origins, origin_keys, derived_state)
