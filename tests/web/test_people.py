"""Who is let in, and what each may do."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from armsledger.errors import ConfigurationError, ContractError
from armsledger.ledger import Ledger
from armsledger.web import accounts as web_accounts
from armsledger.web.accounts import SESSION, Accounts, Role
from armsledger.web.app import create_app
from armsledger.web.limits import BY_NAME, WINDOW, Limits
from armsledger.web.pages import ROUTERS
from armsledger.web.posting import sent
from armsledger.web.serving import may_listen
from armsledger.web.settings import Settings
from tests.web.conftest import NOW

PASSWORD = "correct horse battery"


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module", autouse=True)
def quick_hashes() -> Iterator[None]:
    """A password's hash is slow on purpose; here it is the same with less memory."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_accounts, "_hasher", lambda: quick)
        web_accounts._nobody.cache_clear()
        yield
    web_accounts._nobody.cache_clear()


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("people") / "people.db"
    with Ledger.open(place, create=True) as made:
        for name, role in (("Ada", Role.ADMIN), ("Rita", Role.REVIEWER), ("Rolf", Role.READER)):
            Accounts(made.shelf).add(name, PASSWORD, role, now=NOW)
    return place


@pytest.fixture
def ledger(people: Path, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(Path(copy(people, tmp_path))) as mine:
        yield mine


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shared(ledger: Ledger, clock: Clock) -> TestClient:
    app = create_app(ledger, settings=Settings(users=True), now=clock)
    return TestClient(app, base_url="https://register.example", follow_redirects=False)


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found, page
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, then: str = "/register") -> int:
    token = token_of(client.get("/sign-in").text)
    answer = client.post("/sign-in", data={"token": token, "name": name, "password": password, "next": then})
    return answer.status_code


def test_a_stranger_sees_nothing_but_the_door(shared: TestClient) -> None:
    page = shared.get("/register?stage=order")
    assert (page.status_code, page.headers["location"]) == (303, "/sign-in?next=%2Fregister%3Fstage%3Dorder")
    for path in ("/register.json", "/register.csv", "/openapi.json", "/audit"):
        assert shared.get(path, headers={"Accept": "application/json"}).status_code == 401
    assert shared.get("/static/icon.svg").status_code == 200
    assert shared.post("/users", data={"what": "add"}).status_code == 401


def test_signing_in_and_out(shared: TestClient, clock: Clock) -> None:
    assert sign_in(shared, "rita") == 303
    cookie = next(c for c in shared.cookies.jar if c.name == "armsledger")
    assert cookie.secure and cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "lax"
    page = shared.get("/register")
    assert page.status_code == 200 and "Rita" in page.text
    shared.post("/sign-out", data={"token": token_of(page.text)})
    assert shared.get("/register").status_code == 303
    assert sign_in(shared, "Rita") == 303
    clock.now = NOW + SESSION
    assert shared.get("/register").status_code == 303, "a session ends after a working day"


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(shared: TestClient, then: str) -> None:
    token = token_of(shared.get("/sign-in").text)
    answer = shared.post("/sign-in", data={"token": token, "name": "Ada", "password": PASSWORD, "next": then})
    assert answer.headers["location"] == "/"


def test_guessing_is_slowed_down(shared: TestClient, clock: Clock) -> None:
    assert [sign_in(shared, "Rita", "wrong") for _ in range(BY_NAME)] == [403] * BY_NAME
    assert sign_in(shared, "Rita") == 429, "even the right password waits now"
    assert sign_in(shared, "Rolf") == 303, "others do not"
    shared.cookies.delete("armsledger")
    clock.now += WINDOW
    assert sign_in(shared, "Rita") == 303


def test_limits_forget(clock: Clock) -> None:
    limits = Limits()
    for _ in range(BY_NAME):
        limits.failed("a", "here", NOW)
    assert limits.wait("A", "here", NOW) == WINDOW
    assert limits.wait("a", "here", NOW + timedelta(minutes=10)) == WINDOW - timedelta(minutes=10)
    limits.passed("a", "here")
    assert not limits.wait("a", "here", NOW)


def test_each_role_may_do_its_own(shared: TestClient) -> None:
    expected = {"Rolf": (200, 403, 403), "Rita": (200, 403, 403), "Ada": (200, 200, 200)}
    for name, codes in expected.items():
        sign_in(shared, name)
        assert tuple(shared.get(p).status_code for p in ("/account", "/users", "/audit.json")) == codes, name
        shared.cookies.clear()


