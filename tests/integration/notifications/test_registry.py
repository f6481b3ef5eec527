"""Two lists that must agree: the kinds of messages and the templates of mail; and what each may hold."""

import re
from pathlib import Path

import pytest

from matcher.domain.actors import Actor, Scope
from matcher.domain.notifications import (
    ALWAYS,
    NOTICES,
    Audience,
    DataClass,
    Group,
    MailMode,
    NoticeKind,
    filled,
    kinds_for,
    mode_of,
    name_of,
    optional,
)
from matcher.domain.states import Party
from matcher.mailer import compose
from matcher.notice_pages import page_of
from tests.factories import UserFactory
from tests.integration.notifications.samples import context_of, inside, message_of, samples, text_of

ROOT = Path(__file__).parents[3]
MAIL = ROOT / "templates" / "mail"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# Somebody else, under every name a service might use for one.
NAMES = (
    "person person_name professional colleague contact contact_name contact_email who invited_by teacher member email "
    "phone other author note message text by"
)
OTHER = dict.fromkeys(NAMES.split(), "Kwibus Geheim kwibus@example.nl 06 00000042")


def templates(ending):
    return {path.stem for path in MAIL.glob(f"*.{ending}") if not path.stem.endswith("layout")}


def test_every_kind_is_in_the_table():
    assert set(NOTICES) == set(NoticeKind)


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_kinds_and_templates_are_the_same(ending):
    kinds = {kind.value for kind in NoticeKind}
    assert {"without template": kinds - templates(ending), "without kind": templates(ending) - kinds} == {
        "without template": set(),
        "without kind": set(),
    }


def test_every_kind_a_service_sends_is_known():
    used = set()
    for path in (ROOT / "matcher").rglob("*.py"):
        used |= set(re.findall(r'kind="([a-z]+_[a-z_]+)"', path.read_text("utf-8")))
    assert "account_reset" in used
    assert used - {kind.value for kind in NoticeKind} == set()


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_title_asks_no_more_than_its_message_has(kind):
    title = NOTICES[kind].title
    assert set(PLACEHOLDER.findall(title)) <= set(context_of(kind))
    assert "%(" not in filled(title, context_of(kind))
    assert name_of(title)
    assert not name_of(title).endswith(":")


def test_a_title_of_an_old_row_still_reads():
    assert filled("Nieuw: %(need_title)s, %(school)s", {"need_title": "100% PLC"}) == "Nieuw: 100% PLC, "


LAYOUT_AUDIENCE = {
    "proposal_layout": {Audience.PROFESSIONAL, Audience.SCHOOL, Audience.COORDINATOR},
    "need_layout": {Audience.SCHOOL},
    "profile_layout": {Audience.PROFESSIONAL},
    "placement_layout": {Audience.PROFESSIONAL, Audience.SCHOOL, Audience.COORDINATOR},
    "employer_layout": {Audience.OUTSIDE},
}


@pytest.mark.parametrize("kind", NoticeKind)
def test_the_audience_fits_the_frame_of_the_mail(kind):
    frame = re.search(r'extends "mail/(\w+)\.txt"', (MAIL / f"{kind}.txt").read_text("utf-8"))[1]
    assert NOTICES[kind].audience <= LAYOUT_AUDIENCE.get(frame, set(Audience))


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_is_listed_can_be_opened_and_what_goes_outside_is_not(kind):
    notice = NOTICES[kind]
    if not inside(kind):
        assert not notice.listed
        assert notice.modes == ALWAYS
    if notice.listed:
        assert notice.audience <= {Audience.PROFESSIONAL, Audience.SCHOOL, Audience.COORDINATOR}
        subjects = {"proposal_id": 1, "need_id": 2, "placement_id": 3, "professional_id": 4}
        for audience in notice.audience:
            endpoint, _ = page_of(kind, Party(audience.value), subjects)
            assert endpoint.startswith(f"{audience.value}.")


@pytest.mark.parametrize("kind", NoticeKind)
def test_defaults_are_allowed_and_nobody_wishes_more(kind):
    notice = NOTICES[kind]
    assert notice.default in notice.modes
    for mode in MailMode:
        assert mode_of(kind, mode) in notice.modes
    assert mode_of(kind, None) is notice.default
    assert optional(kind) is (MailMode.OFF in notice.modes)


def test_security_and_the_law_cannot_be_switched_off():
    must = {k for k in NoticeKind if k.value.startswith(("account_", "employer_", "qualification_"))}
    must |= {NoticeKind.PLACEMENT_MADE, NoticeKind.PLACEMENT_CHANGED, NoticeKind.PLACEMENT_ENDED}
    assert all(NOTICES[kind].modes == ALWAYS for kind in must)


def test_everybody_chooses_among_the_kinds_of_the_own_roles():
    teacher = Actor(user_id=1, professional_id=1)
    school = Actor(user_id=2, school_ids=frozenset({1}))
    region = Actor(user_id=3, scope=Scope(regions=frozenset({"AM05"})))
    assert NoticeKind.HOURS_ASKED in kinds_for(teacher)
    assert NoticeKind.HOURS_ASKED not in kinds_for(school)
    assert NoticeKind.HOURS_TO_CONFIRM in kinds_for(school)
    assert NoticeKind.ANSWER_OVERDUE in kinds_for(region)
    assert NoticeKind.PROPOSAL_NEW not in kinds_for(region)
    assert kinds_for(Actor()) == ()
    assert all(NoticeKind.EMPLOYER_ASKED not in kinds_for(actor) for actor in (teacher, school, region))


@pytest.mark.parametrize(("kind", "values"), samples(lambda kind: NOTICES[kind].data is not DataClass.NAMES))
def test_mail_names_nobody_but_the_reader(session, kind, values):
    known = context_of(kind) | values
    user = UserFactory()
    extra = {name: value for name, value in OTHER.items() if name not in known}
    text = text_of(compose(message_of(kind, user.id, **values, **extra)))
    assert "Lezer Voorbeeld" in text
    for secret in ("Kwibus", "kwibus@", "00000042"):
        assert secret not in text


def test_mail_of_no_personal_data_names_no_subject():
    for kind in NoticeKind:
        if NOTICES[kind].data is DataClass.NONE and NOTICES[kind].group is not Group.ACCOUNT:
            assert "need_title" not in (MAIL / f"{kind}.txt").read_text("utf-8")


@pytest.mark.parametrize(("kind", "values"), samples())
def test_every_mail_renders_and_its_html_is_sound(session, kind, values):
    mail = compose(message_of(kind, UserFactory().id, **values))
    import html5lib

    html5lib.HTMLParser(strict=True).parse(mail.alternatives[0][0])
    assert mail.subject
    assert "\n" not in mail.subject
    linked = values.get("linked", True) and kind not in {
        *(NoticeKind.ACCOUNT_DELETED, NoticeKind.EMPLOYER_CANCELLED, NoticeKind.SCHOOL_MEMBER_REFUSED),
    }
    content = mail.body.partition("\n-- \n")[0]
    assert ("http" in content) is linked
    assert "\n\n\n" not in content
