"""What the pages of a round say about what was chosen, where it stands and what happens next."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from matcher.blueprints.coordinator.rounds.figures import percent
from matcher.domain.rounds import Replay, ReplayState, RoundOptions, RoundState, RoundWeights
from matcher.queries.rounds import RoundRow

PERCENT = 100


def area_text(found: RoundRow) -> str:
    """Return what the round is about: its name, the nation, or its regions."""
    return found.label or (_("Heel Nederland") if found.national else ", ".join(found.regions.values()))


def weights_text(weights: Mapping[str, float]) -> str:
    """Return the three weights, of which these differ from the usual ones, as "vaardigheden 60, reizen 20, uren 20"."""
    shares = {name: round(PERCENT * value) for name, value in {**asdict(RoundWeights()), **weights}.items()}
    return str(_("vaardigheden %(skills)s, reizen %(travel)s, uren %(hours)s", **shares))


def choices_of(found: RoundRow) -> list[dict[str, Any]]:
    """Return what was chosen for the round, as rows ``key``, ``label``, ``value``, ``meaning``."""
    options = RoundOptions(**found.options)
    of_programme = _("De ronde telt mee wat hier staat; voorstellen houden daarna hun gewone score.")
    rows = (
        ("area", _("Waarover"), area_text(found), _("De open vragen hier, en de mensen die hier willen werken.")),
        ("weights", _("Gewichten"), weights_text(found.weights), of_programme),
        (
            "fairness",
            _("Lang wachten"),
            percent(options.fairness),
            _("Zoveel telt lang wachten hoogstens op bij een score: de helft voor de persoon, de helft voor de vraag."),
        ),
        (
            "same_school",
            _("Liever één school per persoon"),
            _("ja") if options.same_school else _("nee"),
            _("Bij ja gaat er iets van de waarde af voor elke school meer bij dezelfde persoon."),
        ),
        (
            "per_need",
            _("Kandidaten per vraag"),
            str(options.per_need),
            _("Zoveel mensen deden per vraag mee: de beste."),
        ),
        (
            "seconds",
            _("Rekentijd per deel"),
            _("%(number)s seconden", number=format_decimal(options.seconds)),
            _("Na deze tijd stopt het zoeken, ook als het beter kan."),
        ),
        ("seed", _("Startgetal"), str(options.seed), _("Met hetzelfde getal en dezelfde gegevens komt hetzelfde uit.")),
        ("version", _("Versie van de score"), found.weights_version, _("Hoe de score zelf wordt berekend.")),
    )
    return [{"key": key, "label": text, "value": value, "meaning": meaning} for key, text, value, meaning in rows]


def next_text(found: RoundRow) -> str:
    """Return in a sentence or two where the round stands, and who has to act."""
    nothing = not found.figures.get("pairs")
    texts = {
        RoundState.PLANNED: _("De ronde begint zodra er een plek vrij is. U hoeft niets te doen."),
        RoundState.SOLVING: _("De ronde wordt berekend. U hoeft niet te wachten: u kunt later terugkomen."),
        RoundState.MERGING: _("De delen worden samengevoegd. Dat duurt kort."),
        RoundState.SOLVED: _("Dit is een proef: niemand weet er nog iets van. Pas de ronde toe, of gooi haar weg.")
        if not nothing
        else _("Er is nu niemand nieuw die bij een open vraag past. Bekijk hieronder waarom."),
        RoundState.APPLYING: _("De paren worden nog eens nagekeken en bij Beoordelen gezet."),
        RoundState.APPLIED: _("De paren staan bij Beoordelen. Pas na uw akkoord weten beide kanten ervan."),
        RoundState.FAILED: _("Er ging iets mis bij het berekenen. Begin een nieuwe ronde, of meld het ons."),
        RoundState.CANCELLED: _("Deze ronde is gestopt. Er is niemand voorgesteld."),
    }
    return str(texts[found.state])


def replay_text(replay: Replay | None) -> str:
    """Return what came out of solving the round once more."""
    if replay is None:
        return str(_("Nog niet opnieuw afgespeeld."))
    if replay.state is ReplayState.ASKED:
        return str(_("Wordt nu opnieuw afgespeeld."))
    if replay.state is ReplayState.FAILED:
        return str(_("Opnieuw afspelen is niet gelukt. Probeer het nog eens, of meld het ons."))
    if replay.same:
        return str(_("Zelfde paren: ja (%(pairs)s paren).", pairs=replay.pairs))
    counts = {"pairs": replay.pairs, "new": replay.new, "missing": replay.missing}
    return str(_("Zelfde paren: nee. Van de %(pairs)s paren zijn er %(new)s anders; %(missing)s ontbreken.", **counts))