def test_a_form_without_its_token_does_nothing(shared: TestClient, ledger: Ledger) -> None:
    sign_in(shared, "Ada")
    form = {"what": "add", "name": "Eve", "role": "admin", "password": PASSWORD}
    token = token_of(shared.get("/users").text)
    for given, headers in (
        ({}, {}),
        ({"token": "0" * 64}, {}),
        ({"token": token}, {"Origin": "https://evil.example"}),
        ({"token": token}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        assert shared.post("/users", data=form | given, headers=headers).status_code == 403
    assert Accounts(ledger.shelf).get("Eve") is None
    assert shared.post("/users", data=form | {"token": token}).status_code == 303
    assert Accounts(ledger.shelf).get("eve") is not None


def test_every_form_has_its_token_checked() -> None:
    seen = 0
    for route in (route for router in ROUTERS for route in router.routes):
        if set(getattr(route, "methods", None) or ()) - {"GET", "HEAD", "OPTIONS"}:
            seen += 1
            assert sent in {d.call for d in route.dependant.dependencies}, route.path
    assert seen >= 5


def test_tokens_ask_with_their_scopes_only(shared: TestClient, ledger: Ledger) -> None:
    sign_in(shared, "Ada")
    page = shared.get("/account").text
    made = shared.post("/account/tokens", data={"token": token_of(page), "label": "scripts", "scope": ["read"]})
    found = re.search(r"als_[\w-]+", made.text.split("The new token")[1])
    assert found and made.headers["cache-control"] == "no-store"
    shared.cookies.clear()
    bearer = {"Authorization": f"Bearer {found[0]}"}
    assert shared.get("/register.json", headers=bearer).status_code == 200
    assert shared.get("/audit.json", headers=bearer).status_code == 403
    assert shared.post("/account/tokens", headers=bearer, data={"label": "more"}).status_code == 422
    assert shared.get("/register.json", headers={"Authorization": "Bearer als_nothing"}).status_code == 401
    Accounts(ledger.shelf).set_role("Rita", Role.ADMIN)
    Accounts(ledger.shelf).remove("Ada")
    assert shared.get("/register.json", headers=bearer).status_code == 401, "a token goes with its account"
    assert found[0] not in str(dict(ledger.shelf.items("tokens"))), "only its hash is kept"


def test_the_log_tells_what_was_done(shared: TestClient) -> None:
    sign_in(shared, "Ada", "wrong")
    sign_in(shared, "Ada")
    told = [(x["who"], x["what"]) for x in shared.get("/audit.json").json()["lines"]]
    assert sorted(told) == [("Ada", "failed to sign in"), ("Ada", "signed in")]


def test_accounts_keep_their_rules(ledger: Ledger) -> None:
    accounts = Accounts(ledger.shelf)
    for name, password in (("ADA", PASSWORD), ("", PASSWORD), ("a b", PASSWORD), ("Zoe", "short")):
        with pytest.raises(ContractError):
            accounts.add(name, password, Role.READER, now=NOW)
    for change in (lambda: accounts.remove("Ada"), lambda: accounts.set_role("Ada", Role.READER)):
        with pytest.raises(ContractError, match="only administrator"):
            change()
    secret = accounts.open(accounts.check("rolf", PASSWORD), now=NOW)  # type: ignore[arg-type]
    accounts.set_password("Rolf", PASSWORD + "!")
    assert accounts.session(secret, now=NOW) is None
    assert accounts.check("Rolf", PASSWORD) is None and accounts.check("nobody", PASSWORD) is None
    assert PASSWORD not in str(dict(ledger.shelf.items("users")))


def test_no_accounts_means_this_machine_only(ledger: Ledger, tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7", "register.example"):
        with pytest.raises(ConfigurationError, match="--users"):
            may_listen(ledger, host, Settings())
        may_listen(ledger, host, Settings(users=True))
    may_listen(ledger, "127.0.0.1", Settings())
    with (
        Ledger.open(tmp_path / "empty.db", create=True) as empty,
        pytest.raises(ConfigurationError, match="nobody has an account"),
    ):
        may_listen(empty, "127.0.0.1", Settings(users=True))


def test_one_person_is_not_asked_for_another_host(web: TestClient) -> None:
    assert web.get("/register", headers={"Host": "rebound.example"}).status_code == 403
    assert web.get("/register", headers={"Host": "localhost:8000"}).status_code == 200


def test_a_server_that_takes_no_changes_takes_none(ledger: Ledger) -> None:
    app = create_app(ledger, settings=Settings(read_only=True), now=lambda: NOW)
    client = TestClient(app, base_url="http://127.0.0.1")
    page = client.get("/account").text
    refused = client.post("/users", data={"what": "add"})
    assert refused.status_code == 403 and "--read-only" in refused.text
    assert "Add reports" not in page


def test_too_much_is_refused_whatever_it_says_of_its_size(ledger: Ledger) -> None:
    app = create_app(ledger, settings=Settings(largest=1000), now=lambda: NOW)
    client = TestClient(app, base_url="http://127.0.0.1")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/users", content=b"name=" + b"x" * 2000, headers=kind).status_code == 413
    assert client.post("/users", content=iter([b"name=", b"x" * 2000]), headers=kind).status_code == 413
