"""One line of explanation under each choice of the profile forms, by form value."""

from flask_babel import lazy_gettext as _

from matcher.domain.choices import Consent, ContractForm, RoleKind, Sector

SECTOR_HINTS = {
    Sector.VMBO.value: _("Leerlingen van 12 tot 16 jaar. Zonder bevoegdheid is er een grens aan de klokuren."),
    Sector.MBO.value: _("Studenten vanaf 16 jaar. Zonder bevoegdheid is er een grens aan de klokuren."),
    Sector.HBO.value: _("Hogeschool. De wet vraagt hier geen lesbevoegdheid en noemt geen grens aan de uren."),
}
ROLE_HINTS = {
    RoleKind.GASTLES.value: _("U komt één keer, of een paar losse keren, over uw vak vertellen."),
    RoleKind.GASTDOCENT.value: _("U geeft vaste lessen naast een vaste docent, tot de grens van de zesurenregeling."),
    RoleKind.INSTRUCTEUR.value: _("U begeleidt praktijklessen in het mbo, samen met een docent."),
    RoleKind.HYBRIDE_DOCENT.value: _("U hebt een lesbevoegdheid, of u haalt die. Er is dan geen grens aan de uren."),
    RoleKind.HYBRIDE_EXPERT.value: _("U brengt uw vakkennis in bij een hogeschool, of naast een docent."),
}
CONTRACT_HINTS = {
    ContractForm.EIGEN_AANSTELLING.value: _("U komt in dienst bij de school en hebt dan twee werkgevers."),
    ContractForm.DETACHERING.value: _("U blijft bij uw werkgever. Die stuurt de school een rekening, met btw."),
    ContractForm.IN_NATURA.value: _("Uw werkgever rekent niets aan de school."),
    ContractForm.ZZP.value: _("U stuurt zelf een rekening. Dit kan alleen voor een losse gastles (Wet DBA)."),
}
CONSENT_HINTS = {
    Consent.ONBEKEND.value: _("U kunt dit later invullen. Uw profiel kan pas aan als u het hebt gevraagd."),
    Consent.GEVRAAGD.value: _("Scholen zien dat het antwoord nog komt."),
    Consent.GEGEVEN.value: _("Vul hieronder in voor hoeveel klokuren per week."),
    Consent.NIET_NODIG.value: _("U werkt voor uzelf, of u hebt nu geen werkgever."),
    Consent.GEWEIGERD.value: _("Uw profiel gaat dan niet aan. Verandert dit? Pas het hier aan."),
}
