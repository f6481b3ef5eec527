"""Which school asks what: real schools with technical education, each with one to three locations.

Locations carry the name of a town only; addresses are not given, because they are not ours to claim.
"""

from dataclasses import dataclass

from matcher.domain.choices import Sector

# school | towns of locations | ideas; an idea with @town is asked at that location
_TABLE = {
    Sector.MBO: """
ROC van Twente | Hengelo, Almelo, Enschede | plc, cnc, paneelbouw, warmtepomp@Almelo, robot,
 software@Enschede, lassen@Almelo
Summa College | Eindhoven, Veldhoven | mechatronica, fijnmechanica, software
Deltion College | Zwolle | elektro_basis, ev, netwerken
Aventus | Apeldoorn, Deventer, Zutphen | lassen, warmtepomp@Deventer, cad@Zutphen
Rijn IJssel | Arnhem | net, bim
ROC Nijmegen | Nijmegen | elektronica, lab
Graafschap College | Doetinchem, Groenlo | cad, cnc@Groenlo
ROC Rivor | Tiel | planning, koude
ROC van Amsterdam - Flevoland | Amsterdam, Hoofddorp, Almere, Hilversum, Lelystad |
 netwerken, vliegtuig@Hoofddorp, cyber@Almere, licht@Hilversum
ROC Midden Nederland | Utrecht, Nieuwegein | bim@Nieuwegein, cyber, elektro_basis@Nieuwegein
MBO Amersfoort | Amersfoort | cloud, timmeren
Talland | Alkmaar, Zaandam, Hoorn | voeding@Zaandam, elektro_basis@Hoorn
Vonk | Alkmaar, Den Helder | wind@Den Helder, maritiem@Den Helder
Nova College | Haarlem, Beverwijk, IJmuiden | onderhoud@Beverwijk, maritiem@IJmuiden
mboRijnland | Leiden, Gouda, Zoetermeer | lab, timmeren@Gouda, netwerken@Zoetermeer
Leidse instrumentmakers School | Leiden | fijnmechanica
ROC Mondriaan | Den Haag, Delft | cyber, mechatronica@Delft
Techniek College Rotterdam | Rotterdam, Vlaardingen | proces, waterstof, paneelbouw@Vlaardingen
STC mbo college | Rotterdam | binnenvaart, haven, maritiem
Da Vinci College | Dordrecht, Gorinchem | onderhoud, warmtepomp@Gorinchem
Lentiz | Schiedam, Naaldwijk | kas@Naaldwijk
Scalda | Middelburg, Terneuzen, Vlissingen | controlekamer@Terneuzen, wind@Vlissingen
Curio | Breda, Bergen op Zoom, Hoogerheide | vliegtuig@Hoogerheide, proces@Bergen op Zoom, plc
Yonder | Tilburg | logistiek, robot
Koning Willem I College | 's-Hertogenbosch, Oss | autotechniek, voeding@Oss
ROC Ter AA | Helmond | ev
Gilde Opleidingen | Roermond, Venlo | logistiek@Venlo, paneelbouw
VISTA college | Sittard, Heerlen, Maastricht | controlekamer, bim@Heerlen
Noorderpoort | Groningen, Delfzijl | waterstof@Delfzijl, cloud
Alfa-college | Groningen, Hoogeveen | truck@Hoogeveen
Drenthe College | Assen, Emmen | proces@Emmen
Firda | Leeuwarden, Drachten, Sneek | elektronica@Drachten, jachtbouw@Sneek
Astrum College | Ede, Veenendaal | voeding
SOMA College | Harderwijk | infra
HMC mbo vakschool | Amsterdam | meubel
Zone.college | Zwolle, Hardenberg | trekker@Hardenberg
""",
    Sector.VMBO: """
C.T. Stork College | Hengelo | pie_elektro, robots
Metzo College | Doetinchem | pie_metaal
Het Element | Amersfoort | bwi
Compaen VMBO | Zaandam | bwi_afbouw
Mundus College | Amsterdam | mt_fiets
STC vmbo college | Rotterdam | schip
Gilde Vakcollege Techniek | Gorinchem | pie_water
Technisch College Velsen | IJmuiden | pie_metaal
De Meerwaarde | Barneveld | bwi
DaCapo College | Sittard | mt
Curio effent | Oosterhout | pie_water
Regius College | Schagen | groen
SG Huizermaat | Huizen | mvi
Kempenhorst College | Oirschot | tt
Oranje Nassau College | Zoetermeer | mvi
Blariacumcollege | Blerick | robots
Connect College | Echt | pie_elektro
Dollard College | Winschoten | mt
Fioretti College | Veghel | gastles
""",
    Sector.HBO: """
Saxion | Enschede, Deventer | embedded, sterkteleer, bouwfysica@Deventer
Windesheim | Zwolle, Almere | software_hbo, data@Almere
Fontys | Eindhoven | mechatronisch_ontwerp, data, automotive
HAN University of Applied Sciences | Arnhem, Nijmegen | energietransitie, moleculair@Nijmegen
Hanze | Groningen | energietransitie
Avans Hogeschool | Breda, 's-Hertogenbosch | chemie, software_hbo@'s-Hertogenbosch
Hogeschool Rotterdam | Rotterdam | maritiem_hbo, civiel
De Haagse Hogeschool | Den Haag, Delft | cyber_hbo, mechatronisch_ontwerp@Delft
Hogeschool Utrecht | Utrecht | ux, smart
Hogeschool van Amsterdam | Amsterdam | keten, cyber_hbo
NHL Stenden Hogeschool | Leeuwarden | water
Zuyd Hogeschool | Heerlen | chemie
HZ University of Applied Sciences | Middelburg, Vlissingen | civiel@Vlissingen
Hogeschool Leiden | Leiden | moleculair
Hogeschool Inholland | Den Haag, Delft | voedsel@Delft
Aeres Hogeschool | Dronten | precisie
""",
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """A school with the towns of its locations (the main seat first) and its asks as (idea, town)."""

    school: str
    sector: Sector
    towns: tuple[str, ...]
    asks: tuple[tuple[str, str], ...]


def _assignment(sector: Sector, line: str) -> Assignment:
    school, places, ideas = (part.strip() for part in line.split("|"))
    towns = tuple(town.strip() for town in places.split(","))
    asks = (part.strip().partition("@") for part in ideas.split(","))
    return Assignment(school, sector, towns, tuple((idea, town or towns[0]) for idea, _, town in asks))


ASSIGNMENTS: tuple[Assignment, ...] = tuple(
    _assignment(sector, line)
    for sector, text in _TABLE.items()
    for line in text.replace("|\n", "| ").replace(",\n", ", ").strip().splitlines()
)
