"""What each figure counts, in the words the page shows; docs/figures.md repeats them."""

from flask_babel import gettext as _

CHARTS = (
    *("trechter", "sectoren", "rollen", "gronden", "vraag-en-aanbod", "dekking", "weken", "maanden", "zes-uur"),
    *("antwoorden", "redenen", "kaart", "trend"),
)


def definition(chart: str) -> str:
    """Return the definition of a chart."""
    return {**_first(), **_rest()}[chart]


def _first() -> dict[str, str]:
    return {
        "kerncijfers": _(
            "Open vragen, actieve mensen en lopende voorstellen zijn van nu. Keer geplaatst telt inzet met "
            "geplande klokuren in het schooljaar die niet is geannuleerd; klokuren zijn de geplande klokuren "
            "daarvan in dat schooljaar. De verandering is het verschil met de dagstand van een maand geleden."
        ),
        "trechter": _(
            "Voorstellen die in het schooljaar begonnen en ooit bij deze stap of een latere kwamen. Een "
            "overgeslagen stap telt als gehaald. Dagen: de mediaan tussen het eerste moment in de vorige stap en "
            "het eerste in deze."
        ),
        "sectoren": _(
            "Onderwijsvragen die nu open zijn, en inzet en klokuren van het schooljaar, per sector van de school."
        ),
        "rollen": _("Onderwijsvragen die nu open zijn, en inzet en klokuren van het schooljaar, per soort rol."),
        "gronden": _("Inzet en klokuren van het schooljaar per grond in de wet op de eerste dag van de inzet."),
        "vraag-en-aanbod": _(
            "Actieve mensen met een vaardigheid in het vakgebied, min het aantal mensen dat open onderwijsvragen "
            "met een vaardigheid in dat vakgebied zoeken. Wie of wat meer vakgebieden heeft, telt in elk mee; wie "
            "in meer regio's wil werken, telt in elke regio mee. Het vakgebied is dat van de vaardigheid in onze "
            "woordenlijst."
        ),
        "dekking": _(
            "Plekken in open onderwijsvragen waarvoor iemand is geplaatst of een voorstel loopt. Meer voorstellen "
            "dan plekken tellen niet dubbel. Zonder voorstel: er was nog nooit een voorstel."
        ),
    }


def _rest() -> dict[str, str]:
    return {
        "weken": _(
            "Geplande klokuren van inzet die niet is geannuleerd, op de datum van de les, per week van het "
            "schooljaar. Lopende inzet: de week ligt (deels) tussen de eerste en de laatste dag."
        ),
        "maanden": _("Klokuren die scholen per maand bevestigden, van de inzet van het schooljaar."),
        "zes-uur": _(
            "Mensen naar het deel van de strengste jaargrens dat de klokuren van hun inzet gebruiken, over alle "
            "besturen samen. Wie geen klokuren heeft, telt niet mee."
        ),
        "antwoorden": _(
            "Voorstellen die in het schooljaar begonnen: de eerste vraag aan deze kant en het eerste antwoord "
            "erop. Op tijd is binnen tien dagen. Geen antwoord: het voorstel verliep, of de tien dagen zijn om. "
            "Wie nog tijd heeft, telt niet mee. Dagen: de mediaan tot het antwoord. Voor de coördinator is de "
            "vraag de suggestie."
        ),
        "redenen": _("Voorstellen die in het schooljaar begonnen, naar de reden waarmee ze stopten en wie die gaf."),
        "kaart": _(
            "Het gekozen cijfer per regio, met de filters van de lijsten. Een voorstel telt in de regio van de "
            "vraag en in elke regio waar de persoon wil werken. Antwoord en nee: deel van de voorstellen van het "
            "schooljaar. Dagen: mediaan van het begin van een voorstel tot de plaatsing."
        ),
        "trend": _(
            "De stand van elke dag waarop wij die bewaarden, een punt per week. Ook wat later is verwijderd, telt "
            "in de dagen ervoor mee."
        ),
    }
