"""Who may do what: accounts on the ledger's shelf, their passwords as argon2 hashes, their sessions and API tokens."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Any

from armsledger.errors import ContractError, NotFoundError
from armsledger.ledger import Shelf

USERS, SESSIONS, TOKENS = "users", "sessions", "tokens"
NAME = re.compile(r"[\w.@+-]{1,64}")
SHORTEST, LONGEST = 12, 256  # of a password; length is what counts, so nothing else is asked of it
SESSION = timedelta(hours=12)  # a working day
PREFIX = "als_"  # lets a token be told from other secrets where it has leaked


class Right(StrEnum):
    READ = "read"
    REVIEW = "review"
    ADD = "add"
    ADMIN = "admin"


class Role(StrEnum):
    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


RIGHTS = {
    Role.READER: frozenset({Right.READ}),
    Role.REVIEWER: frozenset({Right.READ, Right.REVIEW, Right.ADD}),
    Role.ADMIN: frozenset(Right),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    name: str
    role: Role
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token without its secret; `id` is a hash of it."""

    id: str
    user: str
    label: str
    scopes: frozenset[Right]
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who asks. `key` binds forms to the session; `token` where no browser asks, so that no form can be forged."""

    name: str
    rights: frozenset[Right]
    key: str
    token: bool = False


@cache
def _hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher()  # the library's defaults are a profile of RFC 9106


@cache
def _nobody() -> str:
    return str(_hasher().hash("no one has this password"))


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


class Accounts:
    """The accounts of one ledger. Names are kept as given and compared without regard to case."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __iter__(self) -> Iterator[Account]:
        return (_account(kept) for _, kept in self._shelf.items(USERS))

    def get(self, name: str) -> Account | None:
        kept = self._shelf.get(USERS, name.casefold())
        return None if kept is None else _account(kept)

    def add(self, name: str, password: str, role: Role, *, now: datetime) -> Account:
        """The account is there. Raises ContractError for a name that is taken or none, and for a short password."""
        if not NAME.fullmatch(name):
            raise ContractError("name: 1 to 64 letters, digits or . @ + - _")
        if self.get(name) is not None:
            raise ContractError(f"name: there is a {name} already")
        kept = {"name": name, "role": str(role), "hash": _new_hash(password), "added_at": now.isoformat()}
        self._shelf.put(USERS, {name.casefold(): kept})
        return _account(kept)

    def set_password(self, name: str, password: str) -> None:
        """The password holds from now on; sessions under the old one are over. Raises NotFoundError, ContractError."""
        kept = self._kept(name)
        self._shelf.put(USERS, {name.casefold(): kept | {"hash": _new_hash(password)}})
        self.close_all(name)

    def set_role(self, name: str, role: Role) -> None:
        """Raises NotFoundError, and ContractError where no administrator would be left."""
        kept = self._kept(name)
        if role is not Role.ADMIN:
            self._keep_an_admin(name)
        self._shelf.put(USERS, {name.casefold(): kept | {"role": str(role)}})

    def remove(self, name: str) -> None:
        """Account, sessions and tokens are gone. Raises NotFoundError, ContractError where no administrator would be left."""
        self._kept(name)
        self._keep_an_admin(name)
        self.close_all(name)
        mine = [token.id for token in self.tokens(name)]
        self._shelf.put(TOKENS, {}, gone=mine)
        self._shelf.put(USERS, {}, gone=[name.casefold()])

    def check(self, name: str, password: str) -> Account | None:
        """The account whose name and password these are; takes as long for a name that is not there."""
        from argon2.exceptions import InvalidHashError, VerificationError

        kept = self._shelf.get(USERS, name.casefold())
        try:
            _hasher().verify(kept["hash"] if kept else _nobody(), password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        if kept is None:
            return None
        if _hasher().check_needs_rehash(kept["hash"]):
            self._shelf.put(USERS, {name.casefold(): kept | {"hash": _new_hash(password)}})
        return _account(kept)

    def open(self, account: Account, *, now: datetime) -> str:
        """A new session's secret. Sessions that are over are cleared away."""
        secret = secrets.token_urlsafe(32)
        over = [key for key, kept in self._shelf.items(SESSIONS) if datetime.fromisoformat(kept["until"]) <= now]
        kept = {"user": account.name, "until": (now + SESSION).isoformat()}
        self._shelf.put(SESSIONS, {_hashed(secret): kept}, gone=over)
        return secret

    def session(self, secret: str, *, now: datetime) -> Identity | None:
        """Who has this session, None where it is over."""
        key = _hashed(secret)
        kept = self._shelf.get(SESSIONS, key)
        if kept is None or datetime.fromisoformat(kept["until"]) <= now:
            return None
        account = self.get(kept["user"])
        return None if account is None else Identity(name=account.name, rights=RIGHTS[account.role], key=key)

    def close(self, secret: str) -> None:
        self._shelf.put(SESSIONS, {}, gone=[_hashed(secret)])

    def close_all(self, name: str) -> None:
        """Every session of the account is over."""
        mine = [k for k, kept in self._shelf.items(SESSIONS) if kept["user"].casefold() == name.casefold()]
        self._shelf.put(SESSIONS, {}, gone=mine)

    def make_token(self, name: str, label: str, scopes: Iterable[Right], *, now: datetime) -> str:
        """A new token's secret, told this once. Raises ContractError without a label or a scope."""
        wanted = sorted(set(scopes) | {Right.READ})
        if not 1 <= len(label.strip()) <= 100:
            raise ContractError("label: say in 1 to 100 characters what the token is for")
        secret = PREFIX + secrets.token_urlsafe(32)
        kept = {"user": name, "label": label.strip(), "scopes": wanted, "made_at": now.isoformat()}
        self._shelf.put(TOKENS, {_hashed(secret): kept})
        return secret

    def tokens(self, name: str) -> list[Token]:
        found = ((k, kept) for k, kept in self._shelf.items(TOKENS) if kept["user"].casefold() == name.casefold())
        return sorted((_token(k, kept) for k, kept in found), key=lambda t: t.made_at)

    def drop_token(self, name: str, token: str) -> None:
        """Raises NotFoundError where it is none of theirs."""
        if token not in {t.id for t in self.tokens(name)}:
            raise NotFoundError("there is no such token")
        self._shelf.put(TOKENS, {}, gone=[token])

    def bearer(self, secret: str) -> Identity | None:
        """Who has this token: with its scopes, as far as the account has these rights itself."""
        kept = self._shelf.get(TOKENS, _hashed(secret))
        account = self.get(kept["user"]) if kept else None
        if account is None:
            return None
        rights = RIGHTS[account.role] & _token("", kept).scopes
        return Identity(name=account.name, rights=rights, key=_hashed(secret), token=True)

    def _kept(self, name: str) -> dict[str, Any]:
        kept: dict[str, Any] | None = self._shelf.get(USERS, name.casefold())
        if kept is None:
            raise NotFoundError(f"there is no account {name!r}")
        return kept

    def _keep_an_admin(self, name: str) -> None:
        others = [a for a in self if a.role is Role.ADMIN and a.name.casefold() != name.casefold()]
        account = self.get(name)
        if account and account.role is Role.ADMIN and not others:
            raise ContractError(f"{name} is the only administrator: make another one first")


def _new_hash(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise ContractError(f"password: {SHORTEST} to {LONGEST} characters")
    return str(_hasher().hash(password))


def _account(kept: dict[str, Any]) -> Account:
    return Account(name=kept["name"], role=Role(kept["role"]), added_at=datetime.fromisoformat(kept["added_at"]))


def _token(key: str, kept: dict[str, Any]) -> Token:
    return Token(
        id=key,
        user=kept["user"],
        label=kept["label"],
        scopes=frozenset(Right(s) for s in kept["scopes"]),
        made_at=datetime.fromisoformat(kept["made_at"]),
    )
