"""An OpenAI-compatible endpoint: asked with a bound on time, size, tries and requests."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

LARGEST = 1_000_000  # bytes of an answer; an honest one has a few thousand
AGAIN = frozenset({408, 429, 500, 502, 503, 504})


class EndpointError(Exception):
    """The endpoint gave no usable answer; `code` is the problem's: llm_unreachable, llm_refused, llm_nonsense, llm_budget."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(slots=True)
class Endpoint:
    """Where to ask and how long to bear with it.

    Args:
        url: the base address, such as `https://host/v1`.
        key: sent as a bearer token; from the environment only.
        timeout: seconds for one whole answer, dripping ones too.
        tries: how often one question is asked.
        budget: requests in this run; when spent, `llm_budget` is raised.
    """

    url: str
    model: str
    key: str | None = None
    timeout: float = 30.0
    tries: int = 3
    budget: int = 1000
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    asked: int = 0
    _client: httpx.Client | None = field(default=None, repr=False)

    def ask(self, messages: Sequence[dict[str, str]], schema: dict[str, Any]) -> Any:
        """The answer as the JSON that the schema asks for (not checked against it). Raises EndpointError."""
        body = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 1,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema},
            },
        }
        last = EndpointError("llm_unreachable", "never asked")
        for turn in range(self.tries):
            if self.asked >= self.budget:
                raise EndpointError("llm_budget", f"the budget of {self.budget} requests is spent")
            if turn:
                self.sleep(min(8.0, 0.5 * 2**turn))
            self.asked += 1
            try:
                return _content(self._post(body))
            except EndpointError as error:
                last = error
                if error.code == "llm_refused":
                    break
        raise last

    def _post(self, body: dict[str, Any]) -> bytes:
        if self._client is None:
            self._client = httpx.Client(timeout=self.timeout, follow_redirects=False)
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        end, kept = self.clock() + self.timeout, bytearray()
        try:
            with self._client.stream(
                "POST", f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers
            ) as answer:
                if answer.status_code in AGAIN:
                    raise EndpointError("llm_unreachable", f"the endpoint says {answer.status_code}")
                if answer.status_code != httpx.codes.OK:
                    raise EndpointError(
                        "llm_refused", f"the endpoint says {answer.status_code}; look at key, model, URL"
                    )
                for part in answer.iter_bytes():
                    kept += part
                    if len(kept) > LARGEST:
                        raise EndpointError("llm_nonsense", f"the answer is longer than {LARGEST} bytes")
                    if self.clock() > end:
                        raise EndpointError("llm_unreachable", f"no whole answer within {self.timeout:g} s")
        except httpx.HTTPError as error:
            raise EndpointError("llm_unreachable", f"{type(error).__name__}: {error}") from error
        return bytes(kept)

    def close(self) -> None:
        if self._client is not None:
            self._client.close()


def _content(raw: bytes) -> Any:
    try:
        content = json.loads(raw)["choices"][0]["message"]["content"]
        return json.loads(content) if isinstance(content, str) else content
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise EndpointError("llm_nonsense", f"the answer is not what was asked for ({type(error).__name__})") from error
