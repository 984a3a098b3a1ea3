"""Content hashes: the same content gives the same id everywhere and always."""

import hashlib
import json
from typing import Any

_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def content_id(content: Any) -> str:
    """The first 32 hex digits of SHA-256 over `content` as canonical JSON (bytes and str are taken as they are)."""
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    elif not isinstance(content, bytes):
        content = _canonical(content).encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:32]
