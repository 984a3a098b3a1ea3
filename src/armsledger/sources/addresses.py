"""Only public addresses are connected to: each name is resolved once, checked, and the checked address is the one used."""

import ipaddress
import socket
import typing
from collections.abc import Iterable

import httpcore

from armsledger.errors import FetchError

Resolve = typing.Callable[[str, int], list[str]]
# Networks that Python's ipaddress does not count as private but that lead inside. Source: IANA special-purpose registries.
_INSIDE = tuple(
    ipaddress.ip_network(n) for n in ("100.64.0.0/10", "192.88.99.0/24", "64:ff9b::/96", "2002::/16", "2001::/32")
)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of `host`. Raises FetchError (`no_such_host`)."""
    try:
        return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"no such host: {host}", "no_such_host") from error


def is_public(address: str) -> bool:
    """False for loopback, private, link-local, multicast, reserved and tunnelled addresses."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return (
        ip.is_global
        and not ip.is_multicast
        and not any(ip in network for network in _INSIDE if network.version == ip.version)
    )


class PublicOnly(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so that a name that changes its mind gains nothing."""

    def __init__(self, allow_private: bool = False, resolve: Resolve = resolved) -> None:
        self._inner = httpcore.SyncBackend()
        self._allow_private = allow_private
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._resolve(host, port)
        if not self._allow_private and (inside := [a for a in addresses if not is_public(a)]):
            raise FetchError(
                f"{host} is at {inside[0]}, which is no public address; the setting fetch.private would permit it",
                "private_address",
            )
        last: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in addresses[:4]:
            try:
                return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[typing.Any] | None = None
    ) -> httpcore.NetworkStream:
        raise FetchError("sockets in the file system are not fetched from", "private_address")

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)
