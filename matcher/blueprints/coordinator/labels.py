"""The words of filters, steps and tasks."""

from enum import StrEnum

from flask_babel import gettext as _

from matcher.blueprints.message_words import unread_text
from matcher.domain.choices import LegalGround, RoleKind, Sector
from matcher.domain.labels import label
from matcher.domain.law import InconsistencyKind
from matcher.domain.notifications import NoticeKind
from matcher.domain.reasons import reason_label
from matcher.domain.school_year import school_year_label
from matcher.domain.states import NeedState, Party, PlacementState, ProfileState, ProposalState, Step
from matcher.exports.words import mail_states, party_name, waiting
from matcher.notice_pages import kind_name

__all__ = [
    "everything",
    "filter_label",
    "finding",
    "hours_group",
    "option",
    "party_name",
    "remedy",
    "step_done",
    "unread",
    "waiting",
    "year",
]

STATES: dict[str, type[StrEnum]] = {
    "person": ProfileState,
    "need": NeedState,
    "proposal": ProposalState,
    "placement": PlacementState,
}
ENUMS: dict[str, type[StrEnum]] = {
    "sector": Sector,
    "rol": RoleKind,
    "grond": LegalGround,
    "bereikt": ProposalState,
}


def filter_label(name: str) -> str:
    """Return the name of a filter."""
    texts: dict[object, str] = {
        "staat": _("Status"),
        "regio": _("Regio"),
        "landsdeel": _("Landsdeel"),
        "programma": _("Programma"),
        "inzet_in": _("Inzet in programma"),
        "sector": _("Sector"),
        "rol": _("Rol"),
        "grond": _("Grond in de wet"),
        "uren": _("Gebruik van de zesurenregeling"),
        "grens": _("Grens van de zesurenregeling"),
        "soort": _("Wat niet klopt"),
        "bevestigd": _("Bevestigd"),
        "kant": _("In uw regio"),
        "wacht_op": _("Aan zet"),
        "lopend": _("Loopt nog"),
        "te_laat": _("Antwoord"),
        "uitgesteld": _("Later"),
        "schooljaar": _("Schooljaar"),
        "bereikt": _("Kwam tot de stap"),
        "reden": _("Reden van het einde"),
        "deze_maand": _("Deze maand"),
        "vog": _("VOG"),
        "bewijs": _("Bewijs van bevoegdheid"),
        "maand": _("Klokuren per maand"),
        "leraar": _("Verantwoordelijke leraar"),
        "stoppen": _("Eerder stoppen"),
        "uitzondering": _("Uitzondering"),
        "wachtend": _("Aanmeldingen"),
        "deelname": _("Doet mee"),
        "bericht": _("Bericht"),
        "mail": _("Mail"),
        "overgedragen": _("Van een andere regio"),
    }
    return texts.get(name) or _of_figures()[name]


def _of_figures() -> dict[object, str]:
    """Return the names of filters that come from figures."""
    return {
        "domein": _("Vakgebied"),
        "dekking": _("Plekken"),
        "voorstel": _("Voorstel"),
        "antwoord": _("Antwoord van een kant"),
        "door": _("Gestopt door"),
        "week": _("Loopt in de week van"),
        "bevestigde_maand": _("Klokuren bevestigd"),
    }


def everything(name: str) -> str:
    """Return the words for "no choice" in a list to choose one from."""
    texts: dict[object, str] = {
        "regio": _("Alle regio's"),
        "landsdeel": _("Alle landsdelen"),
        "programma": _("Alle programma's"),
        "inzet_in": _("Maakt niet uit"),
        "schooljaar": _("Alle schooljaren"),
        "bereikt": _("Alle stappen"),
        "reden": _("Alle redenen"),
        "deze_maand": _("Altijd"),
        "domein": _("Alle vakgebieden"),
        "dekking": _("Alles"),
        "voorstel": _("Alles"),
        "antwoord": _("Alle antwoorden"),
        "door": _("Iedereen"),
        "week": _("Alle weken"),
        "bevestigde_maand": _("Alle maanden"),
    }
    return texts[name]


def option(kind: str, name: str, value: str) -> str:
    """Return the words of one value of a filter of a list."""
    if name == "staat":
        return label(STATES[kind](value))
    if name in ENUMS:
        return label(ENUMS[name](value))
    if name == "bericht":
        return kind_name(NoticeKind(value))
    if name == "reden":
        return reason_label(value)
    if name == "schooljaar":
        return year(int(value))
    return _others()[name][value]


def year(school_year: int) -> str:
    """Return e.g. ``2026-2027``."""
    return school_year_label(school_year)


def hours_group(value: str) -> str:
    """Return the words of a group of use of the six-hours rule."""
    return _others()["uren"][value]


def _others() -> dict[str, dict[str, str]]:
    return {**_of_people(), **_of_proposals(), **_of_placements(), **_of_schools_and_mail()}


