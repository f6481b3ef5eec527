"""Every template component renders under strict undefined, is sound HTML, and is documented."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Row
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask, render_template, render_template_string
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional

from matcher import i18n
from matcher.domain.actors import NOBODY, Actor
from matcher.domain.choices import Consent, Sector
from matcher.domain.day_parts import GRID
from matcher.domain.labels import choices_of, label
from matcher.domain.states import Answer, NeedState, PlacementState, ProfileState, ProposalState
from tests.support import pages

ROOT = Path(__file__).parents[2]
COMPONENTS = ROOT / "templates" / "components"
# Shared by components, not for pages.
INTERNAL = {"card_lines", "choice_group", "field_error", "flashes"}
MACRO = re.compile(r"{% macro (\w+)\((.*)\) -?%}")


class SampleForm(FlaskForm):
    name = StringField("Functie", [DataRequired("Vul uw functie in.")], description="Zoals op uw kaartje.")
    hours = IntegerField("Uren", [Optional()])
    why = TextAreaField("Motivatie")
    level = SelectField("Sector", choices=dict(choices_of(Sector)))
    sectors = SelectMultipleField("Sectoren", [DataRequired("Kies een sector.")], choices=dict(choices_of(Sector)))
    consent = RadioField("Werkgever", [InputRequired("Kies.")], choices=dict(choices_of(Consent)))
    day_parts = SelectMultipleField("Wanneer", [DataRequired("Kies.")], choices={c.code: c.label for c in GRID})
    regions = SelectMultipleField(
        "Regio's",
        [DataRequired("Kies een regio.")],
        choices=[SelectChoice("AM05", "Twente", optgroup="Oost"), SelectChoice("AM24", "Zeeland", optgroup="Zuidwest")],
    )
    agree = BooleanField("Akkoord", [DataRequired("Vink aan.")])


@pytest.fixture(scope="module")
def application() -> Flask:
    app = Flask("components", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="test", BOOTSTRAP_SERVE_LOCAL=True, TESTING=True)
    Bootstrap5(app)
    CSRFProtect(app)
    i18n.init_app(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


@pytest.fixture
def templates(application) -> Iterator[None]:
    with application.test_request_context("/lijst?rol=gastles&rol=instructeur&page=3&sort=naam"):
        yield


def sample_values() -> dict[str, object]:
    wrong = SampleForm(formdata=MultiDict({"name": ""}), meta={"csrf": False})
    wrong.validate()
    wrong.form_errors.append("Dit kan niet tegelijk.")
    parts = [Row(label="Reistijd", score=0.9, text="11 km"), Row(label="Uren", score=0.5)]
    ledger = Row(used=5760, requested=4320, limit=14400)
    common = {"status": NeedState.OPEN, "score": 0.87, "parts": parts, "fits": ["PLC"], "missing": ["robotica"]}
    filters = [
        Row(
            name="rol",
            label="Rol",
            kind="checkbox",
            options=[Row(value="gastles", label="gastles", count=3, checked=True)],
        ),
        Row(name="afstand", label="Afstand", kind="select", options=[Row(value="", label="alle", checked=True)]),
        Row(name="uren", label="Uren", kind="number", value=None, suffix="klokuren"),
    ]
    return {
        "form": SampleForm(),
        "wrong": wrong,
        "parts": parts,
        "person": Row(
            headline="Monteur", url="#", rank=1, facts=["11 km"], ledger=ledger, legal="mag", note="x", **common
        ),
        "need": Row(
            title="PLC", url="#", school="ROC Voorbeeld", deadline="tot en met 12 maart", summary="4 klokuren", **common
        ),
        "filters": filters,
        "columns": [
            Row(key="naam", label="Naam", sort=True),
            Row(key="uren", label="Klokuren", numeric=True, sort=True),
        ],
        "rows": [{"naam": "Fenna Voorbeeld", "uren": 12}],
        "bars": [Row(label="a & b", value=3, url="#"), Row(label="c", value=0)],
        "tile": Row(code="AM17", name="Zaanstreek/Waterland", column=2, row=1, value=4, url="#"),
        "few": Row(code="AM05", name="Twente", column=5, row=3, value=None),
        "choice": Row(name="level", label="Niveau", choices=[(1, "basis"), (2, "ervaren")]),
        "day": date(2026, 3, 12),
        "moment": datetime(2026, 3, 12, 9, 0, tzinfo=UTC),
        "state": ProposalState.PROPOSED,
        "markup": "<b>x</b>",
    }


def read_samples() -> list[tuple[str, str]]:
    """Return (component, template text) per line of component_samples.txt."""
    lines = Path(__file__).with_name("component_samples.txt").read_text("utf-8").splitlines()[1:]
    return [(name, text) for name, _, text in (line.partition(": ") for line in lines)]


CASES = read_samples()
SAMPLED = {name for name, _ in CASES}


def render(name: str, text: str) -> str:
    source = f'{{% from "components/{name}.html" import {name} %}}{text}'
    return render_template_string(source, **sample_values())


def sound(html: str) -> Element:
    """Return the tree; fails on parse errors, ids used twice, inline style or script, missing labels."""
    if not html.lstrip().startswith("<!doctype"):
        html = f'<!doctype html><html lang="nl"><head><title>x</title></head><body>{html}</body></html>'
    nodes = list(html5lib.HTMLParser(strict=True).parse(html).iter())
    pages._check_ids(nodes)
    pages._check_labels(nodes)
    pages._check_inline(nodes)
    return html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)


@pytest.mark.parametrize(("name", "text"), CASES)
def test_component_is_sound_html(templates, name, text):
    sound(render(name, text))


def test_every_component_has_a_sample():
    assert {path.stem for path in COMPONENTS.glob("*.html")} == SAMPLED | INTERNAL


def macro_arguments(name: str) -> str:
    found = {m[1]: m[2] for m in MACRO.finditer((COMPONENTS / f"{name}.html").read_text("utf-8"))}
    return found[name]


@pytest.mark.parametrize("name", sorted(SAMPLED))
def test_documentation_gives_the_arguments(name):
    row = re.search(rf"^\| `{name}` \| `(.*?)` \|", (ROOT / "docs" / "ui.md").read_text("utf-8"), re.MULTILINE)
    assert row
    assert row[1] == macro_arguments(name)


def test_day_part_grid_posts_the_codes_of_the_domain(templates):
    tree = sound(render("day_part_grid", "{{ day_part_grid(form.day_parts, ['di-ochtend', 'za-avond']) }}"))
    boxes = list(tree.iter("input"))
    assert [box.get("value") for box in boxes] == [cell.code for cell in GRID]
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == ["di-ochtend", "za-avond"]


@pytest.mark.parametrize(
    "member",
    [*ProfileState, *NeedState, *ProposalState, *PlacementState, *Answer, *Consent],
    ids=lambda m: f"{type(m).__name__}-{m}",
)
def test_status_tag_says_the_word_of_every_state(templates, member):
    source = '{% from "components/status_tag.html" import status_tag %}{{ status_tag(member) }}'
    assert label(member) in render_template_string(source, member=member)


def test_error_summary_links_to_every_wrong_field(templates):
    fields = "{{ field(wrong.name) }}{{ field(wrong.agree) }}{{ groups }}"
    groups = (
        "{{ sectors(wrong.sectors) }}{{ regions(wrong.regions) }}{{ radios(wrong.consent) }}{{ grid(wrong.day_parts) }}"
    )
    imports = "".join(
        f'{{% from "components/{name}.html" import {name} as {short} %}}'
        for name, short in (
            ("field", "field"),
            ("checkbox_group", "sectors"),
            ("checkbox_groups", "regions"),
            ("radio_group", "radios"),
            ("day_part_grid", "grid"),
        )
    )
    html = render("error_summary", imports + fields.replace("{{ groups }}", groups) + "{{ error_summary(wrong) }}")
    tree = sound(html)
    ids = {node.get("id") for node in tree.iter()}
    targets = [node.get("href", "")[1:] for node in tree.iter("a")]
    assert set(targets) == {"name", "level", "sectors", "regions", "consent", "day_parts", "agree"}
    assert {"name", "sectors", "consent", "day_parts", "agree"} <= ids
    assert "Dit kan niet tegelijk." in html


def test_text_is_escaped(templates):
    html = render(*next(case for case in CASES if case[0] == "message_thread"))
    assert "<b>x</b>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_links_keep_the_query_string_but_not_the_page(templates):
    assert (
        render("query_url", "{{ query_url({'sort': '-naam'}) }}") == "?rol=gastles&amp;rol=instructeur&amp;sort=-naam"
    )
    assert render("query_url", "{{ query_url({'sort': none}, ('rol', 'gastles')) }}") == "?rol=instructeur"


def frame(**more: object) -> dict[str, object]:
    nav = [Row(label="Nu doen", url="#", active=True, count=9), Row(label="Mensen", url="/m", active=False, count=None)]
    roles = [Row(label="School", url="#", active=True), Row(label="Beheer", url="#", active=False)]
    user = Row(email="fenna.voorbeeld@example.nl")
    return {"actor": Actor(user_id=1), "current_user": user, "nav": nav, "roles": roles, "env_name": "local", **more}


@pytest.mark.parametrize("layout", ["public", "desk", "print"])
@pytest.mark.parametrize("who", [{}, {"actor": NOBODY, "nav": [], "roles": [], "env_name": "production"}])
def test_layouts_are_sound_pages(templates, layout, who):
    source = (
        f'{{% extends "layouts/{layout}.html" %}}{{% from "components/page_header.html" import page_header %}}'
        "{% block title %}Kandidaten{% endblock %}{% block content %}{{ page_header(self.title()) }}{% endblock %}"
    )
    html = render_template_string(source, **frame(**who))
    pages.check_page(html)
    tree = sound(html)
    assert [node.text for node in tree.iter("h1")] == ["Kandidaten"]
    assert (tree.findtext(".//title") or "").startswith("Kandidaten - ")


@pytest.mark.parametrize("code", [400, 403, 404, 405, 410, 429, 500])
def test_error_page_says_what_happened_and_what_to_do(templates, code):
    html = render_template(
        "errors/error.html", **frame(code=code, title="Titel", happened="Dit gebeurde.", todo="Doe dit.")
    )
    sound(html)
    assert "Dit gebeurde." in html
    assert "Doe dit." in html


def test_mail_frame_offers_preferences_only_when_there_are_some(templates):
    links = {"preferences_url": "https://example.nl/p", "unsubscribe_url": "https://example.nl/u"}
    html = render_template("mail/layout.html", subject="Voorstel", **links)
    sound(html)
    assert links["unsubscribe_url"] in html
    text = render_template("mail/layout.txt", **links)
    assert links["preferences_url"] in text
    assert "<" not in text
    assert "example.nl" not in render_template("mail/layout.txt")
