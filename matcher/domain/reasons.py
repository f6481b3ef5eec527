"""Reasons for declining or withdrawing a proposal, a list per side, each with a ready text (product.md)."""

from dataclasses import dataclass

from matcher.domain.states import Party


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason from the list: ``text`` is the ready, editable answer for the other side.

    ``choosable``: False for one that the platform writes down by itself.
    """

    code: str
    label: str
    text: str
    choosable: bool = True


# A suggestion that gave way to one of the same person for another need.
REPLACED = "replaced"


REASONS: dict[Party, tuple[Reason, ...]] = {
    Party.PROFESSIONAL: (
        Reason("no_time", "Ik heb nu geen tijd", "Dank u voor het voorstel. Ik heb op dit moment te weinig tijd."),
        Reason(
            "too_far",
            "De reistijd is te lang",
            "Dank u voor het voorstel. De reis naar deze locatie is te lang voor mij.",
        ),
        Reason(
            "other_field",
            "Het vak past niet bij mij",
            "Dank u voor het voorstel. Dit vak past niet goed bij mijn werk.",
        ),
        Reason(
            "day_parts", "De dagdelen passen niet", "Dank u voor het voorstel. Ik kan niet op de gevraagde dagdelen."
        ),
        Reason(
            "employer",
            "Mijn werkgever vindt het niet goed",
            "Dank u voor het voorstel. Mijn werkgever kan mij nu niet missen.",
        ),
        Reason(
            "elsewhere",
            "Ik geef al ergens anders les",
            "Dank u voor het voorstel. Ik geef al les op een andere school.",
        ),
        Reason("other", "Een andere reden", "Dank u voor het voorstel. Ik ga er nu niet op in."),
    ),
    Party.SCHOOL: (
        Reason("found", "Wij hebben al iemand gevonden", "Dank u voor uw interesse. Wij hebben al iemand gevonden."),
        Reason(
            "skills",
            "De ervaring past niet goed genoeg",
            "Dank u voor uw interesse. Wij zoeken iemand met andere ervaring.",
        ),
        Reason("schedule", "Het rooster past niet", "Dank u voor uw interesse. Het rooster past helaas niet."),
        Reason("budget", "Er is geen budget", "Dank u voor uw interesse. Er is op dit moment geen budget."),
        Reason(
            "guidance",
            "Er is nu geen begeleiding",
            "Dank u voor uw interesse. Wij kunnen nu geen goede begeleiding bieden.",
        ),
        Reason("other", "Een andere reden", "Dank u voor uw interesse. Wij gaan nu niet verder."),
    ),
    Party.COORDINATOR: (
        Reason("quality", "De match is niet sterk genoeg", "De match is niet sterk genoeg."),
        Reason("not_now", "Nu niet het goede moment", "Het is nu niet het goede moment."),
        Reason("known", "Partijen kennen elkaar al", "De partijen kennen elkaar al."),
        Reason("rule", "Het past niet binnen de regels", "Het past niet binnen de wettelijke regels."),
        Reason("other", "Een andere reden", "Een andere reden."),
        Reason(
            REPLACED, "Vervangen door een andere onderwijsvraag", "Er is een andere vraag gekozen.", choosable=False
        ),
    ),
}


# Why a placement stops before its last day, or does not begin.
END_REASONS: dict[str, str] = {
    "agreed": "In overleg",
    "timetable": "Het rooster of de groep is veranderd",
    "no_time": "Het werk is niet meer te combineren",
    # No word of health: that is nobody's business here.
    "personal": "Persoonlijke omstandigheden",
    "fit": "Het lesgeven past niet",
    "employer": "De werkgever kan de docent niet meer missen",
    "budget": "Er is geen budget meer",
    "other": "Een andere reden",
}
# What the professional may choose of them.
OWN_END_REASONS = ("no_time", "personal", "employer", "fit", "timetable", "other")


def end_reason(code: str, text: str) -> str:
    """Return the reason in words: the one from the list, with the explanation; an unknown code has no words."""
    label = END_REASONS.get(code, "")
    return f"{label}: {text.strip()}" if label and text.strip() else label or text.strip()


def reason_for(party: Party, code: str) -> Reason | None:
    """Return the reason of this side with this code, or None."""
    return next((r for r in REASONS.get(party, ()) if r.code == code), None)


def reason_label(code: str | None) -> str:
    """Return the label of a stored reason code, whoever gave it; an empty string for none."""
    return next((r.label for rows in REASONS.values() for r in rows if r.code == code), code or "")
