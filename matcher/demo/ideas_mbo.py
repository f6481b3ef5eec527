"""Onderwijsvragen of mbo schools."""

from matcher.demo.idea import Idea, read_ideas
from matcher.domain.choices import Sector

MBO: dict[str, Idea] = read_ideas(
    Sector.MBO,
    """
plc | PLC-programmeren aan een sorteerinstallatie | Technicus engineering | mbo_4 | gastdocent | 3 4 | half block
elektro-plc-programmeren:2! elektro-scada-en-hmi:1 elektro-elektrische-schemas-lezen:1!
Studenten lezen een schema, schrijven een programma voor een kleine sorteerinstallatie en testen dat zelf. Zij leren
ook hoe je in de praktijk een storing meldt en oplost.

cnc | CNC-verspaning in de praktijkhal | Verspaner | mbo_3 | gastdocent | 3 4 | half block
werktuigbouw-cnc-frezen:2! werktuigbouw-cnc-programmeren:2! werktuigbouw-meten-met-handmeetgereedschap:1
Studenten stellen zelf een machine in, maken een werkstuk van tekening tot product en meten het na. Zij leren waarom
een maat net goed of net fout is.

warmtepomp | Warmtepompen installeren en inregelen | Monteur werktuigkundige installaties | mbo_3 | gastdocent | 3 4 |
 half block
installatie-warmtepompen-installeren:2! installatie-werken-met-f-gassen:1 installatie-waterzijdig-inregelen:1!
Studenten sluiten een warmtepomp aan, stellen hem in en leggen aan een klant uit hoe hij werkt. Wij hebben drie
opstellingen, maar geen docent die er dagelijks mee werkt.

mechatronica | Storingen zoeken in een productielijn | Mechatronica | mbo_4 | gastdocent | 4 5 | half year
werktuigbouw-storingen-zoeken-in-machines:2! elektro-elektrische-storingen-zoeken:2! werktuigbouw-pneumatiek:1
Studenten zoeken volgens een vast plan naar storingen in een lijn met pneumatiek, sensoren en aandrijvingen. Zij
schrijven na afloop een kort verslag voor de technische dienst.

robot | Robotcellen programmeren | Mechatronica | mbo_4 | gastdocent | 3 4 | block half
elektro-industriele-robots-programmeren:2! elektro-plc-programmeren:1 elektro-veiligheidsbesturingen:1
Studenten laten een robot veilig samenwerken met een machine. Zij leren programmeren, testen en de risico's benoemen.

lassen | Lassen: MIG/MAG en TIG | Allround constructiewerker | mbo_3 | instructeur | 4 5 6 | half year
werktuigbouw-mig-mag-lassen:2! werktuigbouw-tig-lassen:2! werktuigbouw-technische-tekeningen-lezen:1
Studenten lassen in verschillende posities en beoordelen hun eigen werk. U staat in het laslokaal naast een docent en
let op houding, veiligheid en kwaliteit.

onderhoud | Preventief onderhoud en conditiebewaking | Maintenance | mbo_4 | gastdocent | 3 4 | half
werktuigbouw-preventief-onderhoud:2! werktuigbouw-conditiebewaking:1! werktuigbouw-lagers-en-assen-uitlijnen:1
Studenten maken een onderhoudsplan voor een echte pompinstallatie en meten trillingen en temperatuur. Zij leren
wanneer je een onderdeel vervangt en wanneer juist niet.

fijnmechanica | Fijnmechanische montage | Researchinstrumentmaker | mbo_4 | instructeur | 4 5 | half year
werktuigbouw-fijnmechanische-montage:2! werktuigbouw-meten-met-handmeetgereedschap:2
Studenten bouwen een nauwkeurig instrument op en stellen het af. Zij leren geduldig werken op honderdsten van
millimeters.

cad | 3D-CAD voor de maakindustrie | Middenkader engineering | mbo_4 | gastdocent | 3 4 | half
werktuigbouw-3d-cad-modelleren:2! werktuigbouw-solidworks:2 werktuigbouw-vorm-en-plaatstoleranties:1!
Studenten tekenen een samenstelling die een bedrijf ook echt kan maken. U kijkt met hen of het maakbaar en betaalbaar
is.

elektro_basis | Elektrotechniek: woninginstallaties volgens NEN 1010 | Monteur elektrotechnische installaties |
mbo_2 |
 instructeur | 4 6 | half year
elektro-woninginstallaties-aanleggen:2! elektro-nen-1010:2! elektro-groepenkasten-bouwen:1
Studenten leggen een complete woninginstallatie aan en meten die na. Veiligheid en netjes werken staan voorop.

paneelbouw | Schakelpanelen bouwen en testen | Monteur elektrotechnische industrie | mbo_3 | gastdocent | 3 4 |
block half
elektro-schakelpanelen-bouwen:2! elektro-elektrische-schemas-lezen:2! elektro-elektrische-metingen-uitvoeren:1
Studenten bouwen een paneel van schema tot afname. Zij leren bedraden, coderen en testen zoals in een
paneelwerkplaats.

elektronica | Elektronica ontwerpen en solderen | Technicus elektronica | mbo_4 | gastdocent | 3 | block half
elektro-analoge-elektronica:2! elektro-solderen-van-elektronica:2 elektro-microcontrollers-programmeren:2!
Studenten ontwerpen een kleine meetschakeling met een microcontroller, solderen die en meten of hij doet wat is
bedacht.

net | Werken aan het elektriciteitsnet | Technicus distributie | mbo_3 | gastdocent | 3 4 | block half
energie-netbeheer:2! energie-kabels-leidingen:1! energie-middenspanningsstations:1 veiligheid-lototo:1
Studenten leren hoe een laag- en middenspanningsnet is opgebouwd en hoe je er veilig aan werkt. Wij zoeken iemand die
het werk buiten kent.

wind | Onderhoud aan windturbines | Maintenance, windenergie | mbo_4 | gastdocent | 3 4 | block half
energie-windonderhoud:2! energie-wind:1 veiligheid-werken-op-hoogte:2!
Studenten leren hoe een turbine werkt en oefenen veilig werken op hoogte in onze trainingsmast. U vertelt hoe een
onderhoudsdag op zee verloopt.

waterstof | Waterstof: veilig werken en meten | Procestechniek | mbo_4 | gastdocent | 2 3 | block
energie-waterstof:2! energie-waterstofveiligheid:2! energie-elektrolyse:1
Studenten leren wat waterstof bijzonder maakt, hoe een elektrolyser werkt en hoe je veilig meet en ingrijpt.

proces | Procesoperator: opstarten en stoppen van een installatie | Operator C, procestechniek | mbo_3 | gastdocent |
 4 5 | half year
procesindustrie-procesinstallaties-starten-en-stoppen:2! procesindustrie-p-id-lezen:1! |
procesindustrie-veldrondes-lopen:1
Studenten oefenen op onze proefinstallatie met opstarten, bijsturen en veilig stoppen. Zij lezen een P&ID en
rapporteren als in een ploeg.

controlekamer | Controlekamer: ingrijpen bij verstoringen | Operator C, procestechniek | mbo_4 | gastdocent | 3 4 |
 block half
procesindustrie-dcs-bedienen:2! procesindustrie-procesverstoringen-analyseren:2! procesindustrie-alarmmanagement:1
Op de simulator zien studenten een verstoring ontstaan. Zij leren rustig te kijken, te overleggen en de goede stap te
nemen.

voeding | Voedingstechniek: hygiëne en een veilige productielijn | Voedingsoperator | mbo_2 | instructeur | 4 |
half year
veiligheid-voedselveiligheid:2! procesindustrie-productielijnen-bedienen:2! procesindustrie-reinigen-met-cip:1
Studenten draaien een kleine lijn in onze praktijkruimte. Zij leren hygiënisch werken, omstellen en een storing
melden.

lab | Chromatografie in het laboratorium | Analist, chemisch-fysisch | mbo_4 | gastdocent | 3 4 | block half
laboratorium-chromatografie:2! laboratorium-hplc:2! laboratorium-labjournaal:1
Studenten werken met HPLC, beoordelen een meting en schrijven hun resultaten eerlijk op. U laat zien hoe dat in een
bedrijfslab gaat.

microbio | Microbiologie: steriel werken | Analist, biologisch-medisch | mbo_4 | instructeur | 4 | half
laboratorium-steriel-werken:2! laboratorium-kweken-bacterien:2! laboratorium-microscopie:1
Studenten oefenen steriel werken, kweken en tellen. U begeleidt kleine groepen in het practicumlokaal.

netwerken | Netwerken: routing, switching en wifi | Expert IT systems and devices | mbo_4 | gastdocent | 3 4 |
block half
ict-routing-switching:2! ict-wifi:1 ict-dns-dhcp:1! cybersecurity-firewalls:1
Studenten bouwen een netwerk voor een klein bedrijf, beveiligen het en lossen storingen op.

software | Software bouwen in een scrumteam | Software developer | mbo_4 | gastdocent | 4 5 | half year
ict-softwareontwikkeling:2! ict-versiebeheer:2! ict-scrum:1 ict-softwaretesten:1
Studenten werken in teams aan een opdracht van een bedrijf in de buurt. U bent hun technische vraagbaak en kijkt code
met hen na.

cloud | Werken in de cloud | Expert IT systems and devices | mbo_4 | gastdocent | 2 3 | block
ict-cloud:2! ict-azure:1 ict-infrastructure-as-code:1 ict-containers:1!
Studenten zetten een omgeving op in de cloud, bewaken die en ruimen haar weer op. Kosten en veiligheid horen erbij.

cyber | Cybersecurity: een netwerk verdedigen | Expert IT systems and devices, security | mbo_4 | gastdocent | 3 4 |
 block half
cybersecurity-netwerkbeveiliging:2! cybersecurity-siem:1 cybersecurity-incident-response:2!
Studenten herkennen een aanval in ons oefennetwerk, grijpen in en schrijven een melding. Ethiek en de wet komen
steeds terug.

ev | Elektrische auto's: veilig werken en diagnose | Technisch specialist personenauto's | mbo_4 | gastdocent | 3 4 |
 block half
mobiliteit-elektrische-voertuigen-onderhouden:2! mobiliteit-hoogvoltsystemen-veilig-schakelen:2! |
mobiliteit-adas-kalibreren:1
Studenten schakelen een auto veilig spanningsvrij, meten het accupakket door en stellen een diagnose.

autotechniek | Autotechniek: onderhoud en diagnose | Allround autotechnicus | mbo_3 | instructeur | 4 6 | half year
mobiliteit-voertuigstoringen-diagnosticeren:2! mobiliteit-remsystemen:2! mobiliteit-voertuigelektronica:1
Studenten voeren een grote beurt uit en zoeken storingen met de uitleesapparatuur. U werkt samen met de docent in onze
eigen werkplaats.

truck | Bedrijfsauto's: remmen en luchtsystemen | Bedrijfsautotechnicus | mbo_3 | gastdocent | 3 4 | block half
mobiliteit-luchtremsystemen:2! mobiliteit-vrachtwagens-onderhouden:2! mobiliteit-dieselinjectiesystemen:1
Studenten leren een luchtremsysteem begrijpen, testen en afstellen aan een echte trekker met oplegger.

vliegtuig | Vliegtuigonderhoud: motoren en hydrauliek | Technicus vliegtuigonderhoud | mbo_4 | gastdocent | 4 |
half year
mobiliteit-vliegtuigonderhoud:2! mobiliteit-vliegtuigmotoren-onderhouden:1! werktuigbouw-hydrauliek:1
Studenten werken in onze hangar aan een oefentoestel. U brengt de manier van werken en het papierwerk van de
luchtvaart mee.

timmeren | Timmeren: kapconstructies | Allround timmerman | mbo_3 | instructeur | 4 6 | half year
bouw-kapconstructies-maken:2! bouw-bouwtimmeren:2! bouw-bouwtekening-lezen:1
Studenten zetten een kap uit en maken die op schaal en op ware grootte. U helpt in de werkplaats en let op
nauwkeurigheid en veiligheid.

bim | BIM en werkvoorbereiding | Middenkaderfunctionaris bouw | mbo_4 | gastdocent | 3 4 | block half
bouw-bim-modelleren:2! bouw-werkvoorbereiding-bouw:2! bouw-calculeren-bouw:1
Studenten halen hoeveelheden uit een model, maken een planning en rekenen een klein project door.

infra | Grondverzet en maatvoering | Machinist grondverzet | mbo_3 | instructeur | 5 6 | half year
bouw-grondverzetmachines-bedienen:2! bouw-landmeten:1 bouw-grondverzet:2!
Studenten oefenen op ons terrein met graafmachine en gps. U let op veiligheid, planning en nauwkeurig afwerken.

meubel | Machinale houtbewerking | Meubelmaker | mbo_4 | gastdocent | 3 4 | block half
bouw-machinale-houtbewerking:2! bouw-meubelmaken:2! bouw-houtverbindingen-maken:1
Studenten maken een klein meubel van ontwerp tot afwerking en leren de machines veilig en slim gebruiken.

logistiek | Voorraad en magazijn met een WMS | Logistiek teamleider | mbo_4 | gastdocent | 2 3 | block half
logistiek-wms:2! logistiek-voorraadbeheer:2! logistiek-lean:1
Studenten richten een klein magazijn in, werken met een WMS en verbeteren de loop van de goederen.

planning | Transportplanning | Manager transport en logistiek | mbo_4 | gastdocent | 2 3 | block half
logistiek-transportplanning:2! logistiek-vrachtdocumenten:1! logistiek-stadslogistiek:1
Studenten plannen ritten met echte orders, rijtijden en beperkingen in de stad.

haven | Werken in de haven: containers en douane | Coördinator havenlogistiek | mbo_4 | gastdocent | 3 | block half
logistiek-containerterminal:2! logistiek-douane:2 logistiek-zeevracht:1!
Studenten volgen een container van schip tot klant en leren welke papieren en systemen daarbij horen.

maritiem | Scheepsdieselmotoren en hulpsystemen | Maritiem officier alle schepen | mbo_4 | gastdocent | 3 4 |
block half
maritiem-scheepsdieselmotoren-onderhouden:2! maritiem-scheepshulpsystemen:1! maritiem-machinekamerwacht-lopen:1
Studenten werken in onze machinekamersimulator en aan een echte motor. U vertelt hoe het er aan boord aan toegaat.

binnenvaart | Varen op de rivier: radar en marifoon | Schipper binnenvaart | mbo_3 | gastdocent | 3 4 | block half
maritiem-varen-op-radar:2! maritiem-marifonie-en-maritieme-radio:2! maritiem-binnenvaartpolitiereglement:1
Op de simulator oefenen studenten met druk verkeer, mist en sluizen. Zij leren rustig en duidelijk communiceren.

jachtbouw | Jachtbouw: polyester en betimmering | Scheeps- en jachtbouwer | mbo_3 | instructeur | 4 6 | half year
maritiem-polyesterbouw-jachten:2! maritiem-scheepsbetimmering:2! maritiem-scheepsuitrusting-monteren:1
Studenten bouwen samen aan een kleine sloep. U begeleidt hen bij laminaat, betimmering en uitrusting.

trekker | Landbouwmachines: ISOBUS en hydrauliek | Technicus mobiele werktuigen | mbo_4 | gastdocent | 3 4 |
block half
agrotechniek-isobus:1! agrotechniek-hydrauliek-landbouw:2! agrotechniek-trekker-onderhoud:2
Studenten zoeken storingen in een moderne trekker met werktuig. Zij leren de elektronica en de hydrauliek samen lezen.

kas | Kastechniek en klimaat | Teelt en technologie | mbo_4 | gastdocent | 3 4 | block half
agrotechniek-kasklimaat:2! agrotechniek-kastechniek:2! agrotechniek-watergift:1
Studenten regelen het klimaat in onze leskas en leren wat techniek betekent voor de plant.

licht | Licht en geluid bij een voorstelling | Podium- en evenemententechnicus | mbo_4 | gastdocent | 3 | block
ict-audiovisuele-techniek:2! elektro-lichttechniek:1 veiligheid-werken-op-hoogte:1
Studenten bouwen een voorstelling op en breken die weer veilig af. U laat zien hoe een ploeg samenwerkt onder
tijdsdruk.

koude | Koudetechniek: werken met natuurlijke koudemiddelen | Technicus koudetechniek | mbo_4 | gastdocent | 3 4 |
 block half
installatie-natuurlijke-koudemiddelen:2! installatie-koelinstallaties-monteren:2! installatie-vacumeren-en-afpersen:1
Studenten bouwen een koelinstallatie op, persen die af en leren veilig werken met propaan en CO2.
""",
)
