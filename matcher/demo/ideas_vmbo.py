"""Onderwijsvragen of vmbo schools: technical profiles (PIE, BWI, M&T, MVI, maritiem en techniek)."""

from matcher.demo.idea import Idea, read_ideas
from matcher.domain.choices import Sector

VMBO: dict[str, Idea] = read_ideas(
    Sector.VMBO,
    """
pie_elektro | Profiel PIE: een installatie in huis | Produceren, installeren en energie (PIE) | vmbo_kb | gastdocent |
2 3 | half year
elektro-woninginstallaties-aanleggen:2! elektro-elektrische-schemas-lezen:1 energie-pv-montage:1
Leerlingen leggen een kleine woninginstallatie aan, met een zonnepaneel erbij. Zij leren veilig werken en een schema
lezen.

pie_metaal | Profiel PIE: metaal bewerken | Produceren, installeren en energie (PIE) | vmbo_bb | gastdocent | 2 3 |
half year
werktuigbouw-mig-mag-lassen:1! werktuigbouw-constructiebankwerken:1 werktuigbouw-technische-tekeningen-lezen:1!
Leerlingen maken een werkstuk van staal: aftekenen, zagen, buigen en lassen. U werkt naast de docent in het
praktijklokaal.

pie_water | Keuzevak: warmte en water in huis | Produceren, installeren en energie (PIE) | vmbo_kb | gastdocent |
2 3 |
block half
installatie-waterleidingen-aanleggen:2! installatie-warmtepompen-installeren:1 installatie-sanitair-plaatsen:1
Leerlingen leggen leidingen aan en zien hoe een huis zonder gas warm blijft.

bwi | Profiel BWI: een tuinhuis bouwen | Bouwen, wonen en interieur (BWI) | vmbo_bb | gastdocent | 2 3 | half year
bouw-bouwtimmeren:2! bouw-metselen:1 bouw-bouwtekening-lezen:1!
Leerlingen bouwen samen een tuinhuis voor iemand uit de buurt. Zij leren meten, zagen, stellen en samenwerken.

bwi_afbouw | Keuzevak: schilderen en afwerken | Bouwen, wonen en interieur (BWI) | vmbo_bb | gastdocent | 2 |
block half
bouw-schilderen:2! bouw-stukadoren:1 bouw-behangen:1
Leerlingen knappen een lokaal op van kale muur tot eindresultaat.

mt | Profiel M&T: een motor die weer loopt | Mobiliteit en transport (M&T) | vmbo_kb | gastdocent | 2 3 | half year
mobiliteit-onderhoudsbeurten-uitvoeren:2! mobiliteit-remsystemen:1! mobiliteit-motoren-reviseren:1
Leerlingen halen een motor uit elkaar, begrijpen wat hij doet en zetten hem weer in elkaar.

mt_fiets | Keuzevak: e-bikes en scooters | Mobiliteit en transport (M&T) | vmbo_bb | gastdocent | 2 | block half
mobiliteit-e-bikes-repareren:2! mobiliteit-fietsen-repareren:1! mobiliteit-scooters-en-bromfietsen-repareren:1
Leerlingen repareren fietsen en e-bikes van de buurt in ons eigen winkeltje.

mvi | Profiel MVI: een app en een website maken | Media, vormgeving en ICT (MVI) | vmbo_gl | gastdocent | 2 3 |
block half
ict-webontwikkeling:2! ict-html-css:1! ict-ux-design:1
Leerlingen bedenken en bouwen een kleine website voor een vereniging. Zij leren ook wat je wel en niet online zet.

tt | Technologie en toepassing: een opdracht van een bedrijf | Technologie en toepassing (GL/TL) | vmbo_gl |
gastdocent |
2 3 | block half
werktuigbouw-3d-cad-modelleren:1! werktuigbouw-3d-printen:1! elektro-microcontrollers-programmeren:1
Leerlingen lossen een echte vraag van een bedrijf op: ontwerpen, printen, testen en presenteren.

robots | Keuzevak: robots bouwen en programmeren | Technologie en toepassing (GL/TL) | vmbo_gl | gastdocent | 2 |
block half
elektro-microcontrollers-programmeren:1! elektro-sensortechniek:1! ict-python:1
Leerlingen bouwen een kleine robot die zelf een parcours aflegt.

schip | Maritiem en techniek: varen en onderhoud | Maritiem en techniek | vmbo_kb | gastdocent | 3 | half year
maritiem-dekwerk-en-matroosvaardigheden:1! maritiem-scheepsdieselmotoren-onderhouden:1! |
maritiem-basisveiligheid-stcw:1
Leerlingen leren knopen, seinen en onderhoud op ons oefenschip. U vaart mee en vertelt over het leven aan boord.

groen | Groen en techniek: werken met machines | Groen | vmbo_kb | gastdocent | 2 3 | half year
agrotechniek-tuinmachines:1! agrotechniek-tuinaanleg:2! agrotechniek-trekker-rijden:1
Leerlingen leggen een stuk schooltuin aan en leren veilig werken met tuinmachines.

gastles | Gastles: een dag uit het leven van een technicus | Oriëntatie op techniek | vmbo_gl | gastles | 2 | block
onderwijs-techniekpromotie:1 werktuigbouw-mechatronische-systemen-bouwen:1! elektro-sensortechniek:1!
Leerlingen van klas 2 kiezen bijna hun profiel. U vertelt wat u doet en laat hen zelf iets maken.
""",
)
