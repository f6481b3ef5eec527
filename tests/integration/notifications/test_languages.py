"""Mail in the language of its reader; the catalogue is complete, and in step with the texts."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from matcher.domain.choices import Language
from matcher.domain.notifications import NOTICES, NoticeKind
from matcher.mailer import compose
from matcher.models import User
from tests.factories import UserFactory
from tests.integration.notifications.samples import inside, message_of, samples, text_of

ROOT = Path(__file__).parents[3]
FILES = ROOT / "matcher" / "translations" / "en" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)s")
DUTCH = re.compile(r"\b(U|u|uw|Uw|het|een|niet|Goedendag|januari|maart|oktober)\b")


@pytest.fixture(scope="module")
def wanted():
    """Every text of mail and every title."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(ROOT), methods, options, directory_filter=lambda path: ".venv" not in path)
    return {message for _file, _line, message, *_ in found}


@pytest.fixture(scope="module")
def catalogue():
    with (FILES / "messages.po").open("rb") as file:
        return read_po(file)


def test_every_text_of_mail_has_an_english_one(wanted, catalogue):
    english = {message.id: message.string for message in catalogue if message.id}
    assert len(wanted) > 150
    assert {notice.title for notice in NOTICES.values()} <= wanted
    assert {text for text in wanted if not english.get(text)} == set()
    assert set(english) - wanted == set()


def test_translations_keep_the_values(catalogue):
    for message in catalogue:
        if message.id:
            assert not message.fuzzy
            assert set(PLACEHOLDER.findall(message.string)) == set(PLACEHOLDER.findall(message.id)), message.id


def test_the_compiled_catalogue_is_in_step(catalogue):
    made = io.BytesIO()
    write_mo(made, catalogue)
    with (FILES / "messages.mo").open("rb") as file:
        stored = read_mo(file)
    made.seek(0)
    expected = read_mo(made)
    assert {m.id: m.string for m in stored if m.id} == {m.id: m.string for m in expected if m.id}


@pytest.mark.parametrize(("kind", "values"), samples(inside))
def test_an_english_reader_gets_english_mail(session, kind, values):
    user = UserFactory(language=Language.EN)
    mail = compose(message_of(kind, user.id, **{**values, "note": ""}))
    html = mail.alternatives[0][0]
    assert '<html lang="en">' in html
    assert "Goedendag" not in text_of(mail)
    assert "Stop met" not in text_of(mail)
    # Own names (the school, the need) and terms of the law stay what they are.
    for line in (mail.subject, *mail.body.splitlines()):
        assert not DUTCH.search(line), line


@pytest.mark.parametrize(("kind", "values"), samples())
def test_a_dutch_reader_gets_dutch_mail(session, kind, values):
    mail = compose(message_of(kind, UserFactory().id, **values))
    assert '<html lang="nl">' in mail.alternatives[0][0]
    assert "You get this mail" not in text_of(mail)


def test_dates_and_numbers_have_the_form_of_the_language(session):
    dutch, english = UserFactory(), UserFactory(language=Language.EN)
    assert "2 oktober 2026" in compose(message_of(NoticeKind.PROPOSAL_NEW, dutch.id)).body
    assert "2 October 2026" in compose(message_of(NoticeKind.PROPOSAL_NEW, english.id)).body
    assert "oktober 2026" in compose(message_of(NoticeKind.HOURS_ASKED, dutch.id)).body
    assert "October 2026" in compose(message_of(NoticeKind.HOURS_ASKED, english.id, month="2026-10")).body
    assert "maandag 5 oktober 2026, 10.00-11.30 uur" in compose(message_of(NoticeKind.TRIAL_PLANNED, dutch.id)).body
    assert "Monday 5 October 2026, 10:00-11:30" in compose(message_of(NoticeKind.TRIAL_PLANNED, english.id)).body
    differ = compose(message_of(NoticeKind.HOURS_DIFFER, english.id)).body
    assert "4.5 clock hours" in differ
    assert "1 clock hour." in differ
    assert "4,5 klokuren" in compose(message_of(NoticeKind.EMPLOYER_ANSWERED, dutch.id)).body
    assert "4.5 clock hours" in compose(message_of(NoticeKind.EMPLOYER_ANSWERED, english.id)).body


def test_titles_in_a_digest_are_translated(session):
    mail = compose(message_of(NoticeKind.DIGEST, UserFactory(language=Language.EN).id))
    assert "New proposal: PLC-programmeren" in mail.body
    assert "And 2 more" in mail.body


def test_mail_to_somebody_without_an_account_is_dutch_whoever_caused_it(session):
    user = UserFactory(language=Language.EN)
    for kind in (NoticeKind.EMPLOYER_ASKED, NoticeKind.EMPLOYER_COPY, NoticeKind.SCHOOL_INVITATION):
        mail = compose(message_of(kind, user.id))
        assert '<html lang="nl">' in mail.alternatives[0][0]
        assert "Goedendag" in mail.body


def test_the_last_mail_of_an_account_keeps_its_language(session):
    assert "Dear" in compose(message_of(NoticeKind.ACCOUNT_DELETED, language="en")).body


def test_one_mail_does_not_change_the_language_of_the_next(session):
    english, dutch = UserFactory(language=Language.EN), UserFactory()
    compose(message_of(NoticeKind.PROPOSAL_NEW, english.id))
    assert "Goedendag" in compose(message_of(NoticeKind.PROPOSAL_NEW, dutch.id)).body


def test_somebody_chooses_the_language_of_mail(client, session, outbox):
    user = UserFactory()
    client.login(user)
    answer = client.post(
        "/account/gegevens", data={"full_name": "Fenna Voorbeeld", "phone": "", "language": "en"}, follow_redirects=True
    )
    assert "Engels" in answer.get_data(as_text=True)
    session.expire_all()
    assert session.get(User, user.id).language is Language.EN
    client.post("/wachtwoord-vergeten", data={"email": user.email})
    assert outbox[-1].subject == "Choose a new password"


@pytest.mark.parametrize("language", ["de", "", "NL"])
def test_another_language_is_refused(client, session, language):
    user = UserFactory()
    client.login(user)
    answer = client.post("/account/gegevens", data={"full_name": "A", "phone": "", "language": language})
    assert answer.status_code == 200
    session.expire_all()
    assert session.get(User, user.id).language is Language.NL
