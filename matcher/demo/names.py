"""Invented people: real-looking first names, surnames that cannot be anybody's, and addresses at example.nl."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_FIRST_NAMES = """
Aad Abdel Achmed Adriaan Ahmet Aïsha Albert Alex Ali Alwin Amira André Anke Annelies Anouk Arend Arjan Arno Astrid
Ayşe Barbara Bart Bas Bastiaan Ben Bert Bianca Bilal Björn Bram Brigitte Carin Carlos Carolien Chantal Chris Claudia
Coen Cor Daan Daniëlle David Debby Dennis Diana Dirk Dorien Douwe Edwin Eline Ellen Emre Eric Erna Esmee Esther Eva
Evert Fatima Femke Fenna Ferry Floor Frank Frans Fred Freek Geert Gerard Gert Gijs Guus Hakan Hanneke Hans Harm
Harrie Hassan Hein Helma Hendrik Henk Hennie Herman Hilde Hugo Ibrahim Ilse Imane Inge Ingrid Irene Iris Ivo Jaap
Jacco Jack Jacqueline Jan Janneke Jasmin Jasper Jeanet Jelle Jeroen Jessica Jitske Joep Johan Jolanda Joost Jordy
Jorn Joris José Joyce Judith Jurgen Karim Karin Karsten Kees Kevin Kim Klaas Koen Lars Laura Leendert Leo Leon
Lianne Linda Lisa Loes Lotte Lucas Luuk Maaike Maarten Machiel Malika Manon Marc Marcel Margriet Mariska Marja
Marjolein Mark Marloes Martijn Martin Mattie Maurice Mehmet Menno Merel Michel Mieke Mirjam Mohammed Monique Mourad
Murat Mustafa Nadia Natasja Nico Niels Nienke Noor Olaf Olga Omar Oscar Patricia Patrick Paul Peter Petra Piet
Pieter Pim Rachid Ralph Ramon Raymond Remco René Renske Richard Rick Rinus Rob Robert Roel Roeland Romy Ron Ruben
Rutger Ruud Sabine Said Samira Sander Sandra Sanne Saskia Sem Silvia Simone Sjoerd Stefan Stijn Sven Sylvia Tamara
Tanja Tess Theo Thijs Thomas Tim Tineke Tjeerd Tom Ton Truus Tycho Vera Vincent Wendy Wesley Wieke Wil Willem Wim
Wouter Yara Yasmina Youssef Yvonne Zeynep
"""
FIRST_NAMES: tuple[str, ...] = tuple(_FIRST_NAMES.split())
# prefix and surname; none of them is a name of somebody.
_SURNAMES = """
Voorbeeld, Fictief, Verzonnen, Demoman, van Proefstee, Testema, Denkbeeld, van Denkbeeldig, Proefstra, Testerink,
Demostra, Voorbeeldsma, de Verzinner, van der Proef, Modelman, Schijnhuis, Fictiema, van Nergenshuizen, Niemandsland,
Fantasink, Verzinsma, Testdijk, van den Test, Demohof, Voorbeeldink, Fictieveld, ter Fictie, Bedenksel,
van Bedenksel, Schijnstra, de Proefman, Modelsma, Luchtkasteel, van Luchtkasteel, Oefenaar, van Oefening, Probeersel,
Proberink, Testveld, Demodijk, Zomaar, van Zomaar, Ergensma, Nergensma, Verhaaltjes, van Papier, Rolmodel,
Schijnbaar
"""
SURNAMES: tuple[str, ...] = tuple(name.strip() for name in _SURNAMES.replace("\n", " ").split(","))


@dataclass(frozen=True, slots=True)
class Name:
    """A full name and an address that belongs to nobody."""

    full: str
    email: str


def endless_names(rng: Random) -> Iterator[Name]:
    """Yield different names; first and last names come back only in new pairs."""
    pairs = [(first, last) for first in FIRST_NAMES for last in SURNAMES]
    rng.shuffle(pairs)
    for first, last in pairs:
        yield Name(f"{first} {last}", f"{_slug(first)}.{_slug(last)}@example.nl")


def _slug(text: str) -> str:
    """Return the text in plain lower case letters, for an address."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ı", "i"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


# First words that fit the trade, and invented second halves.
EMPLOYERS: dict[str, tuple[str, ...]] = {
    "agrotechniek": ("Loonbedrijf", "Landbouwmechanisatie", "Hoveniersbedrijf", "Kwekerij"),
    "bouw": ("Bouwbedrijf", "Aannemersbedrijf", "Timmerfabriek", "Bouwgroep", "Infra"),
    "cybersecurity": ("Cyberlab", "Security", "Digitale Veiligheid", "Netwerkbeveiliging"),
    "elektro": ("Elektrotechniek", "Besturingstechniek", "Industriële Automatisering", "Paneelbouw", "Elektro"),
    "energie": ("Zonnetechniek", "Netwerkbedrijf", "Windservice", "Warmtebedrijf", "Energieadvies"),
    "ict": ("Software", "ICT-diensten", "Webbureau", "Datalab", "Automatisering"),
    "installatie": ("Installatiebedrijf", "Klimaattechniek", "Koeltechniek", "Installatietechniek"),
    "laboratorium": ("Laboratorium", "Analyselab", "Biotech", "Milieulab"),
    "logistiek": ("Transport", "Distributiecentrum", "Logistiek", "Expeditie"),
    "maritiem": ("Scheepswerf", "Rederij", "Jachtbouw", "Maritieme Techniek"),
    "mobiliteit": ("Autobedrijf", "Garage", "Truckservice", "Autoschade", "Voertuigtechniek"),
    "procesindustrie": ("Chemie", "Zuivelfabriek", "Procestechniek", "Voedingsmiddelen", "Waterzuivering"),
    "veiligheid": ("Veiligheidsadvies", "Brandbeveiliging", "Arbo-advies"),
    "werktuigbouw": ("Machinefabriek", "Metaalbewerking", "Constructiewerken", "Fijnmechanica", "Lasbedrijf"),
}
INVENTED: tuple[str, ...] = (
    "Fictief",
    "Verzonnen",
    "Voorbeeld",
    "Denkbeeldig",
    "Proefstee",
    "Modelstad",
    "Bedenksel",
    "Niemandsland",
    "Luchtkasteel",
    "Schijnwereld",
    "Demoveld",
    "Oefenhaven",
)
LEGAL_FORMS: tuple[str, ...] = ("BV", "BV", "BV", "Groep", "& Zn.", "Nederland BV", "VOF")


def employer(rng: Random, domain: str) -> str:
    """Return the name of an employer that does not exist, fitting the technical domain."""
    return f"{rng.choice(EMPLOYERS[domain])} {rng.choice(INVENTED)} {rng.choice(LEGAL_FORMS)}"
