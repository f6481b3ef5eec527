"""The accounts to try the demo with. Constant: they are printed at every start."""

from dataclasses import dataclass

PASSWORD = "welkom-bij-de-demo"  # noqa: S105  (printed on purpose; production refuses the demo)
HOME_REGION, SECOND_REGION = "AM05", "AM28"
HOME_SCHOOL, SECOND_SCHOOL = "ROC van Twente", "Summa College"
# A vmbo school in the same town, where the professional of the demo already teaches.
NEIGHBOUR = "C.T. Stork College"


@dataclass(frozen=True, slots=True)
class Login:
    """One account: ``role`` for scripts, ``label`` in Dutch for people."""

    role: str
    label: str
    email: str
    full_name: str

    def as_json(self) -> dict[str, str]:
        """Return what a script needs to sign in."""
        return {"role": self.role, "email": self.email, "password": PASSWORD}


LOGINS: tuple[Login, ...] = (
    Login("professional", "Professional in Twente", "professional@example.nl", "Fenna Voorbeeld"),
    Login("school", f"School: {HOME_SCHOOL} (beheerder)", "school@example.nl", "Sanne Testema"),
    Login("coordinator", "Regiocoördinator Twente", "coordinator@example.nl", "Joost Proefstra"),
    Login("national", "Landelijk coördinator (PTvT)", "landelijk@example.nl", "Mirjam van Denkbeeldig"),
    Login("admin", "Beheer van de dienst", "beheer@example.nl", "Bas Modelman"),
    Login("coordinator_2", "Regiocoördinator Zuidoost-Brabant", "coordinator2@example.nl", "Karin Fictiema"),
    Login("reader", "Coördinator die alleen leest (Twente)", "lezer@example.nl", "Pim Testdijk"),
    Login("school_2", f"School: {SECOND_SCHOOL} (beheerder)", "school2@example.nl", "Ruben Schijnhuis"),
)
BY_ROLE: dict[str, Login] = {login.role: login for login in LOGINS}
RESERVED_NAMES = frozenset(login.full_name for login in LOGINS)


def welcome(port: int) -> str:
    """Return the address and the logins as lines that read well in a terminal."""
    width = max(len(login.label) for login in LOGINS)
    mail = max(len(login.email) for login in LOGINS)
    lines = [f"  {login.label:<{width}}  {login.email:<{mail}}  {PASSWORD}" for login in LOGINS]
    head = f"  {'Wie':<{width}}  {'E-mailadres':<{mail}}  Wachtwoord"
    rule = f"  {'-' * width}  {'-' * mail}  {'-' * len(PASSWORD)}"
    return "\n".join(("", f"  Het platform staat klaar op http://127.0.0.1:{port}", "", head, rule, *lines, ""))
