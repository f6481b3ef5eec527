"""Onderwijsvragen of hogescholen: bachelor, associate degree and master in the technical sectors."""

from matcher.demo.idea import Idea, read_ideas
from matcher.domain.choices import Sector

HBO: dict[str, Idea] = read_ideas(
    Sector.HBO,
    """
embedded | Embedded systems: van sensor tot software | HBO-ICT, technische informatica | hbo_bachelor |
hybride_expert |
3 4 | block half
ict-embedded-software:3! ict-c:2! elektro-microcontrollers-programmeren:2
Studenten ontwerpen een apparaat dat meet en verstuurt. U begeleidt hun project en beoordeelt mee of het goed genoeg
is
voor een klant.

mechatronisch_ontwerp | Mechatronisch ontwerpen in het projectonderwijs | Mechatronica | hbo_bachelor |
hybride_expert |
4 6 | half
werktuigbouw-mechatronische-systemen-bouwen:2! werktuigbouw-systems-engineering:2 |
elektro-servotechniek-en-motion-control:2!
Studenten ontwerpen in een half jaar een machine voor een opdrachtgever. U stelt de vragen die een bedrijf ook stelt.

sterkteleer | Sterkteleer en eindige elementen | Werktuigbouwkunde | hbo_bachelor | hybride_expert | 3 4 | block half
werktuigbouw-sterkteleer:3! werktuigbouw-eindige-elementenmethode:2! werktuigbouw-materiaalkunde:1
Studenten rekenen een constructie door en vergelijken het model met een proef in het lab.

smart | Smart industry: data uit de machine | Associate degree Smart industry | ad | hybride_expert | 3 4 | block half
werktuigbouw-smart-industry:2! elektro-industriele-netwerken:2 ict-data-analyse:1!
Studenten werken al in de industrie. U helpt hen om gegevens uit machines te halen en er iets mee te verbeteren.

cyber_hbo | Ethisch hacken en verdedigen | HBO-ICT, cybersecurity | hbo_bachelor | hybride_expert | 3 4 | block half
cybersecurity-pentesten:2! cybersecurity-webapplicaties:2! cybersecurity-disclosure:1
Studenten onderzoeken een oefenomgeving, melden wat zij vinden en geven advies. Grenzen en wet zijn deel van het vak.

security_beleid | Informatiebeveiliging in organisaties | Integrale veiligheidskunde | hbo_bachelor | hybride_expert |
2 3 | block
cybersecurity-governance:2! cybersecurity-risicoanalyse:2! cybersecurity-nis2:1
Studenten maken een risicoanalyse voor een middelgrote organisatie en verdedigen hun advies.

data | Data science: van vraag naar model | HBO-ICT, data en AI | hbo_bachelor | hybride_expert | 3 4 | block half
ict-machine-learning:2! ict-python:2! ict-data-analyse:2
Studenten werken met een echte gegevensset. U let op de vraag erachter: klopt het, is het eerlijk, is het bruikbaar.

software_hbo | Softwarearchitectuur en samenwerken in teams | HBO-ICT, software engineering | hbo_bachelor |
hybride_expert | 4 6 | half
ict-softwarearchitectuur:2! ict-api:2 ict-ci-cd:2! ict-scrum:1
Studenten bouwen een groter systeem in een team. U begeleidt de keuzes en bespreekt de gevolgen.

ux | Ontwerpen voor iedereen: UX en toegankelijkheid | Communication and multimedia design | hbo_bachelor |
hybride_expert | 2 3 | block
ict-ux-design:2! ict-digitale-toegankelijkheid:2! ict-front-end:1
Studenten testen hun ontwerp met echte gebruikers en verbeteren het drie keer.

energietransitie | Energiesystemen en netcongestie | Elektrotechniek | hbo_bachelor | hybride_expert | 3 4 |
block half
energie-netcongestie:2! energie-smart-grids:2! energie-batterijen:1 elektro-netberekeningen:2
Studenten rekenen aan een wijk of bedrijventerrein waar het net vol is en bedenken een haalbare oplossing.

bouwfysica | Duurzaam bouwen: bouwfysica en BENG | Bouwkunde | hbo_bachelor | hybride_expert | 3 4 | block half
bouw-bouwfysica:2! bouw-beng-berekeningen:2 bouw-circulair-bouwen:1!
Studenten verbeteren een bestaand gebouw en laten met berekeningen zien wat het oplevert.

civiel | Waterbouw en grondmechanica | Civiele techniek | hbo_bachelor | hybride_expert | 3 4 | block half
bouw-waterbouw:2! bouw-grondmechanica:2! bouw-constructieleer-bouw:1
Studenten ontwerpen een dijkversterking en leren omgaan met onzekerheid in de ondergrond.

chemie | Procestechnologie: massa- en energiebalansen | Chemische technologie | hbo_bachelor | hybride_expert | 3 4 |
block half
procesindustrie-massa-en-energiebalansen:2! procesindustrie-processimulatie:2! procesindustrie-warmtewisselaars:1
Studenten rekenen een proces door en vergelijken het met meetgegevens uit de fabriek.

water | Watertechnologie in de praktijk | Watertechnologie | hbo_bachelor | hybride_expert | 2 3 | block half
procesindustrie-drinkwaterbereiding:2! procesindustrie-afvalwaterzuivering:2! procesindustrie-filtratie-en-scheiding:1
Studenten onderzoeken op een proefinstallatie hoe je een lastige stof uit water haalt.

moleculair | Moleculaire technieken in het practicum | Biologie en medisch laboratoriumonderzoek | hbo_bachelor |
hybride_expert | 4 | block half
laboratorium-pcr:2! laboratorium-dna-isolatie:2! laboratorium-celkweek:1
Studenten voeren een onderzoek uit van monster tot conclusie. U helpt bij het practicum en bij de verslagen.

automotive | Voertuigdynamica en aandrijving | Automotive | hbo_bachelor | hybride_expert | 3 4 | block half
mobiliteit-voertuigdynamica:2! mobiliteit-aandrijflijnen-ontwerpen:2 ict-matlab:2!
Studenten ontwerpen en testen een elektrische aandrijving voor een licht voertuig.

keten | Logistiek: voorspellen en plannen | Logistics engineering | hbo_bachelor | hybride_expert | 2 3 | block half
logistiek-supply-chain:2! logistiek-vraagvoorspelling:2! logistiek-data:1
Studenten maken een voorspelling met cijfers van een bedrijf en kiezen een voorraad die daarbij past.

voedsel | Productontwikkeling in de levensmiddelenindustrie | Voedingsmiddelentechnologie | hbo_bachelor |
hybride_expert | 3 4 | block half
procesindustrie-productontwikkeling-voeding:2! veiligheid-voedselveiligheid:2! laboratorium-levensmiddelen:1
Studenten ontwikkelen een product van recept tot proefproductie, met aandacht voor houdbaarheid en veiligheid.

maritiem_hbo | Scheepsstabiliteit en ontwerp | Maritieme techniek | hbo_bachelor | hybride_expert | 3 | block half
maritiem-scheepsstabiliteit:2! maritiem-scheepsconstructies-berekenen:2! maritiem-rompvormen-modelleren:1
Studenten ontwerpen een werkschip en tonen aan dat het veilig vaart.

precisie | Precisielandbouw: data op het land | Agrotechniek en management | hbo_bachelor | hybride_expert | 2 3 |
block half
agrotechniek-precisielandbouw:2! agrotechniek-taakkaarten:2! agrotechniek-sensoren:1
Studenten maken een taakkaart met echte perceelgegevens en beoordelen het resultaat aan het eind van het seizoen.
""",
)
