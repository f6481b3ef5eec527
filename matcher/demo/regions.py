"""Where the people of the demo live: towns of every region with a weight, and the trades a region is known for.

The number of people follows the size of a region; what a region is known for is general knowledge of the country.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegionProfile:
    """``people``: how many live here. ``towns`` and ``domains``: name -> weight."""

    people: int
    towns: dict[str, int]
    domains: dict[str, int]


def _weights(text: str) -> dict[str, int]:
    """Read ``Hengelo 5, Almelo 3``."""
    pairs = (part.strip().rpartition(" ") for part in text.split(","))
    return {name: int(weight) for name, _, weight in pairs}


def _region(people: int, towns: str, domains: str) -> RegionProfile:
    return RegionProfile(people, _weights(towns), _weights(domains))


REGIONS: dict[str, RegionProfile] = {
    "AM01": _region(
        15,
        "Groningen 7, Delfzijl 2, Winschoten 2, Veendam 2, Hoogezand 2, Assen 4, Leek 1, Stadskanaal 1",
        "energie 3, procesindustrie 3, ict 3, elektro 2",
    ),
    "AM02": _region(
        15,
        "Leeuwarden 5, Drachten 4, Heerenveen 3, Sneek 3, Harlingen 2, Joure 1, Dokkum 1, Oosterwolde 1",
        "maritiem 3, procesindustrie 3, elektro 2, agrotechniek 2",
    ),
    "AM03": _region(7, "Emmen 5, Hoogeveen 4, Coevorden 2, Beilen 1, Klazienaveen 1", "procesindustrie 4, bouw 2"),
    "AM05": _region(
        36,
        "Hengelo 6, Enschede 7, Almelo 4, Oldenzaal 2, Borne 2, Rijssen 2, Nijverdal 1, Haaksbergen 1, Delden 1",
        "elektro 5, werktuigbouw 4, ict 2, installatie 2",
    ),
    "AM06": _region(
        12,
        "Apeldoorn 5, Deventer 4, Zutphen 2, Harderwijk 2, Ermelo 1, Epe 1, Lochem 1, Twello 1",
        "installatie 3, werktuigbouw 2, bouw 2",
    ),
    "AM07": _region(
        10, "Arnhem 5, Zevenaar 2, Duiven 2, Elst 1, Velp 1, Doesburg 1, Westervoort 1", "energie 4, elektro 3"
    ),
    "AM08": _region(8, "Nijmegen 6, Wijchen 2, Beuningen 1, Druten 1, Groesbeek 1", "elektro 4, laboratorium 3"),
    "AM09": _region(
        9,
        "Doetinchem 4, Winterswijk 2, Groenlo 2, Aalten 1, Ulft 2, Lichtenvoorde 1, 's-Heerenberg 1",
        "werktuigbouw 6, bouw 2",
    ),
    "AM10": _region(
        7, "Tiel 4, Culemborg 2, Zaltbommel 2, Geldermalsen 2, Kesteren 1", "logistiek 4, agrotechniek 2, installatie 2"
    ),
    "AM11": _region(
        10, "Almere 6, Lelystad 4, Dronten 2, Emmeloord 2, Urk 1", "agrotechniek 3, ict 2, logistiek 2, elektro 2"
    ),
    "AM12": _region(6, "Hilversum 5, Huizen 3, Bussum 2, Naarden 1, Laren 1", "ict 4, installatie 2"),
    "AM13": _region(
        18,
        "Utrecht 8, Nieuwegein 3, Zeist 2, Houten 2, Woerden 2, Maarssen 2, IJsselstein 2, De Bilt 1",
        "ict 4, cybersecurity 3, bouw 3, laboratorium 2",
    ),
    "AM14": _region(8, "Amersfoort 6, Soest 2, Leusden 2, Nijkerk 2, Baarn 1, Bunschoten 1", "ict 3, bouw 3"),
    "AM15": _region(
        14,
        "Alkmaar 5, Hoorn 3, Den Helder 4, Heerhugowaard 3, Schagen 2, Enkhuizen 1, Medemblik 1, Castricum 1",
        "maritiem 3, energie 4, agrotechniek 3",
    ),
    "AM17": _region(9, "Zaandam 5, Purmerend 4, Krommenie 1, Wormerveer 1, Volendam 2", "procesindustrie 5, bouw 2"),
    "AM18": _region(
        23,
        "Amsterdam 12, Hoofddorp 4, Amstelveen 3, Diemen 1, Aalsmeer 1, Uithoorn 1, Mijdrecht 1, Nieuw-Vennep 1",
        "ict 5, mobiliteit 3, cybersecurity 2, bouw 2",
    ),
    "AM19": _region(
        11,
        "Leiden 6, Alphen aan den Rijn 4, Katwijk 2, Noordwijk 1, Lisse 1, Leiderdorp 1, Oegstgeest 1",
        "laboratorium 5, werktuigbouw 3, ict 2",
    ),
    "AM20": _region(6, "Gouda 5, Waddinxveen 2, Bodegraven 2, Schoonhoven 1", "bouw 3, installatie 3"),
    "AM21": _region(
        14, "Den Haag 8, Delft 4, Rijswijk 2, Naaldwijk 3, 's-Gravenzande 1", "cybersecurity 5, agrotechniek 3, ict 3"
    ),
    "AM22": _region(
        25,
        "Rotterdam 11, Schiedam 3, Vlaardingen 3, Spijkenisse 3, Capelle aan den IJssel 2, Barendrecht 2, Ridderkerk 2,"
        " Hellevoetsluis 1, Maassluis 1",
        "procesindustrie 5, maritiem 5, logistiek 3, elektro 2",
    ),
    "AM23": _region(
        8, "Dordrecht 5, Zwijndrecht 2, Papendrecht 2, Sliedrecht 2, Alblasserdam 1", "maritiem 6, werktuigbouw 3"
    ),
    "AM24": _region(
        11,
        "Middelburg 4, Vlissingen 4, Goes 3, Terneuzen 4, Zierikzee 1, Hulst 1",
        "procesindustrie 5, energie 4, maritiem 2, elektro 2",
    ),
    "AM25": _region(
        14,
        "Breda 6, Roosendaal 4, Bergen op Zoom 4, Oosterhout 3, Etten-Leur 2, Zevenbergen 1, Hoogerheide 1",
        "procesindustrie 4, mobiliteit 3, elektro 2, logistiek 2",
    ),
    "AM26": _region(9, "Tilburg 7, Waalwijk 3, Goirle 1, Oisterwijk 1, Dongen 1", "logistiek 4, elektro 3"),
    "AM27": _region(
        12,
        "'s-Hertogenbosch 6, Oss 4, Veghel 3, Uden 2, Boxtel 2, Cuijk 2, Vught 1",
        "ict 3, procesindustrie 3, mobiliteit 2",
    ),
    "AM28": _region(
        18,
        "Eindhoven 9, Veldhoven 4, Best 2, Valkenswaard 2, Son 1, Bladel 1, Eersel 1, Oirschot 1",
        "werktuigbouw 5, elektro 5, ict 3",
    ),
    "AM29": _region(7, "Venlo 5, Venray 3, Horst 2, Panningen 1, Gennep 1", "logistiek 5, agrotechniek 2"),
    "AM30": _region(
        12,
        "Maastricht 4, Heerlen 4, Sittard 4, Geleen 3, Kerkrade 2, Brunssum 1, Stein 1, Landgraaf 1",
        "procesindustrie 5, laboratorium 3, bouw 2",
    ),
    "AM32": _region(7, "Helmond 6, Deurne 2, Gemert 2, Someren 1, Geldrop 2", "mobiliteit 5, werktuigbouw 3"),
    "AM33": _region(6, "Roermond 4, Weert 4, Echt 1, Budel 1", "elektro 3, bouw 2, agrotechniek 2"),
    "AM34": _region(
        7, "Zoetermeer 5, Leidschendam 2, Pijnacker 2, Berkel en Rodenrijs 2, Voorburg 1", "ict 4, cybersecurity 3"
    ),
    "AM35": _region(6, "Gorinchem 4, Leerdam 2, Vianen 2, Groot-Ammers 1", "maritiem 3, werktuigbouw 3, installatie 2"),
    "AM36": _region(
        16,
        "Zwolle 7, Kampen 3, Hardenberg 3, Meppel 2, Raalte 2, Steenwijk 2, Ommen 1, Hattem 1, Genemuiden 1",
        "elektro 3, mobiliteit 3, ict 2, agrotechniek 2",
    ),
    "AM37": _region(
        9,
        "Haarlem 5, Beverwijk 3, IJmuiden 3, Heemskerk 2, Velserbroek 1",
        "werktuigbouw 5, procesindustrie 4, maritiem 2",
    ),
    "AM38": _region(
        8, "Ede 4, Veenendaal 3, Wageningen 3, Barneveld 3, Rhenen 1", "procesindustrie 3, laboratorium 3, ict 2"
    ),
}
