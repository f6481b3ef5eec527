"""Dutch sentences (B1) of the routes: why something is possible, what is needed, and the next step."""

from datetime import date

from matcher.domain.choices import Consent, LegalGround, Sector
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR, klokuren_text
from matcher.domain.labels import label
from matcher.domain.law import LimitBasis
from matcher.domain.routes import RouteKind
from matcher.rules.limits import Limit
from matcher.rules.vog import usable_until

GUEST = "U mag zonder lesbevoegdheid lesgeven over wat u uit de praktijk kent."
USED_UP = "U hebt dit schooljaar alle klokuren van de zesurenregeling al gebruikt."
NO_LIMIT_NEEDED: dict[LegalGround, str] = {
    LegalGround.BEVOEGD: "U bent bevoegd. De grens van de zesurenregeling geldt voor u niet.",
    LegalGround.IN_OPLEIDING: "U bent in opleiding tot leraar. De grens van de zesurenregeling geldt voor u niet.",
}
INSTRUCTOR_NOW: dict[LegalGround, str] = {
    LegalGround.INSTRUCTEUR: "U hebt het certificaat. U mag praktijkles geven onder een docent, zonder urengrens.",
    LegalGround.BEVOEGD: "U bent bevoegd voor het mbo. Het certificaat is niet nodig en er is geen urengrens.",
    LegalGround.IN_OPLEIDING: "U bent in opleiding tot leraar in het mbo. Er is geen urengrens.",
}
INSTRUCTOR_LATER = (
    "Met een certificaat PDD of PDC geeft u praktijkles onder een docent, zonder urengrens. "
    "U hebt ten minste mbo niveau 4 nodig."
)
COURSE_LATER = (
    "Na deze opleiding hebt u het pedagogisch-didactisch diploma (PDD). Daarmee werkt u zonder urengrens als "
    "instructeur. U hebt ten minste mbo niveau 4 nodig."
)
IF_MBO_4 = "Wij weten niet welke opleiding u hebt."
NO_MBO_4 = "U hebt hiervoor ten minste een diploma mbo niveau 4 nodig."
TEACHER_NOW: dict[LegalGround, str] = {
    LegalGround.BEVOEGD: "U bent bevoegd. U mag zonder urengrens lesgeven, in de vakken van uw bevoegdheid.",
    LegalGround.IN_OPLEIDING: "U bent in opleiding tot leraar. Zolang dat bewijs geldt, is er geen urengrens.",
}
TEACHER_LATER = (
    "Voor lesgeven zonder urengrens hebt u een lesbevoegdheid of een geschiktheidsverklaring nodig; in het mbo is het "
    "PDG ook goed. De opleidingen hieronder leiden daarheen."
)
NOT_NEEDED: dict[LegalGround, str] = {
    LegalGround.BEVOEGD: "Dit hebt u niet nodig: u bent al bevoegd.",
    LegalGround.IN_OPLEIDING: "Dit hebt u niet nodig: u bent al in opleiding tot leraar.",
    LegalGround.INSTRUCTEUR: "Dit hebt u niet nodig: u hebt al een certificaat instructeur.",
}
PDG_HIGHER = (
    "Met een diploma hbo of wo kunt u een geschiktheidsverklaring krijgen. Daarmee werkt u als docent, zonder "
    "urengrens. Binnen twee jaar haalt u het pedagogisch-didactisch getuigschrift (PDG)."
)
PDG_PRACTICE = (
    "Zonder diploma hbo of wo kan dit met ten minste 3 jaar praktijk, als uw niveau vergelijkbaar is met hbo. "
    "Dat wordt eerst beoordeeld; wij kunnen het niet beloven."
)
PDG_UNKNOWN = (
    "Dit kan met een diploma hbo of wo. Zonder dat diploma hebt u ten minste 3 jaar praktijk nodig en een "
    "vergelijkbaar niveau. U hebt ons niet alles verteld wat hiervoor nodig is."
)
PDG_NO_PRACTICE = "Zonder diploma hbo of wo hebt u ten minste 3 jaar praktijk nodig, en een vergelijkbaar niveau."
VO_HIGHER = "Na een geschiktheidsonderzoek werkt u als docent, zonder urengrens, en haalt u intussen uw bevoegdheid."
VO_VOCATIONAL = (
    "Met een vakopleiding of middenkaderopleiding (mbo niveau 3 of 4) kan dit alleen voor bepaalde "
    "beroepsgerichte vakken, na een geschiktheidsonderzoek. De school weet welke vakken."
)
VO_UNKNOWN = (
    "Dit kan met een diploma hbo of wo; voor bepaalde beroepsgerichte vakken ook met mbo niveau 3 of 4. "
    "Wij weten niet welke opleiding u hebt."
)
VO_NO_DIPLOMA = (
    "U hebt hiervoor een diploma hbo of wo nodig. Voor bepaalde beroepsgerichte vakken is mbo niveau 3 of 4 ook goed."
)
SECOND_DEGREE = (
    "Dit is de gewone opleiding tot leraar. Daarna bent u bevoegd voor uw vak, zonder urengrens. "
    "De opleiding bepaalt of u wordt toegelaten."
)
HBO = "De wet stelt voor het hbo geen lesbevoegdheid en geen urengrens. De hogeschool beslist wie lesgeeft."
BDB_HELD = "U hebt de basiskwalificatie didactische bekwaamheid (BDB) al."
BDB_LATER = (
    "Hogescholen vragen de BDB vaak aan wie langer of meer lesgeeft, en de BKE aan wie examens beoordeelt. "
    "De wet vraagt dit niet."
)
REFUSED = "De wet staat dit toe, maar uw werkgever vindt het niet goed."
RESPONSIBLE = "Een leraar die verantwoordelijk is voor uw lessen; de school wijst die aan."
ASK_CONSENT = "Het akkoord van uw werkgever, en voor hoeveel klokuren."
VOG_AGE: dict[Sector, str] = {
    Sector.MBO: "Voor het mbo: een VOG, bij het inleveren niet ouder dan 6 maanden (WEB artikel 4.2.1 lid 2a).",
    Sector.VMBO: "Voor het vmbo: een VOG, bij het begin niet ouder dan 26 weken (WVO 2020 artikel 7.3).",
    Sector.HBO: "Voor het hbo: veel hogescholen vragen een VOG. Vraag het na.",
}
VOG_TOO_OLD = "Uw VOG is nu te oud: vraag met de school een nieuwe aan."

