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


def closing_text(party: Party) -> str:
    """Return what somebody writes who stops after the introduction."""
    if party is Party.PROFESSIONAL:
        return "Het spijt mij, door een verandering op mijn werk lukt het nu toch niet."
    return "Dank voor uw tijd. Door een wijziging in het rooster gaat deze groep dit jaar niet door."
