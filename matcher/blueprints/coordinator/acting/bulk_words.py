"""The words of what can be done with several rows."""

from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.domain.desk import BulkAction, BulkList


def verb(action: BulkAction) -> str:
    """Return what a button of the list says."""
    texts: dict[object, str] = {
        BulkAction.APPROVE: _("Keur goed"),
        BulkAction.REJECT: _("Wijs af"),
        BulkAction.REMIND: _("Stuur een herinnering"),
        BulkAction.TRANSFER_PEOPLE: _("Draag over"),
        BulkAction.TRANSFER_NEEDS: _("Draag over"),
        BulkAction.ASK_PEOPLE: _("Vraag of het nog klopt"),
        BulkAction.ASK_NEEDS: _("Vraag of het nog klopt"),
        BulkAction.PAUSE_NEEDS: _("Zet op pauze"),
    }
    return texts[action]


def effect(action: BulkAction) -> str:
    """Return what happens with each row once it is confirmed."""
    texts: dict[object, str] = {
        BulkAction.APPROVE: _("Beide kanten krijgen een mail met het voorstel."),
        BulkAction.REJECT: _("Niemand krijgt bericht. Deze paren worden niet nog eens voorgesteld."),
        BulkAction.REMIND: _("Wie aan zet is, krijgt een mail met de vraag om te antwoorden."),
        BulkAction.TRANSFER_PEOPLE: _(
            "De collega's van de andere regio zien deze mensen en kunnen voor hen verder. U ziet wie in uw regio wil"
            " werken ook zelf nog."
        ),
        BulkAction.TRANSFER_NEEDS: _("De vragen gaan naar de andere regio. Daarna ziet u ze hier niet meer."),
        BulkAction.ASK_PEOPLE: _("Iedereen krijgt een mail met de vraag of het profiel nog klopt."),
        BulkAction.ASK_NEEDS: _("De school krijgt een mail met de vraag of de onderwijsvraag nog klopt."),
        BulkAction.PAUSE_NEEDS: _("Mensen zien deze vragen dan niet meer. De school kan ze weer openen."),
    }
    return texts[action]


def outcome(action: BulkAction) -> str:
    """Return what was done with a row."""
    texts: dict[object, str] = {
        BulkAction.APPROVE: _("Goedgekeurd en verstuurd"),
        BulkAction.REJECT: _("Afgewezen"),
        BulkAction.REMIND: _("Herinnering gestuurd"),
        BulkAction.TRANSFER_PEOPLE: _("Overgedragen"),
        BulkAction.TRANSFER_NEEDS: _("Overgedragen"),
        BulkAction.ASK_PEOPLE: _("Gevraagd"),
        BulkAction.ASK_NEEDS: _("Gevraagd"),
        BulkAction.PAUSE_NEEDS: _("Op pauze gezet"),
    }
    return texts[action]


def list_name(bulk_list: BulkList) -> str:
    """Return the name of a list, for the way back."""
    texts: dict[object, str] = {
        BulkList.PEOPLE: _("Mensen"),
        BulkList.NEEDS: _("Onderwijsvragen"),
        BulkList.PROPOSALS: _("Voorstellen"),
        BulkList.REVIEWS: _("Beoordelen"),
    }
    return texts[bulk_list]


def count_text(number: int) -> str:
    """Return e.g. ``3 rijen``."""
    return str(ngettext("%(num)s rij", "%(num)s rijen", number))
