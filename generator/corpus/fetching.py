"""Fetching one web page or PDF: http and https only, capped in size and time, no private addresses, robots heard.

The address that was checked is the address that is connected to, so that a name cannot resolve to a public
address for the check and to a private one for the connection. Proxies of the environment are not used.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib import robotparser
from urllib.parse import SplitResult, urljoin, urlsplit

from generator import __version__
from generator.errors import BriefproofError

AGENT = f"briefproof/{__version__}"
MOST_BYTES = 20_000_000
"""Size of an answer, bytes."""
MOST_SECONDS = 60.0
"""Time for one page with its redirects and the robots file, seconds."""
STEP_SECONDS = 15.0
"""Time to wait for a connection or a piece of the answer, seconds."""
MOST_REDIRECTS = 5
ROBOTS_BYTES = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent."""

    url: str
    """Where it came from after redirects."""
    data: bytes
    content_type: str
    """Media type in lower case, without parameters; "" when the server names none."""


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """Fetch `url`; raises BriefproofError with one line for everything that is not allowed or does not work."""
    deadline = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        _ask_robots(parts, deadline, allow_private)
        status, headers, data = _get(parts, deadline, allow_private, MOST_BYTES)
        if status in (301, 302, 303, 307, 308) and headers.get("location"):
            url = urljoin(url, headers["location"])
            continue
        if status != 200:
            raise BriefproofError(
                f"{url}: the server answers {status}; open the page in a browser and save it as a file"
            )
        return Fetched(url=url, data=data, content_type=headers.get("content-type", "").split(";")[0].strip().lower())
    raise BriefproofError(f"{url}: more than {MOST_REDIRECTS} redirects; give the final address")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _port(parts)
    except ValueError:
        raise BriefproofError(f"{url}: not a web address; give one that starts with https://") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BriefproofError(f"{url}: only http:// and https:// addresses are fetched")
    if parts.username or parts.password:
        raise BriefproofError(f"{parts.hostname}: an address with a user name or password is not fetched")
    if any(character <= " " or character == "\x7f" for character in url) or not url.isascii():
        raise BriefproofError(f"{url}: write spaces and letters beyond ASCII in %-encoding")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _addresses(parts: SplitResult, allow_private: bool) -> list[str]:
    """Return the addresses of the host; raises BriefproofError when one of them is private."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise BriefproofError(f"{parts.hostname}: no such host, or no network") from None
    for address in found:
        ip = ipaddress.ip_address(address.split("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None)
        if not allow_private and (not (mapped or ip).is_global or ip.is_multicast):
            raise BriefproofError(
                f"{parts.hostname}: {address} is not a public address; allow private ones if you mean it"
            )
    return sorted(found, key=lambda address: (":" in address, address))


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
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise BriefproofError(f"{parts.hostname}: the server insists on compression; save the page as a file")
        pieces, size = [], 0
        while piece := answer.read1(65_536):
            size += len(piece)
            if size > most:
                raise BriefproofError(f"{parts.hostname}{parts.path}: larger than {most // 1_000_000} MB; not fetched")
            if time.monotonic() > deadline:
                raise BriefproofError(f"{parts.hostname}{parts.path}: not complete after {MOST_SECONDS:g} s; try later")
            pieces.append(piece)
        return answer.status, headers, b"".join(pieces)
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or type(error).__name__
        raise BriefproofError(f"{parts.hostname}: cannot be reached ({reason})") from None
    finally:
        connection.close()


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
            f"{parts.hostname}: robots.txt keeps {parts.path or '/'} from programs; open it in a browser and save it"
        )
