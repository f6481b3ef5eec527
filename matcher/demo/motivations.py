"""Why somebody wants to teach, in words that fit the trade: a reason, what one can show, and sometimes a wish."""

from random import Random

from matcher.demo.wishes import PRACTICAL
from matcher.domain.choices import Consent
from matcher.models import Professional

REASONS: tuple[str, ...] = (
    "Ik wil mijn vak graag doorgeven aan jonge mensen.",
    "Op mijn werk begeleid ik al jaren leerlingen en dat geeft mij veel energie.",
    "Ik merkte tijdens een gastles hoe leuk het is als iemand het ineens snapt.",
    "Ik heb zelf veel geleerd van een leraar die nog in het vak werkte. Dat wil ik nu ook voor anderen zijn.",
    "Wij vinden bijna geen nieuwe collega's meer. Ik klaag daar niet over, ik help liever mee.",
    "Mijn stagiairs zeggen dat ik goed kan uitleggen. Ik wil graag weten of dat ook voor een klas lukt.",
    "Ik zoek afwisseling naast mijn werk, maar ik wil mijn vak niet loslaten.",
    "Mijn dochter zit op het vmbo en vertelt hoe weinig zij van de praktijk ziet. Daar wil ik iets aan doen.",
    "Ik zie dat scholen niet altijd de nieuwste machines hebben. Ik breng graag kennis van nu mee.",
    "Lesgeven trekt mij al jaren. Met een paar uur per week kan ik ontdekken of het bij mij past.",
    "Ik vind het mooi om te zien hoe iemand groeit van onhandig naar vakman of vakvrouw.",
    "Ik ben leermeester in ons bedrijf en zou dat graag breder doen.",
    "Jongeren kiezen eerder voor techniek als iemand uit de praktijk er enthousiast over vertelt.",
)
LONG_IN_TRADE: tuple[str, ...] = (
    "Na twintig jaar in de techniek wil ik iets terugdoen voor het onderwijs.",
    "Voor ik over een tijd met pensioen ga, wil ik mijn kennis overdragen.",
    "In ons vak leer je elkaar de kneepjes. Ik heb er in al die jaren genoeg om door te geven.",
)
NEW_IN_TRADE: tuple[str, ...] = (
    "Ik zat zelf nog niet zo lang geleden op school en weet wat ik toen miste: de praktijk.",
    "Ik werk nog niet lang in dit vak en leg graag uit wat ik zelf pas heb geleerd.",
)
VOCATIONAL: tuple[str, ...] = (
    "Ik ben zelf via het mbo begonnen en weet hoe belangrijk een goede praktijkles is.",
    "Mijn eigen praktijkdocent zag wat in mij. Zo iemand wil ik ook zijn.",
)
ENCOURAGED: tuple[str, ...] = (
    "Mijn werkgever moedigt het aan en ik heb er zelf veel zin in.",
    "Bij ons op het werk geven meer collega's les. Hun verhalen maakten mij nieuwsgierig.",
)
LONG_YEARS, SHORT_YEARS = 22, 6
SHOWS: dict[str, tuple[str, ...]] = {
    "agrotechniek": (
        "Ik laat zien hoe machines, techniek en kennis van de natuur samenwerken.",
        "Ik neem graag voorbeelden mee van buiten, want daar gebeurt het.",
        "Studenten mogen bij mij op het bedrijf komen kijken hoe het er echt aan toegaat.",
        "Ik wil laten zien dat groen werk ook heel technisch is.",
    ),
    "bouw": (
        "Ik neem tekeningen en foto's mee van projecten waar ik aan werk.",
        "Netjes werken en goed voorbereiden: dat laat ik in de praktijkles zien.",
        "Met echte fouten van de bouwplaats kun je veel uitleggen.",
        "Ik laat graag zien hoe een gebouw stap voor stap ontstaat.",
    ),
    "cybersecurity": (
        "Ik oefen graag met studenten op een nagebouwd netwerk: eerst aanvallen, dan verdedigen.",
        "Ik vertel over echte incidenten, zonder namen, en wat wij ervan leerden.",
        "Ik wil dat studenten snappen dat beveiliging over mensen gaat en niet alleen over techniek.",
        "Ik kan opdrachten meenemen die lijken op het werk in een echt beveiligingsteam.",
    ),
    "elektro": (
        "Ik kan een testopstelling meenemen, zodat studenten zelf storingen zoeken.",
        "Ik leg graag uit waarom een schema klopt of juist niet, met voorbeelden uit de fabriek.",
        "Veilig werken aan installaties leer je het best van iemand die het elke dag doet.",
        "Een besturing die het voor het eerst doet, dat moment gun ik iedere student.",
    ),
    "energie": (
        "De energietransitie heeft veel handen nodig. Ik laat zien hoe het werk er echt uitziet.",
        "Ik neem materiaal mee van installaties die nu worden aangelegd.",
        "Ik leg graag uit waarom het net vol zit en wat een monteur daaraan kan doen.",
        "Studenten mogen bij ons op locatie komen kijken.",
    ),
    "ict": (
        "Ik laat studenten werken zoals wij dat doen: kleine stappen, testen, samen nakijken.",
        "Ik neem graag een echte opdracht mee in plaats van een oefening uit een boek.",
        "Ik help studenten met vragen waar zij online niet uitkomen.",
        "Ik wil laten zien dat goed luisteren naar gebruikers net zo belangrijk is als programmeren.",
    ),
    "installatie": (
        "Met een warmtepomp op tafel begrijp je het sneller dan met een plaatje.",
        "Ik neem onderdelen mee die kapot zijn gegaan, want daar leer je van.",
        "Inregelen is een vak apart. Dat laat ik graag stap voor stap zien.",
        "Ik vertel ook hoe je netjes met een klant omgaat.",
    ),
    "laboratorium": (
        "Netjes werken en goed opschrijven wat je doet: dat probeer ik studenten bij te brengen.",
        "Ik laat zien hoe wij in het lab met apparatuur en kwaliteit omgaan.",
        "Ik kan meetgegevens meenemen waar studenten zelf conclusies uit trekken.",
        "Ik vertel graag wat er mis kan gaan met een monster en hoe je dat voorkomt.",
    ),
    "logistiek": (
        "Ik laat zien hoe een werkdag bij ons verloopt, met alles wat er mis kan gaan.",
        "Ik oefen graag met echte orders en echte cijfers.",
        "Veilig werken leer je door te doen. Ik begeleid dat met geduld.",
        "Ik wil laten zien dat logistiek veel meer is dan dozen verplaatsen.",
    ),
    "maritiem": (
        "Ik neem verhalen en materiaal mee van boord.",
        "Op het water leer je vooruitdenken. Dat wil ik studenten meegeven.",
        "Ik leg uit hoe de techniek aan boord samenhangt, van motor tot schroef.",
        "Studenten mogen een dag mee om te zien waarvoor zij leren.",
    ),
    "mobiliteit": (
        "Ik neem een storing uit de werkplaats mee en laat studenten die zelf vinden.",
        "Veilig werken aan elektrische auto's is nieuw voor veel scholen. Daar help ik graag bij.",
        "Ik laat zien hoe je eerst nadenkt en meet, en dan pas onderdelen vervangt.",
        "Ik vertel graag hoe ons vak verandert door elektronica en software.",
    ),
    "procesindustrie": (
        "Ik laat zien hoe je een proces leest en op tijd ingrijpt.",
        "Veilig werken zit bij ons in alles. Dat breng ik mee naar de klas.",
        "Ik kan voorbeelden geven van storingen en hoe een ploeg die samen oplost.",
        "Studenten mogen bij ons in de controlekamer meekijken.",
    ),
    "veiligheid": (
        "Met echte voorbeelden, zonder namen, wordt veilig werken meer dan een regeltje.",
        "Ik oefen graag met studenten wat je doet als het misgaat.",
        "Ik leer studenten om gevaar te zien voordat er iets gebeurt.",
        "Ik geef op mijn werk al trainingen en pas die graag aan voor een klas.",
    ),
    "werktuigbouw": (
        "Ik neem werkstukken mee, ook de mislukte, want daar leer je het meest van.",
        "Ik laat zien hoe je van een tekening naar een goed product komt.",
        "Maten, passingen en geduld: dat wil ik in de praktijkles overbrengen.",
        "Ik kan met studenten een kleine machine bouwen die ze daarna zelf onderhouden.",
    ),
}
WISHES: tuple[str, ...] = (
    "",
    "",
    "",
    "",
    "Ik wil graag eerst een keer meekijken in een les.",
    "Begeleiding van een ervaren docent vind ik fijn, zeker in het begin.",
    "Het liefst begin ik met een korte periode, om te zien of het past.",
    "Misschien wil ik later ook mijn onderwijsbevoegdheid halen.",
    "Lesmateriaal maken doe ik graag samen met het team.",
    "Met kleine groepen werk ik het prettigst.",
    "Ik kan ook helpen bij praktijkexamens.",
)


def motivation(rng: Random, domain: str, profile: Professional) -> str:
    """Return two or three sentences that are true for this profile."""
    parts = (rng.choice(_reasons(profile)), rng.choice(SHOWS[domain]), rng.choice(WISHES))
    return " ".join(part for part in parts if part)


def _reasons(profile: Professional) -> tuple[str, ...]:
    years = profile.years_experience or 0
    found = REASONS
    if years >= LONG_YEARS:
        found += LONG_IN_TRADE
    if years <= SHORT_YEARS:
        found = tuple(text for text in REASONS if "al jaren" not in text) + NEW_IN_TRADE
    if profile.education_level in PRACTICAL:
        found += VOCATIONAL
    if profile.consent is Consent.GEGEVEN:
        found += ENCOURAGED
    return found