def _of_people() -> dict[str, dict[str, str]]:
    return {
        "uren": {
            "tot-25": _("minder dan 25 %"),
            "tot-50": _("25 tot 50 %"),
            "tot-80": _("50 tot 80 %"),
            "tot-100": _("80 tot en met 100 %"),
            "boven": _("boven de grens"),
        },
        "grens": {
            "bijna": _("80 tot 100 % gebruikt"),
            "vol": _("100 % gebruikt, of meer met uitzondering"),
            "te-veel": _("boven de grens zonder uitzondering"),
        },
        "soort": {kind.value: finding(kind) for kind in InconsistencyKind},
        "bevestigd": {"oud": _("langer dan 60 dagen geleden")},
        "overgedragen": {"ja": _("overgedragen")},
    }


def _of_proposals() -> dict[str, dict[str, str]]:
    return {
        "kant": {"vraag": _("de onderwijsvraag"), "persoon": _("alleen de persoon")},
        "door": {party.value: party_name(party) for party in Party},
        "wacht_op": {party.value: party_name(party) for party in Party},
        "lopend": {"ja": _("ja"), "nee": _("nee, afgelopen")},
        "te_laat": {"ja": _("over tijd")},
        "uitgesteld": {"ja": _("uitgesteld tot een dag")},
        "deze_maand": {
            "begonnen": _("begonnen"),
            "kennismaking": _("kennismaking"),
            "gemaakt": _("geplaatst"),
        },
    }


def _of_placements() -> dict[str, dict[str, str]]:
    return {
        "vog": {"nodig": _("nog niet in orde of opnieuw nodig")},
        "bewijs": {
            "ongezien": _("nog niet gezien, begin binnen 30 dagen"),
            "eindigt": _("loopt af binnen 60 dagen"),
        },
        "maand": {"onbevestigd": _("maand niet bevestigd")},
        "leraar": {"geen": _("nog niet ingevuld")},
        "stoppen": {"gevraagd": _("gevraagd door de docent")},
        "uitzondering": {"ja": _("boven de grens geplaatst"), "vastgelegd": _("vastgelegd")},
    }


def _of_schools_and_mail() -> dict[str, dict[str, str]]:
    return {
        "wachtend": {"ja": _("wachten op toelating")},
        "mail": mail_states(),
        "deelname": {"ja": _("heeft leden"), "nee": _("nog geen leden")},
    }


def finding(kind: InconsistencyKind) -> str:
    """Return what the nightly check found, in a few words."""
    texts: dict[object, str] = {
        InconsistencyKind.ABOVE_LIMIT: _("boven de grens"),
        InconsistencyKind.EXCEPTION_ENDED: _("uitzondering voorbij"),
        InconsistencyKind.INCOMPLETE: _("inzet niet compleet"),
        InconsistencyKind.STORED_HOURS: _("verkeerd geteld"),
        InconsistencyKind.CONFIRMED_MONTHS: _("bevestigde maanden"),
    }
    return texts[kind]


def remedy(kind: InconsistencyKind) -> str:
    """Return what to do about a finding of the nightly check."""
    texts: dict[object, str] = {
        InconsistencyKind.ABOVE_LIMIT: _("Verminder of beëindig een inzet, of leg een uitzondering vast."),
        InconsistencyKind.EXCEPTION_ENDED: _("Beëindig de inzet eerder, of leg een nieuwe uitzondering vast."),
        InconsistencyKind.INCOMPLETE: _("Vul bij de inzet in wat mist."),
        InconsistencyKind.STORED_HOURS: _("Kies Controleer opnieuw: dan tellen wij de uren opnieuw."),
        InconsistencyKind.CONFIRMED_MONTHS: _("Vraag de school welke uren zijn gegeven, en verbeter de maand."),
    }
    return texts[kind]


def unread(proposal_id: int) -> str:
    """Return how many messages this coordinator has not read, of a conversation they wrote in; mostly empty."""
    return unread_text(Party.COORDINATOR, proposal_id)


def step_done(step: Step | None) -> str:
    """Return what happened, for the history."""
    texts: dict[object, str] = {
        None: _("Suggestie gemaakt"),
        Step.TAKE_UP: _("In behandeling genomen"),
        Step.APPROVE: _("Goedgekeurd en verstuurd"),
        Step.REJECT: _("Afgewezen bij de beoordeling"),
        Step.INVITE: _("Uitgenodigd"),
        Step.SHOW_INTEREST: _("Interesse getoond"),
        Step.ACCEPT: _("Ja gezegd"),
        Step.DECLINE: _("Nee gezegd"),
        Step.POSTPONE: _("Antwoordt later"),
        Step.DEFER: _("Beoordeling uitgesteld"),
        Step.ADJUST: _("Aantal klokuren aangepast"),
        Step.OFFER_TRIAL: _("Momenten voor een proefles voorgesteld"),
        Step.PLAN_TRIAL: _("Moment voor de proefles gekozen"),
        Step.RECORD_TRIAL: _("Laten weten hoe de proefles ging"),
        Step.AGREE: _("Akkoord gegeven"),
        Step.PLACE: _("Geplaatst"),
        Step.WITHDRAW: _("Ingetrokken"),
        Step.EXPIRE: _("Verlopen"),
    }
    return texts[step]
