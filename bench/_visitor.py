"""A visitor without a browser: one session with cookies, links and forms over one kept connection."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, RemoteDisconnected
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode, urlsplit

TIMEOUT = 30  # seconds
NOT_SENT = {"submit", "button", "reset", "image", "file"}
TICKS = {"checkbox", "radio"}

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``status`` None: nothing did."""

    status: int | None
    ms: float
    text: str = ""
    location: str = ""
    posted: bool = False

    @property
    def failed(self) -> bool:
        """No answer, an error, or a form that came back: what was right is answered with a redirect."""
        return self.status is None or self.status >= 400 or (self.posted and self.status == 200)


Record = Callable[[str, Answer], None]


def page_name(method: str, path: str) -> str:
    """Return what two records of one kind share: the method and the path, numbers as ``#``."""
    return f"{method} {re.sub('[0-9]+', '#', urlsplit(path).path)}"


class Visitor:
    """Asks for pages like a browser, and hands each answer with its page to ``record``."""

    def __init__(self, base: str, record: Record) -> None:
        self._base, self._record = base.rstrip("/"), record
        self._cookies: dict[str, str] = {}
        self._connection: HTTPConnection | None = None
        self._seen_at = f"{self._base}/"

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Fields) -> Answer:
        return self._ask("POST", path, urlencode(fields).encode())

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        begun = perf_counter()
        try:
            response, text = self._exchange(method, path, body)
        except (OSError, HTTPException):
            self.close()
            answer = Answer(None, 1000 * (perf_counter() - begun), posted=body is not None)
        else:
            elapsed = 1000 * (perf_counter() - begun)
            self._keep_cookies(response)
            answer = Answer(response.status, elapsed, text, response.getheader("Location", ""), body is not None)
        self._seen_at = self._base + path
        self._record(page_name(method, path), answer)
        return answer

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[HTTPResponse, str]:
        """Ask over the kept connection; when the server had closed that meanwhile, once more over a new one."""
        kept = self._connection is not None
        try:
            return self._once(method, path, body)
        except (RemoteDisconnected, ConnectionError):
            self.close()
            if not kept:
                raise
            return self._once(method, path, body)

    def _once(self, method: str, path: str, body: bytes | None) -> tuple[HTTPResponse, str]:
        connection = self._connection = self._connection or self._connect()
        connection.request(method, path, body, self._headers(body))
        response = connection.getresponse()
        return response, response.read().decode("utf-8", "replace")

    def _connect(self) -> HTTPConnection:
        parts = urlsplit(self._base)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        return kind(parts.netloc, timeout=TIMEOUT)

    def _headers(self, body: bytes | None) -> dict[str, str]:
        headers = {"Accept": "text/html,application/json", "Referer": self._seen_at}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                if morsel.value and morsel["max-age"] != "0":
                    self._cookies[name] = morsel.value
                else:
                    self._cookies.pop(name, None)


def links(text: str) -> list[str]:
    """Return the paths of this site that a page links to, in order, each once."""
    reader = _Reader()
    reader.feed(text)
    return list(dict.fromkeys(href for href in reader.links if href.startswith("/")))


def form_fields(text: str, name: str) -> Fields:
    """Return what a browser would send for the form with the field ``name``; empty when no form has it."""
    reader = _Reader()
    reader.feed(text)
    return next((form for form in reader.forms if any(field == name for field, _ in form)), [])


class _Reader(HTMLParser):
    """Collects links, and per form the fields as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Fields] = []
        self._select = self._area = ""
        self._outside = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append([])
            self._outside = False
        elif not self._outside and "disabled" not in given:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._outside = True
        elif tag in {"select", "textarea"}:
            self._select = self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, text = self.forms[-1].pop()
            self.forms[-1].append((name, text + data))

    def _field(self, tag: str, given: Mapping[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and name and _is_sent(given):
            self.forms[-1].append((name, given.get("value", "on" if given.get("type") in TICKS else "")))
        elif tag == "textarea":
            self._area = name
            self.forms[-1].append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.forms[-1].append((self._select, given.get("value", "")))


def _is_sent(given: Mapping[str, str]) -> bool:
    kind = given.get("type", "text")
    return kind not in NOT_SENT and (kind not in TICKS or "checked" in given)
