"""Every message the platform sends, one entry per kind: to whom, how urgent, and which personal data it may hold.

A kind has two templates, ``templates/mail/<kind>.txt`` and ``.html``; a test holds them against this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matcher.domain.actors import Actor


def translatable(text: str) -> str:
    """Mark a Dutch text for the catalogues; it is translated where it is shown."""
    return text


_ = translatable


class NoticeKind(StrEnum):
    """Kinds of messages."""

    ACCOUNT_CONFIRM = "account_confirm"
    ACCOUNT_COORDINATOR = "account_coordinator"
    ACCOUNT_DELETED = "account_deleted"
    ACCOUNT_EMAIL_CHANGE = "account_email_change"
    ACCOUNT_EMAIL_NOTICE = "account_email_notice"
    ACCOUNT_EXISTS = "account_exists"
    ACCOUNT_PASSWORD_CHANGED = "account_password_changed"  # noqa: S105 (a kind of message)
    ACCOUNT_RESET = "account_reset"
    EMPLOYER_ASKED = "employer_asked"
    EMPLOYER_CANCELLED = "employer_cancelled"
    EMPLOYER_COPY = "employer_copy"
    EMPLOYER_ANSWERED = "employer_answered"
    SCHOOL_INVITATION = "school_invitation"
    SCHOOL_MEMBER_REQUEST = "school_member_request"
    SCHOOL_MEMBER_ADMITTED = "school_member_admitted"
    SCHOOL_MEMBER_REFUSED = "school_member_refused"
    QUALIFICATION_ENDING = "qualification_ending"
    PROPOSAL_NEW = "proposal_new"
    PROPOSAL_POSTPONED = "proposal_postponed"
    PROPOSAL_INTRODUCED = "proposal_introduced"
    PROPOSAL_AGREE_ASKED = "proposal_agree_asked"
    PROPOSAL_AGREED = "proposal_agreed"
    PROPOSAL_ENDED = "proposal_ended"
    PROPOSAL_CLOSED = "proposal_closed"
    ANSWER_REMINDER = "answer_reminder"
    ANSWER_ESCALATED = "answer_escalated"
    ANSWER_OVERDUE = "answer_overdue"
    REVIEW_REMINDER = "review_reminder"
    MESSAGE_NEW = "message_new"
    TRIAL_OFFERED = "trial_offered"
    TRIAL_PLANNED = "trial_planned"
    TRIAL_REMINDER = "trial_reminder"
    TRIAL_FEEDBACK_ASKED = "trial_feedback_asked"
    PLACEMENT_MADE = "placement_made"
    PLACEMENT_CHANGED = "placement_changed"
    PLACEMENT_ENDED = "placement_ended"
    PLACEMENT_STOP_ASKED = "placement_stop_asked"
    PLACEMENT_FEEDBACK_ASKED = "placement_feedback_asked"
    HOURS_ASKED = "hours_asked"
    HOURS_TO_CONFIRM = "hours_to_confirm"
    HOURS_DIFFER = "hours_differ"
    NEED_STALE = "need_stale"
    NEED_PAUSED = "need_paused"
    NEED_EXPIRED = "need_expired"
    PROFILE_STALE = "profile_stale"
    PROFILE_PAUSED = "profile_paused"
    DESK_TRANSFER = "desk_transfer"
    COVER_ASKED = "cover_asked"
    ENTRY_TAKEOVER = "entry_takeover"
    ENTRY_REMOVED = "entry_removed"
    NEED_ENTERED = "need_entered"
    PROFILES_MERGED = "profiles_merged"
    DIGEST = "digest"


class Audience(StrEnum):
    """Who may get a kind. OUTSIDE: an address without an account."""

    PROFESSIONAL = "professional"
    SCHOOL = "school"
    COORDINATOR = "coordinator"
    ANYONE = "anyone"
    OUTSIDE = "outside"


class MailMode(StrEnum):
    """How somebody wants the mail of a kind; the list inside the application always has it."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    OFF = "off"


