"""Fetching one web page or PDF: http and https only, capped in size and time, no private addresses, robots heard.

The address that was checked is the address that is connected to, so that a name cannot resolve to a public
address for the check and to a private one for the connection. Proxies of the environment are not used.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib import robotparser
from urllib.parse import SplitResult, urljoin, urlsplit

from generator import __version__
from generator.errors import BriefproofError

AGENT = f"briefproof/{__version__}"
MOST_BYTES = 20_000_000
"""Size of an answer, bytes."""
MOST_SECONDS = 60.0
"""Time for one page with its redirects and the robots file, from the first look-up of a name, seconds."""
STEP_SECONDS = 15.0
"""Time to wait for a connection or a piece of the answer, seconds."""
MOST_REDIRECTS = 5
ROBOTS_BYTES = 500_000
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")
"""Translates to IPv4 of the network that one is in, RFC 8215: the way in says nothing of where it leads."""
_CARRIES_IPV4 = tuple(
    (ipaddress.ip_network(network), bits)
    for network, bits in (
        ("::/96", 0),  # IPv4-compatible, RFC 4291
        ("::ffff:0:0/96", 0),  # IPv4-mapped, RFC 4291
        ("::ffff:0:0:0/96", 0),  # IPv4-translated, RFC 2765
        ("64:ff9b::/96", 0),  # NAT64, RFC 6052
        ("2002::/16", 80),  # 6to4, RFC 3056
        ("2001::/32", 64),  # Teredo, RFC 4380: its server; the client's bits are inverted
    )
)
"""Networks of IPv6 whose addresses carry one of IPv4, and how many bits from the right it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent."""

    url: str
    """Where it came from after redirects."""
    data: bytes
    content_type: str
    """Media type in lower case, without parameters; "" when the server names none."""


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """Fetch `url`; raises BriefproofError with one line for everything that is not allowed or does not work.

    It takes MOST_SECONDS at most, however slowly names are resolved and lines of a header arrive.
    """
    return _within(MOST_SECONDS, lambda: _fetch(url, allow_private), url)


def _within(seconds: float, work: Callable[[], Fetched], url: str) -> Fetched:
    """Return what `work` returns, raise what it raises; raises BriefproofError when that takes longer.

    Neither a look-up of a name nor http.client's reading of headers has a limit for the whole: so `work` runs in a
    thread, and what is late is left to end with the program.
    """
    done: list[Fetched] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # raised again where someone waits for it
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise BriefproofError(
            "{url}: not complete after {seconds} s; try later, or save the page as a file",
            url=url,
            seconds=f"{seconds:g}",
        )
    return done[0]


def _fetch(url: str, allow_private: bool) -> Fetched:
    deadline = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        _ask_robots(parts, deadline, allow_private)
        status, headers, data = _get(parts, deadline, allow_private, MOST_BYTES)
        if status in (301, 302, 303, 307, 308) and headers.get("location"):
            url = _joined(url, headers["location"])
            continue
        if status != 200:
            raise BriefproofError(
                "{url}: the server answers {status}; open the page in a browser and save it as a file",
                url=url,
                status=status,
            )
        return Fetched(url=url, data=data, content_type=headers.get("content-type", "").split(";")[0].strip().lower())
    raise BriefproofError("{url}: more than {most} redirects; give the final address", url=url, most=MOST_REDIRECTS)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise BriefproofError(
            "{url}: redirects to {other}, which is not a web address", url=url, other=repr(location[:100])
        ) from None


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _port(parts)
    except ValueError:
        raise BriefproofError("{url}: not a web address; give one that starts with https://", url=url) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BriefproofError("{url}: only http:// and https:// addresses are fetched", url=url)
    if parts.username or parts.password:
        raise BriefproofError(
            "{hostname}: an address with a user name or password is not fetched", hostname=parts.hostname
        )
    if any(character <= " " or character == "\x7f" for character in url) or not url.isascii():
        raise BriefproofError("{url}: write spaces and letters beyond ASCII in %-encoding", url=url)
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _addresses(parts: SplitResult, allow_private: bool) -> list[str]:
    """Return the addresses of the host; raises BriefproofError when one of them is private."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise BriefproofError("{hostname}: no such host, or no network", hostname=parts.hostname) from None
    for address in found:
        if not allow_private and not _public(address):
            raise BriefproofError(
                "{hostname}: {address} is not a public address; allow private ones if you mean it",
                hostname=parts.hostname,
                address=address,
            )
    return sorted(found, key=lambda address: (":" in address, address))


