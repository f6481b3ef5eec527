"""Trades of the invented people: job title of the vocabulary, how common it is, and a sensible education for it."""

from dataclasses import dataclass

from matcher.domain.choices import EducationLevel

# key | how common | level: field; level: field
_TABLE = """
beroep-elektromonteur|4|mbo_3: elektrotechnische installaties; mbo_2: elektrotechnische installaties
beroep-industrieel-elektromonteur|3|mbo_3: industriële elektrotechniek; mbo_4: elektrotechniek
beroep-onderhoudsmonteur-elektrotechniek|3|mbo_3: service- en onderhoudstechniek; mbo_4: mechatronica
beroep-paneelbouwer|2|mbo_3: elektrotechnische industriële installaties
beroep-besturingstechnicus|5|mbo_4: mechatronica; mbo_4: technicus engineering; hbo: elektrotechniek
beroep-plc-programmeur|3|mbo_4: industriële automatisering; hbo: technische informatica
beroep-robotprogrammeur|2|mbo_4: mechatronica; hbo: mechatronica
beroep-meet-en-regeltechnicus|2|mbo_4: meet- en regeltechniek
beroep-hardwareontwikkelaar-elektronica|2|hbo: elektrotechniek; wo: elektrotechniek
beroep-elektrotechnisch-ingenieur|2|hbo: elektrotechniek; wo: elektrotechniek
beroep-projectleider-elektrotechniek|2|mbo_4: elektrotechniek; hbo: technische bedrijfskunde
beroep-elektrotechnisch-inspecteur|1|mbo_4: elektrotechnische installaties
beroep-domoticamonteur|1|mbo_3: elektrotechnische installaties
beroep-lasser|4|mbo_2: lassen; mbo_3: allround constructiewerken
beroep-lascoordinator|2|mbo_4: lastechniek (MLT); hbo: werktuigbouwkunde
beroep-cnc-verspaner|5|mbo_3: verspaning; mbo_4: researchinstrumentmaker
beroep-cam-programmeur|1|mbo_4: verspaning; hbo: werktuigbouwkunde
beroep-constructiebankwerker|3|mbo_2: metaalbewerken; mbo_3: constructiewerken
beroep-plaatwerker|2|mbo_2: metaalbewerken; mbo_3: plaatwerken
beroep-monteur-werktuigbouw|2|mbo_3: mechatronica; mbo_2: montage
beroep-fijnmechanisch-monteur|2|mbo_3: fijnmechanische techniek; mbo_4: researchinstrumentmaker
beroep-onderhoudsmonteur-werktuigbouw|4|mbo_3: allround onderhoud; mbo_4: maintenance
beroep-mechatronicus|4|mbo_4: mechatronica; hbo: mechatronica
beroep-maintenance-engineer|3|mbo_4: maintenance; hbo: werktuigbouwkunde
beroep-constructeur-werktuigbouw|3|hbo: werktuigbouwkunde; mbo_4: middenkader engineering
beroep-werktuigbouwkundig-ingenieur|2|hbo: werktuigbouwkunde; wo: werktuigbouwkunde
beroep-kwaliteitscontroleur-metaal|1|mbo_4: verspaning
beroep-3d-print-specialist|1|mbo_4: middenkader engineering; hbo: industrieel product ontwerpen
beroep-industrieel-ontwerper|1|hbo: industrieel product ontwerpen; wo: industrieel ontwerpen
beroep-timmerman|4|mbo_2: timmeren; mbo_3: allround timmeren
beroep-metselaar|2|mbo_2: metselen; mbo_3: allround metselen
beroep-meubelmaker|2|mbo_3: meubelmaken; mbo_4: creatief vakmanschap hout
beroep-schilder|2|mbo_2: schilderen; mbo_3: schilderen en onderhoud
beroep-stukadoor|1|mbo_2: stukadoren
beroep-dakdekker|1|mbo_2: dakdekken
beroep-machinist-grondverzet|2|mbo_3: machinist grondverzet
beroep-stratenmaker|1|mbo_2: straatmaken
beroep-landmeter|1|mbo_4: landmeetkunde
beroep-bouwkundig-tekenaar|3|mbo_4: middenkader bouw; hbo: bouwkunde
beroep-werkvoorbereider-bouw|3|mbo_4: middenkader bouw; hbo: bouwkunde
beroep-uitvoerder-bouw|3|mbo_4: kaderfunctionaris bouw
beroep-constructeur-bouw|2|hbo: civiele techniek; wo: civiele techniek
beroep-bouwinspecteur|1|hbo: bouwkunde; mbo_4: middenkader bouw
beroep-civiel-ingenieur|2|hbo: civiele techniek; wo: civiele techniek
beroep-installatiemonteur|4|mbo_2: installatietechniek; mbo_3: werktuigkundige installaties
beroep-cv-monteur|3|mbo_2: installatietechniek; mbo_3: verwarmingstechniek
beroep-servicemonteur-warmtepompen|5|mbo_3: warmtepomptechniek; mbo_4: technicus service en onderhoud
beroep-koelmonteur|2|mbo_3: koudetechniek; mbo_4: koude- en klimaatsystemen
beroep-servicemonteur-klimaattechniek|2|mbo_3: klimaattechniek; mbo_4: klimaattechniek
beroep-inregeltechnicus|1|mbo_4: klimaattechniek
beroep-tekenaar-installatietechniek|1|mbo_4: middenkader installatietechniek
beroep-adviseur-installatietechniek|2|hbo: technische installaties; mbo_4: installatietechniek
beroep-projectleider-installatietechniek|1|mbo_4: installatietechniek
beroep-softwareontwikkelaar|4|hbo: informatica; mbo_4: software developer; wo: informatica
beroep-webontwikkelaar|2|mbo_4: software developer; hbo: communication and multimedia design
beroep-embedded-softwareontwikkelaar|2|hbo: technische informatica; wo: informatica
beroep-full-stack-ontwikkelaar|2|mbo_4: software developer; hbo: informatica
beroep-data-analist|2|hbo: business analytics; wo: econometrie
beroep-data-engineer|1|hbo: informatica; wo: informatica
beroep-data-scientist|2|wo: kunstmatige intelligentie; wo: wiskunde
beroep-systeembeheerder|3|mbo_4: ICT-systeembeheer; hbo: informatica
beroep-netwerkbeheerder|3|mbo_4: expert IT systems and devices; hbo: informatica
beroep-cloud-engineer|2|mbo_4: ICT-beheer; hbo: informatica
beroep-servicedeskmedewerker|1|mbo_3: medewerker ICT; mbo_4: ICT-beheer
beroep-gameontwikkelaar|1|hbo: game development; mbo_4: game artist
beroep-av-technicus|2|mbo_4: podium- en evenemententechniek; mbo_4: AV-specialist
beroep-ux-designer|1|hbo: communication and multimedia design
beroep-autotechnicus|4|mbo_3: allround autotechniek; mbo_2: autotechniek
beroep-technisch-specialist-personenautos|2|mbo_4: technisch specialist personenauto's
beroep-ev-technicus|3|mbo_3: allround autotechniek; mbo_4: technisch specialist personenauto's
beroep-bedrijfsautotechnicus|3|mbo_3: bedrijfsautotechniek
beroep-autoschadehersteller|2|mbo_2: autoschadeherstel; mbo_3: autoschadetechniek
beroep-apk-keurmeester|1|mbo_3: allround autotechniek
beroep-fietstechnicus|1|mbo_2: fietstechniek
beroep-vliegtuigmonteur|3|mbo_4: vliegtuigonderhoud
beroep-automotive-engineer|2|hbo: automotive
beroep-treinmonteur|1|mbo_4: mechatronica
beroep-cybersecurity-specialist|3|hbo: informatica; hbo: HBO-ICT, cybersecurity
beroep-security-analist|3|hbo: HBO-ICT, cybersecurity; mbo_4: expert IT systems and devices
beroep-ethisch-hacker|2|hbo: informatica; mbo_4: software developer
beroep-security-officer|2|hbo: integrale veiligheidskunde; wo: bestuurskunde
beroep-ot-security-specialist|1|hbo: elektrotechniek
beroep-digitaal-forensisch-onderzoeker|1|hbo: forensisch ICT
beroep-zonnepaneelmonteur|2|mbo_2: elektrotechnische installaties
beroep-windturbinemonteur|3|mbo_3: maintenance; mbo_4: windenergietechniek
beroep-monteur-elektriciteitsnetten|3|mbo_3: distributietechniek; mbo_2: gas, water, warmte en elektriciteit
beroep-laadpaalmonteur|1|mbo_3: elektrotechnische installaties
beroep-waterstoftechnicus|2|mbo_4: procestechniek; hbo: chemische technologie
beroep-energieadviseur|2|hbo: bouwkunde; mbo_4: installatietechniek
beroep-batterijspecialist|1|hbo: elektrotechniek
beroep-netplanner|1|hbo: elektrotechniek
beroep-procesoperator|5|mbo_3: procestechniek; mbo_4: procestechniek
beroep-controlekameroperator|2|mbo_4: procestechniek
beroep-operator-voedingsmiddelen|2|mbo_3: voedingsoperator; mbo_2: voedingsoperator
beroep-procestechnoloog|3|hbo: chemische technologie; wo: procestechnologie
beroep-levensmiddelentechnoloog|2|hbo: levensmiddelentechnologie; wo: levensmiddelentechnologie
beroep-procesoperator-waterzuivering|1|mbo_3: procestechniek
beroep-drinkwatertechnoloog|1|hbo: watertechnologie
beroep-staaloperator|2|mbo_3: procestechniek
beroep-bierbrouwer|1|hbo: levensmiddelentechnologie
beroep-ploegleider-procesindustrie|2|mbo_4: procestechniek
beroep-chemisch-analist|3|mbo_4: chemisch-fysisch analist; hbo: chemie
beroep-microbiologisch-analist|2|mbo_4: biologisch medisch analist; hbo: biologie en medisch laboratoriumonderzoek
beroep-moleculair-bioloog|1|wo: moleculaire biologie; hbo: bio-informatica
beroep-levensmiddelenanalist|1|mbo_4: analist voeding
beroep-milieuanalist|1|mbo_4: chemisch-fysisch analist
beroep-celkweekspecialist|1|hbo: biologie en medisch laboratoriumonderzoek
beroep-magazijnchef|2|mbo_4: logistiek teamleider
beroep-heftruckchauffeur|2|mbo_2: logistiek medewerker
beroep-vrachtwagenchauffeur|2|mbo_2: chauffeur wegvervoer; mbo_3: chauffeur wegvervoer
beroep-transportplanner|2|mbo_4: manager transport en logistiek
beroep-logistiek-engineer|2|hbo: logistics engineering
beroep-supply-chain-manager|1|hbo: logistics management; wo: supply chain management
beroep-douanedeclarant|1|mbo_4: manager transport en logistiek
beroep-scheepsmonteur|3|mbo_3: scheepswerktuigbouw; mbo_2: scheeps- en jachtbouw
beroep-scheepswerktuigkundige|3|mbo_4: maritiem officier; hbo: maritiem officier
beroep-stuurman-zeevaart|2|hbo: maritiem officier; mbo_4: stuurman kleine schepen
beroep-schipper-binnenvaart|3|mbo_3: schipper binnenvaart; mbo_4: kapitein binnenvaart
beroep-jachtbouwer|2|mbo_3: scheeps- en jachtbouw
beroep-scheepslasser|2|mbo_2: scheepsbouw; mbo_3: lassen
beroep-scheepselektricien|1|mbo_3: maritieme elektrotechniek
beroep-scheepsbouwkundig-ingenieur|1|hbo: maritieme techniek; wo: maritieme techniek
beroep-baggermeester|1|mbo_4: waterbouw
beroep-veiligheidskundige|2|hbo: hogere veiligheidskunde
beroep-bhv-instructeur|1|mbo_3: veiligheid en vakmanschap
beroep-machineveiligheidsdeskundige|1|hbo: werktuigbouwkunde
beroep-brandweer|1|mbo_3: manschap brandweer
beroep-landbouwmonteur|3|mbo_3: mechanisatietechniek; mbo_4: mechanisatietechniek
beroep-hovenier|2|mbo_3: hovenier; mbo_4: hoveniersbedrijf
beroep-kastechnicus|2|mbo_3: technische installaties; mbo_4: teelt en technologie
beroep-precisielandbouwspecialist|2|hbo: agrotechniek en management; mbo_4: agrarisch ondernemen
beroep-melkrobotmonteur|1|mbo_3: mechanisatietechniek
beroep-boomverzorger|1|mbo_3: boomverzorging
beroep-tuinder|1|mbo_4: teelt en technologie; hbo: tuinbouw en agribusiness
"""


@dataclass(frozen=True, slots=True)
class Trade:
    """A job title with its weight and the educations people in it have."""

    job_title: str
    weight: int
    educations: tuple[tuple[EducationLevel, str], ...]


def _trade(line: str) -> Trade:
    key, weight, educations = line.split("|")
    pairs = (part.strip().partition(": ") for part in educations.split(";"))
    return Trade(key, int(weight), tuple((EducationLevel(level), field) for level, _, field in pairs))


TRADES: tuple[Trade, ...] = tuple(_trade(line) for line in _TABLE.strip().splitlines())
