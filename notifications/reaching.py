"""Sending to an address which somebody else has set, without reaching through it what only we can reach.

The name is resolved once, every address it has is looked at, and the connection goes to the very address that
was looked at: a name that is resolved twice may mean another machine. Redirects are not followed.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

PATIENCE = 10  # seconds
PASSING = {408, 425, 429}  # of the 4xx: what gets better by itself
LONGEST_ANSWER = 4096
NAT64 = ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Answer:
    """What the other side said, as far as a sender needs it."""

    status: int
    headers: Message


class OutOfReach(Exception):
    """The name means a machine to which nothing may be sent; the text is its address."""


def post(url: str, body: bytes, headers: dict[str, str], *, may: Callable[[str], bool]) -> Answer:
    """POST to an address of the host that `may` be reached.

    OutOfReach, ValueError for what is no address, OSError and HTTPException for what happens on the way.
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if secure else 80)
    connection = HTTPConnection(host, port, timeout=PATIENCE)
    connection.sock = socket.create_connection((_address(host, port, may), port), timeout=PATIENCE)
    try:
        if secure:
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        path = iri_to_uri(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        connection.request("POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        answer.read(LONGEST_ANSWER)
        return Answer(answer.status, answer.headers)
    finally:
        connection.close()


def _address(host: str, port: int, may: Callable[[str], bool]) -> str:
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for text in found:
        if not may(text):
            raise OutOfReach(text)
    return found[0]


def is_elsewhere(text: str) -> bool:
    """Not this machine, nor its link (where clouds keep their secrets), nor what is no machine at all."""
    address = _meant(text)
    return not (
        address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or address.is_reserved
    )


def is_public(text: str) -> bool:
    """A machine of the internet, none of a private network."""
    return is_elsewhere(text) and _meant(text).is_global


def _meant(text: str) -> IPv4Address | IPv6Address:
    """The address that is reached: some of IPv6 are another way to write one of IPv4."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