def _public(address: str) -> bool:
    """Tell whether an address is one of the public network, and so is the IPv4 address that it may carry."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if ip.version == 4:
        return ip.is_global and not ip.is_multicast
    carried = [
        ipaddress.IPv4Address((int(ip) >> bits) & 0xFFFFFFFF) for network, bits in _CARRIES_IPV4 if ip in network
    ]
    if ip.teredo:
        carried.append(ip.teredo[1])
    mapped = ip.ipv4_mapped is not None  # not global by itself
    return (mapped or ip.is_global and not ip.is_multicast and ip not in _LOCAL_NAT64) and all(
        _public(str(one)) for one in carried
    )


class _Plain(http.client.HTTPConnection):
    address = ""

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _Secure(http.client.HTTPSConnection):
    address = ""

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def _get(parts: SplitResult, deadline: float, allow_private: bool, most: int) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers (lower-case names) and body of one request."""
    kind = _Secure if parts.scheme == "https" else _Plain
    connection = kind(parts.hostname, _port(parts), timeout=STEP_SECONDS)
    connection.address = _addresses(parts, allow_private)[0]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", target, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
        with connection.getresponse() as answer:
            headers = {name.lower(): value for name, value in answer.getheaders()}
            if headers.get("content-encoding", "identity").lower() != "identity":
                raise BriefproofError(
                    "{hostname}: the server insists on compression; save the page as a file", hostname=parts.hostname
                )
            return answer.status, headers, _body(answer, parts, deadline, most)
    except http.client.IncompleteRead:
        raise BriefproofError(
            "{hostname}{path}: the answer ends before all of it has come; try again",
            hostname=parts.hostname,
            path=parts.path,
        ) from None
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or type(error).__name__
        raise BriefproofError(
            "{hostname}: cannot be reached ({reason})", hostname=parts.hostname, reason=reason
        ) from None
    finally:
        connection.close()


def _body(answer: http.client.HTTPResponse, parts: SplitResult, deadline: float, most: int) -> bytes:
    pieces, size = [], 0
    while piece := answer.read1(65_536):
        size += len(piece)
        if size > most:
            raise BriefproofError(
                "{hostname}{path}: larger than {most} MB; not fetched",
                hostname=parts.hostname,
                path=parts.path,
                most=most // 1_000_000,
            )
        if time.monotonic() > deadline:  # nobody waits for it any more
            raise BriefproofError(
                "{hostname}{path}: not complete after {seconds} s; try later",
                hostname=parts.hostname,
                path=parts.path,
                seconds=f"{MOST_SECONDS:g}",
            )
        pieces.append(piece)
    if answer.length:  # bytes that were announced and did not come
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(pieces)


def _ask_robots(parts: SplitResult, deadline: float, allow_private: bool) -> None:
    """Raise BriefproofError where the site's robots.txt keeps this page from programs (RFC 9309)."""
    site = parts._replace(path="/robots.txt", query="", fragment="")
    status, _, data = _get(site, deadline, allow_private, ROBOTS_BYTES)
    if 400 <= status < 500:
        return
    rules = robotparser.RobotFileParser()
    if status == 200:
        rules.parse(data.decode("utf-8", errors="replace").splitlines())
    if status >= 500 or (status == 200 and not rules.can_fetch(AGENT, parts.geturl())):
        raise BriefproofError(
            "{hostname}: robots.txt keeps {path} from programs; open it in a browser and save it",
            hostname=parts.hostname,
            path=parts.path or "/",
        )