NEXT_NOW: dict[RouteKind, str] = {
    RouteKind.GASTDOCENT: "Toon interesse in een vraag die past; daarvoor maakt u een profiel. Begin met een proefles.",
    RouteKind.INSTRUCTEUR: "Zet uw bewijs in uw profiel en toon interesse in een vraag die past.",
    RouteKind.DOCENT: "Zet uw bewijs in uw profiel en toon interesse in een vraag die past.",
    RouteKind.HBO: "Toon interesse in een vraag die past, en vraag de hogeschool naar haar eisen.",
}
NEXT_LATER: dict[RouteKind, str] = {
    RouteKind.INSTRUCTEUR: "Vraag een school in het mbo met welke opleider zij werkt.",
    RouteKind.DOCENT: "Kies een van de opleidingen hieronder. Als gastdocent kunt u vaak al beginnen.",
    RouteKind.TECHNIEKOPLEIDER: "Vraag uw werkgever of uw O&O-fonds wanneer een groep begint.",
    RouteKind.PDG: "Zoek een mbo-school die u als zij-instromer wil aannemen. Vraag die naar de subsidie.",
    RouteKind.PDG_VERKORT: "Vraag de school en de opleider of verkorten in uw geval kan.",
    RouteKind.ZIJ_INSTROOM_VO: "Zoek een vmbo-school die u als zij-instromer wil aannemen. Vraag die naar de subsidie.",
    RouteKind.TWEEDE_GRAAD: "Vraag een hogeschool naar toelating en vrijstellingen voor uw vak.",
    RouteKind.HBO_BDB: "Vraag de hogeschool of zij de BDB van u vraagt, en vanaf welke omvang.",
}
NEXT_REFUSED = "Praat met uw werkgever. Soms kan een klein aantal klokuren wel."


def other_sector(own: frozenset[Sector], wanted: frozenset[Sector]) -> str:
    """Return that a route leads to another sector than the person wants."""
    return f"Deze route is voor het {_names(own)}. U koos {_names(wanted)}."


def limit_text(limit: Limit) -> str:
    """Return the six-hours rule as a sentence; the law counts an average over the year, some measures each week."""
    week = klokuren_text(limit.hours_per_week * MINUTES_PER_KLOKUUR)
    if limit.basis is LimitBasis.WEEKLY_MAXIMUM:
        return f"Ten hoogste {week} in elke week apart."
    year = klokuren_text(limit.yearly_minutes)
    return f"Ten hoogste gemiddeld {week} per week over het schooljaar: {year} per schooljaar."


def not_enough(minutes_wanted: int) -> str:
    """Return that somebody wants more klokuren per week than the rule allows."""
    return f"U wilt {klokuren_text(minutes_wanted)} per week: dat is meer dan deze regel toestaat."


def vog_text(sector: Sector, issued_on: date | None, on: date) -> str:
    """Return what VOG is needed (WEB art. 4.2.1 lid 2a; WVO 2020 art. 7.3), and whether the one held still counts."""
    last = usable_until(sector, issued_on) if issued_on else None
    too_old = last is not None and last < on
    return f"{VOG_AGE[sector]} {VOG_TOO_OLD}" if too_old else VOG_AGE[sector]


def consent_text(consent: Consent) -> str:
    """Return what is still to be asked of the employer; an empty string for nothing."""
    return ASK_CONSENT if consent in {Consent.ONBEKEND, Consent.GEVRAAGD} else ""


def _names(sectors: frozenset[Sector]) -> str:
    """In the order of the enum: "vmbo en mbo"."""
    return " en ".join(label(sector) for sector in Sector if sector in sectors)
