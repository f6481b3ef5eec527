"""A test client that checks every page it is given: what holds for all pages is asserted here, once."""

import re

import html5lib
from flask import has_app_context
from flask.testing import FlaskClient
from sqlalchemy import delete

from matcher.database import db
from matcher.domain.desk import DeskList
from matcher.models import MatchRefresh

NAMESPACE = {"h": "http://www.w3.org/1999/xhtml"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


class PageClient(FlaskClient):
    """Checks each HTML answer; ``check_pages = False`` switches it off."""

    check_pages = True

    def open(self, *args, **kwargs):
        """Ask as a browser: own context and session, on what the test has written so far."""
        if has_app_context():
            if kwargs.get("method", "GET") not in {"GET", "HEAD"}:
                # What a test has set up is no change that suggestions must follow.
                db.session.execute(delete(MatchRefresh))
            db.session.commit()
        with self.application.app_context():
            # Buffered: the answer is read to its end and closed, after which mail goes out.
            response = super().open(*args, **{"buffered": True, **kwargs})
        if self.check_pages and response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            check_page(response.get_data(as_text=True))
            check_headers(response)
        return response

    def login(self, user, password="lange zin als wachtwoord"):
        """Sign in through the page, as a user would."""
        response = self.post("/inloggen", data={"email": user.email, "password": password})
        assert response.status_code == 302, response.get_data(as_text=True)
        return response


def parse(text):
    return html5lib.HTMLParser(strict=False, namespaceHTMLElements=True).parse(text)


def text_of(element):
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def check_headers(response):
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def check_page(text):
    """Assert what every page must be."""
    parser = html5lib.HTMLParser(strict=False)
    root = parser.parse(text)
    assert not parser.errors, [(position, code, data) for position, code, data in parser.errors][:5]
    headings = root.findall(".//h:h1", NAMESPACE)
    assert len(headings) == 1, f"{len(headings)} h1"
    title = text_of(root.find(".//h:title", NAMESPACE))
    assert title.startswith(text_of(headings[0])), f"title {title!r} does not begin with h1 {text_of(headings[0])!r}"
    elements = list(root.iter())
    _check_ids(elements)
    _check_labels(elements)
    _check_inline(elements)


def _check_ids(elements):
    ids = [e.get("id") for e in elements if e.get("id")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for element in elements:
        for name in ("aria-describedby", "aria-labelledby", "for", "aria-controls"):
            for target in (element.get(name) or "").split():
                assert target in ids, f"{name}={target} points nowhere"


def _check_labels(elements):
    labelled = {e.get("for") for e in elements if e.tag.endswith("}label")}
    wrapped = {id(child) for e in elements if e.tag.endswith("}label") for child in e.iter()}
    for element in elements:
        kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if kind not in {"input", "select", "textarea"} or element.get("type") in UNLABELLED:
            continue
        named = element.get("id") in labelled or id(element) in wrapped
        assert named or element.get("aria-label") or element.get("aria-labelledby"), (
            f"{kind} {element.get('name')} has no label"
        )


def _check_inline(elements):
    for element in elements:
        if not isinstance(element.tag, str):
            continue
        assert not element.tag.endswith("}style"), "inline style element"
        if element.tag.endswith("}script"):
            assert element.get("src"), "inline script"
        for name in element.attrib:
            attribute = name if isinstance(name, str) else name[1]
            assert attribute != "style", f"style attribute on {element.tag}"
            assert not attribute.startswith("on"), f"{attribute} attribute"


def csv_of(client, address):
    """Return the text of the CSV file of a page of the coordinator's desk, by the address of the page."""
    path, _, query = address.partition("?")
    name = path.rpartition("/")[2]
    if name in list(DeskList):
        answer = client.post(f"/coordinator/exports/{name}?{query}", data={"format": "csv"})
    else:
        answer = client.get(f"{path}.csv?{query}")
    return answer.get_data(as_text=True)
