"""A file that was cut between two lines looks whole; what would be lost gives it away."""

from dataclasses import dataclass

from matcher.services.vocabulary.report import BundleError

# Between two versions of ESCO far less goes than this share.
MOST_LOST = 0.2
# So few may always go.
ALWAYS_ALLOWED = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """How much an import may take away; ``allowed`` switches the check off."""

    allowed: bool = False

    def check(self, what: str, lost: int, present: int) -> None:
        """Raise :class:`BundleError` when more than a fifth of what is there would go."""
        if not self.allowed and lost > max(ALWAYS_ALLOWED, present * MOST_LOST):
            raise BundleError(
                f"Dit zou {lost} van de {present} {what} weghalen. Waarschijnlijk is een bestand niet heel, "
                "of van een andere versie dan de rest. Klopt het toch? Geef dan ook --allow-loss."
            )
