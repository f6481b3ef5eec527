"""The words of groups, ways to get mail, and why some mail cannot be switched off."""

from flask_babel import gettext as _

from matcher.domain.notifications import Group, MailMode, NoticeKind


def group_name(group: Group) -> str:
    """Return the heading of a group."""
    texts: dict[object, str] = {
        Group.ACCOUNT: _("Uw account"),
        Group.PROPOSALS: _("Voorstellen"),
        Group.APPOINTMENTS: _("Proeflessen"),
        Group.PLACEMENTS: _("Inzet en klokuren"),
        Group.FRESHNESS: _("Klopt het nog?"),
    }
    return texts[group]


def mode_name(mode: MailMode) -> str:
    """Return how mail goes, in words."""
    texts: dict[object, str] = {
        MailMode.AT_ONCE: _("meteen een mail"),
        MailMode.DIGEST: _("in het overzicht van de dag"),
        MailMode.OFF: _("geen mail"),
    }
    return texts[mode]


def why_always(kind: NoticeKind, group: Group) -> str:
    """Return why a kind cannot be switched off."""
    asked: str = _("Dit is een antwoord of vraag aan u alleen. Zonder u staat iets stil.")
    account: str = _("Dit beschermt uw account, of u vroeg er zelf om.")
    of_group: dict[object, str] = {
        Group.PLACEMENTS: _("Hieruit volgen afspraken en plichten volgens de wet, zoals de zesurenregeling."),
    }
    of_kind: dict[object, str] = {
        NoticeKind.QUALIFICATION_ENDING: _("Als een bewijs afloopt, verandert hoeveel u volgens de wet les mag geven."),
        NoticeKind.EMPLOYER_ANSWERED: asked,
        NoticeKind.SCHOOL_MEMBER_REQUEST: asked,
    }
    return of_kind.get(kind, of_group.get(group, account))
