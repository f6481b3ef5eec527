"""The form of how somebody wants mail: a choice per kind, made for who asks."""

from collections.abc import Iterable, Mapping

from flask_wtf import FlaskForm
from wtforms import SelectField

from matcher.domain.notifications import NOTICES, MailMode, NoticeKind


def preference_form(
    names: Mapping[NoticeKind, str], words: Mapping[MailMode, str], present: Mapping[NoticeKind, MailMode]
) -> FlaskForm:
    """Return a form with a list to choose from per kind: what it allows. ``names``: what a kind is called."""
    fields = {kind.value: _choice(name, NOTICES[kind].modes, words) for kind, name in names.items()}
    form_class = type("PreferenceForm", (FlaskForm,), fields)
    form: FlaskForm = form_class(data={kind.value: present[kind].value for kind in names})
    return form


def _choice(name: str, modes: Iterable[MailMode], words: Mapping[MailMode, str]) -> SelectField:
    return SelectField(name, choices={mode.value: words[mode] for mode in modes})


def wished_modes(form: FlaskForm, kinds: Iterable[NoticeKind]) -> dict[NoticeKind, MailMode]:
    """Return what was chosen."""
    return {kind: MailMode(form[kind.value].data) for kind in kinds}
