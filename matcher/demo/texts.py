"""Short messages people write with a proposal."""

from matcher.domain.states import Party

INVITATIONS: tuple[str, ...] = (
    "Uw ervaring past mooi bij wat onze studenten nodig hebben. Hebt u zin in een kennismaking?",
    "Wij zoeken iemand die dit werk echt kent. Graag vertellen wij u meer over de groep en de begeleiding.",
    "Een collega-docent is altijd in de buurt, u staat er dus niet alleen voor. Komt u een keer kijken?",
    "Het rooster kunnen wij voor een deel aan uw dagen aanpassen.",
    "",
    "",
)
INTERESTS: tuple[str, ...] = (
    "Dit is precies het werk dat ik elke dag doe. Ik kom graag een keer langs.",
    "Ik heb nog niet eerder voor een klas gestaan, maar ik begeleid wel stagiairs.",
    "De dagen passen goed bij mijn werkweek. Ik hoor graag hoe groot de groep is.",
    "Kan ik eerst een les meekijken?",
    "",
    "",
)
TRIAL_NOTES: tuple[str, ...] = (
    "Melden bij de receptie, een docent haalt u op.",
    "Proefles van een uur met de tweedejaars.",
    "Eerst een rondleiding, daarna samen een les.",
    "Neem gerust iets mee uit uw eigen werk.",
)
# Would they do it again, and why.
LOOKING_BACK: dict[Party, tuple[tuple[str, str], ...]] = {
    Party.PROFESSIONAL: (
        ("yes", "De groep deed goed mee en stelde veel vragen. De docent hield de orde, dat hielp mij."),
        ("yes", "Leuk om te doen. Volgende keer neem ik minder stof mee en meer voorbeelden."),
        ("maybe", "De les ging goed, maar de reistijd viel tegen."),
        ("yes", ""),
    ),
    Party.SCHOOL: (
        ("yes", "De studenten hingen aan de lippen. De uitleg kwam echt uit de praktijk."),
        ("yes", "Goede klik met de klas. Wij spreken graag een vast moment af."),
        ("maybe", "Inhoudelijk sterk. Het tempo lag voor deze groep nog wat hoog."),
        ("yes", ""),
    ),
}
# Conversations: who writes what.
TALKS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("school", "Fijn dat u ja hebt gezegd. Past het u om eerst een keer te komen kijken?"),
        ("pro", "Graag. Op dinsdag en donderdag kan ik ruilen met een collega.\nHoe groot is de groep?"),
        ("school", "Achttien studenten, tweede jaar. Wij sturen u een paar momenten voor een proefles."),
    ),
    (
        ("pro", "Dank voor de uitnodiging. Ik heb nog niet eerder lesgegeven. Is er iemand bij in het lokaal?"),
        ("school", "Ja, de vaste docent is er altijd bij. U hoeft alleen het vak mee te nemen."),
    ),
    (
        ("school", "Hebt u zelf een opstelling die u kunt meenemen, of gebruikt u die van ons?"),
        ("pro", "Ik neem een kleine opstelling mee. Is er een plek waar ik kan uitladen?"),
        ("school", "U kunt achterom bij de praktijkhal. Meld u bij de conciërge."),
        ("coordinator", "Mooi dat dit loopt. Hebt u vragen over de afspraken met uw werkgever? Ik help graag."),
    ),
    (("pro", "Ik kijk ernaar uit. Wanneer kunnen wij bellen over de inhoud van de lessen?"),),
)


def closing_text(party: Party) -> str:
    """Return what somebody writes who stops after the introduction."""
    if party is Party.PROFESSIONAL:
        return "Het spijt mij, door een verandering op mijn werk lukt het nu toch niet."
    return "Dank voor uw tijd. Door een wijziging in het rooster gaat deze groep dit jaar niet door."
