"""The plainest emergency words in six other languages, as they stand without accents."""

from __future__ import annotations

from coach.pipeline.safety.patterns import emergency, said

# German, French, Spanish, Italian, Dutch, Polish: one line each.
CHEST_PAIN = (
    "brustschmerzen|brustschmerz|schmerzen in der brust|druck auf der brust|engegefuhl in der brust|"
    "mal a la poitrine|douleur a la poitrine|douleur dans la poitrine|douleurs a la poitrine|douleur thoracique|"
    "dolor en el pecho|dolor de pecho|me duele el pecho|presion en el pecho|"
    "dolore al petto|dolori al petto|mi fa male il petto|male al petto|oppressione al petto|"
    "pijn op de borst|pijn op mijn borst|pijn in mijn borst|druk op de borst|druk op mijn borst|"
    "bol w klatce piersiowej|boli mnie w klatce|boli mnie klatka|ucisk w klatce"
)
NO_BREATH = (
    "kann nicht atmen|kann nicht mehr atmen|bekomme keine luft|krieg keine luft|kriege keine luft|kaum luft|atemnot|"
    "peux pas respirer|peux plus respirer|narrive pas a respirer|arrive pas a respirer|du mal a respirer|"
    "no puedo respirar|me cuesta respirar|me falta el aire|"
    "non riesco a respirare|non respiro|faccio fatica a respirare|mi manca il respiro|"
    "kan niet ademen|kan niet meer ademen|krijg geen lucht|krijg geen adem|"
    "nie moge oddychac|nie moge zlapac oddechu|brakuje mi powietrza|duszno mi"
)
FAINTED = (
    "ohnmachtig geworden|in ohnmacht gefallen|bewusstlos|umgekippt|"
    "me suis evanouie?|je suis tombee? dans les pommes|perdu connaissance|fait un malaise|"
    "me desmaye|me he desmayado|perdi el conocimiento|"
    "sono svenuto|sono svenuta|perso i sensi|perso conoscenza|"
    "flauwgevallen|buiten bewustzijn|bewusteloos|"
    "zemdlalem|zemdlalam|stracilem przytomnosc|stracilam przytomnosc"
)
WANTS_TO_DIE = (
    "ich will sterben|ich mochte sterben|will nicht mehr leben|mochte nicht mehr leben|bringe mich um|mich umbringen|"
    "veux mourir|envie de mourir|me suicider|veux plus vivre|en finir avec la vie|"
    "quiero morir|quiero morirme|quiero matarme|no quiero vivir|quitarme la vida|"
    "voglio morire|voglio uccidermi|non voglio piu vivere|togliermi la vita|"
    "wil dood|wil niet meer leven|zelfmoord|mezelf van kant|"
    "chce umrzec|nie chce zyc|nie chce mi sie zyc|zabic sie|chce sie zabic"
)

FOREIGN = (
    *emergency("chest_pain", said(CHEST_PAIN)),
    *emergency("breathless", said(NO_BREATH)),
    *emergency("fainting", said(FAINTED)),
    *emergency("self_harm", said(WANTS_TO_DIE)),
)