class DataClass(StrEnum):
    """Personal data a kind may hold about others than the reader: none, a subject (title and school), or names."""

    NONE = "none"
    SUBJECT = "subject"
    NAMES = "names"


class Group(StrEnum):
    """Headings under which somebody chooses."""

    ACCOUNT = "account"
    PROPOSALS = "proposals"
    APPOINTMENTS = "appointments"
    PLACEMENTS = "placements"
    FRESHNESS = "freshness"


ALL_MODES = (MailMode.AT_ONCE, MailMode.DIGEST, MailMode.OFF)
# What must arrive: security of the account, somebody's legal duties, or an answer that was asked for on paper.
ALWAYS = (MailMode.AT_ONCE,)
# The digest itself.
ONCE_OR_NOT = (MailMode.AT_ONCE, MailMode.OFF)


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind. ``title``: a line for lists, with ``%(name)s`` of the message's own values.

    ``modes``: what may be chosen; ``listed``: it stands in the reader's list inside the application too.
    """

    audience: frozenset[Audience]
    group: Group
    title: str
    data: DataClass = DataClass.NONE
    modes: tuple[MailMode, ...] = ALL_MODES
    default: MailMode = MailMode.AT_ONCE
    listed: bool = True


_K, _A, _G, _D = NoticeKind, Audience, Group, DataClass
_SIDES = frozenset({_A.PROFESSIONAL, _A.SCHOOL})
_PRO, _SCHOOL, _COORDINATOR = frozenset({_A.PROFESSIONAL}), frozenset({_A.SCHOOL}), frozenset({_A.COORDINATOR})


def _account(title: str, audience: Audience = Audience.ANYONE, data: DataClass = DataClass.NONE) -> Notice:
    return Notice(frozenset({audience}), Group.ACCOUNT, title, data, modes=ALWAYS, listed=False)


def _about(audience: frozenset[Audience], group: Group, title: str, default: MailMode = MailMode.AT_ONCE) -> Notice:
    return Notice(audience, group, title, DataClass.SUBJECT, default=default)


NOTICES: dict[NoticeKind, Notice] = {
    _K.ACCOUNT_CONFIRM: _account(_("Bevestig uw e-mailadres")),
    _K.ACCOUNT_COORDINATOR: _account(_("U bent coördinator")),
    _K.ACCOUNT_DELETED: _account(_("Uw account is verwijderd"), _A.OUTSIDE),
    _K.ACCOUNT_EMAIL_CHANGE: _account(_("Bevestig uw nieuwe e-mailadres")),
    _K.ACCOUNT_EMAIL_NOTICE: _account(_("Uw e-mailadres wordt gewijzigd")),
    _K.ACCOUNT_EXISTS: _account(_("U hebt al een account")),
    _K.ACCOUNT_PASSWORD_CHANGED: _account(_("Uw wachtwoord is gewijzigd")),
    _K.ACCOUNT_RESET: _account(_("Kies een nieuw wachtwoord")),
    _K.EMPLOYER_ASKED: _account(_("Vraag om toestemming"), _A.OUTSIDE, _D.NAMES),
    _K.EMPLOYER_CANCELLED: _account(_("De vraag om toestemming is ingetrokken"), _A.OUTSIDE, _D.NAMES),
    _K.EMPLOYER_COPY: _account(_("Uw antwoord"), _A.OUTSIDE, _D.NAMES),
    # The note of the employer may name anybody.
    _K.EMPLOYER_ANSWERED: Notice(
        _PRO, _G.ACCOUNT, _("Uw werkgever heeft geantwoord"), _D.NAMES, modes=ALWAYS, listed=False
    ),
    _K.SCHOOL_INVITATION: _account(_("Uitnodiging van een school"), _A.OUTSIDE, _D.NAMES),
    _K.SCHOOL_MEMBER_REQUEST: Notice(
        _SCHOOL, _G.ACCOUNT, _("Een collega wil erbij"), _D.NAMES, modes=ALWAYS, listed=False
    ),
    _K.SCHOOL_MEMBER_ADMITTED: _account(_("U bent toegelaten bij de school")),
    _K.SCHOOL_MEMBER_REFUSED: _account(_("Uw aanmelding bij de school")),
    _K.QUALIFICATION_ENDING: Notice(
        _PRO, _G.ACCOUNT, _("Een bewijs van bevoegdheid loopt af"), modes=ALWAYS, listed=False
    ),
    _K.PROPOSAL_NEW: _about(_SIDES, _G.PROPOSALS, _("Nieuw voorstel: %(need_title)s")),
    _K.PROPOSAL_POSTPONED: _about(_SIDES, _G.PROPOSALS, _("De andere kant antwoordt later: %(need_title)s")),
    _K.PROPOSAL_INTRODUCED: _about(_SIDES, _G.PROPOSALS, _("Maak kennis: %(need_title)s")),
    _K.PROPOSAL_AGREE_ASKED: _about(_SIDES, _G.PROPOSALS, _("Bent u het ook eens? %(need_title)s")),
    _K.PROPOSAL_AGREED: _about(_SIDES, _G.PROPOSALS, _("U bent het samen eens: %(need_title)s")),
    _K.PROPOSAL_ENDED: _about(_SIDES, _G.PROPOSALS, _("Gaat niet door: %(need_title)s")),
    _K.PROPOSAL_CLOSED: _about(_SIDES, _G.PROPOSALS, _("Gesloten, er kwam geen antwoord: %(need_title)s")),
    _K.ANSWER_REMINDER: _about(_SIDES, _G.PROPOSALS, _("Er wordt op u gewacht: %(need_title)s")),
    _K.ANSWER_ESCALATED: _about(_SCHOOL, _G.PROPOSALS, _("Uw collega heeft nog niet gereageerd: %(need_title)s")),
    _K.ANSWER_OVERDUE: _about(
        _COORDINATOR, _G.PROPOSALS, _("Antwoord over tijd: %(need_title)s, %(school)s"), MailMode.DIGEST
    ),
    _K.REVIEW_REMINDER: _about(
        _COORDINATOR, _G.PROPOSALS, _("Wacht op uw beoordeling: %(need_title)s, %(school)s"), MailMode.DIGEST
    ),
    _K.MESSAGE_NEW: _about(_SIDES | _COORDINATOR, _G.PROPOSALS, _("Nieuw bericht: %(need_title)s")),
    _K.TRIAL_OFFERED: _about(_SIDES, _G.APPOINTMENTS, _("Kies een moment voor de proefles: %(need_title)s")),
    _K.TRIAL_PLANNED: _about(_SIDES, _G.APPOINTMENTS, _("Proefles gepland: %(need_title)s")),
    _K.TRIAL_REMINDER: _about(_SIDES, _G.APPOINTMENTS, _("Binnenkort proefles: %(need_title)s")),
    _K.TRIAL_FEEDBACK_ASKED: _about(_SIDES, _G.APPOINTMENTS, _("Hoe ging de proefles? %(need_title)s")),
    _K.PLACEMENT_MADE: Notice(_SIDES, _G.PLACEMENTS, _("Inzet vastgelegd: %(need_title)s"), _D.SUBJECT, modes=ALWAYS),
    _K.PLACEMENT_CHANGED: Notice(_SIDES, _G.PLACEMENTS, _("Inzet gewijzigd: %(need_title)s"), _D.SUBJECT, modes=ALWAYS),
    _K.PLACEMENT_ENDED: Notice(_SIDES, _G.PLACEMENTS, _("Inzet gestopt: %(need_title)s"), _D.SUBJECT, modes=ALWAYS),
    _K.PLACEMENT_STOP_ASKED: Notice(
        _SCHOOL | _COORDINATOR,
        _G.PLACEMENTS,
        _("De docent wil eerder stoppen: %(need_title)s"),
        _D.SUBJECT,
        modes=ALWAYS,
    ),
    _K.PLACEMENT_FEEDBACK_ASKED: _about(_SIDES, _G.PLACEMENTS, _("Hoe ging het lesgeven? %(need_title)s")),
    _K.HOURS_ASKED: _about(_PRO, _G.PLACEMENTS, _("Vul uw klokuren in: %(need_title)s")),
    _K.HOURS_TO_CONFIRM: _about(_SCHOOL, _G.PLACEMENTS, _("Bevestig de klokuren: %(need_title)s")),
    _K.HOURS_DIFFER: _about(_PRO, _G.PLACEMENTS, _("De klokuren verschillen: %(need_title)s")),
    _K.NEED_STALE: _about(_SCHOOL, _G.FRESHNESS, _("Klopt deze vraag nog? %(need_title)s")),
    _K.NEED_PAUSED: _about(_SCHOOL, _G.FRESHNESS, _("Op pauze gezet: %(need_title)s")),
    _K.NEED_EXPIRED: _about(_SCHOOL, _G.FRESHNESS, _("Gesloten, de periode is voorbij: %(need_title)s")),
    _K.PROFILE_STALE: Notice(_PRO, _G.FRESHNESS, _("Klopt uw profiel nog?")),
    _K.PROFILE_PAUSED: Notice(_PRO, _G.FRESHNESS, _("Uw profiel staat op pauze")),
    # Whom or what it is about stands on the page alone.
    _K.DESK_TRANSFER: Notice(_COORDINATOR, _G.PROPOSALS, _("Overgedragen aan uw regio")),
    _K.COVER_ASKED: Notice(_COORDINATOR, _G.ACCOUNT, _("U vervangt een collega"), modes=ALWAYS),
    # Both name the coordinator who did it.
    _K.ENTRY_TAKEOVER: _account(_("Neem uw profiel over"), data=_D.NAMES),
    _K.PROFILES_MERGED: _account(_("Uw profielen zijn samengevoegd"), data=_D.NAMES),
    _K.ENTRY_REMOVED: Notice(_COORDINATOR, _G.FRESHNESS, _("Ingevoerd profiel verwijderd: %(reference)s")),
    _K.NEED_ENTERED: _about(_SCHOOL, _G.FRESHNESS, _("Er is een onderwijsvraag voor u ingevoerd: %(need_title)s")),
    _K.DIGEST: Notice(
        *(frozenset({_A.ANYONE}), _G.ACCOUNT, _("Uw overzicht van vandaag"), _D.SUBJECT, ONCE_OR_NOT), listed=False
    ),
}


def mode_of(kind: NoticeKind, wished: MailMode | None) -> MailMode:
    """Return how a kind is mailed to somebody who wished this; a wish the kind does not allow is its default."""
    notice = NOTICES[kind]
    return wished if wished in notice.modes else notice.default


KINDS: dict[str, NoticeKind] = {kind.value: kind for kind in NoticeKind}


def optional(kind: NoticeKind) -> bool:
    """Return whether somebody may do without the mail of a kind."""
    return MailMode.OFF in NOTICES[kind].modes


def audiences_of(actor: Actor) -> frozenset[Audience]:
    """Return what somebody is, by the roles held now."""
    held = {
        Audience.PROFESSIONAL: actor.professional_id is not None,
        Audience.SCHOOL: bool(actor.all_school_ids),
        Audience.COORDINATOR: not actor.scope.empty,
        Audience.ANYONE: actor.signed_in,
    }
    return frozenset(audience for audience, holds in held.items() if holds)


def kinds_for(actor: Actor) -> tuple[NoticeKind, ...]:
    """Return the kinds somebody can get, in order of the table."""
    held = audiences_of(actor)
    return tuple(kind for kind, notice in NOTICES.items() if notice.audience & held)


class _Known(dict[str, Any]):
    """Values for a title; what an old row does not have is left out."""

    def __missing__(self, _name: str) -> str:
        return ""


def filled(title: str, context: Mapping[str, Any]) -> str:
    """Return a title, translated or not, with the values of the message."""
    return title % _Known(context)


def name_of(title: str) -> str:
    """Return what a kind is called: its title without the values."""
    return title.partition("%(")[0].rstrip(" :")
