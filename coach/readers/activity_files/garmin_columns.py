"""Headers of Garmin's activity list in the languages seen, and which column holds what.

A header is compared without case, accents, dots and marks; no header below means two things. The Norwegian moving and
elapsed headers are not known; the Dutch ones are rebuilt from column names of a loader. Unknown headers stay unread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

FIELDS = (
    "type", "date", "title", "distance", "calories", "time", "moving", "elapsed", "heart_rate_avg", "heart_rate_max",
    "cadence", "cadence_max", "pace", "best_pace", "ascent", "descent", "stride", "aerobic_effect", "power",
)  # fmt: skip

# One text per language: the fields in the order above, `·` between fields, `/` between variants (a run's own first).
_HEADERS = {
    "en": "Activity Type · Date · Title · Distance · Calories · Time · Moving Time · Elapsed Time · Avg HR · Max HR"
    " · Avg Run Cadence / Avg Cadence / Avg Bike Cadence · Max Run Cadence / Max Cadence / Max Bike Cadence"
    " · Avg Pace / Avg Speed · Best Pace / Max Speed · Total Ascent / Elev Gain · Total Descent / Elev Loss"
    " · Avg Stride Length · Aerobic TE · Avg Power",
    "de": "Aktivitätstyp · Datum · Titel · Distanz · Kalorien · Zeit · Zeit in Bewegung · Verstrichene Zeit"
    " · Ø Herzfrequenz / Ø HF · Maximale Herzfrequenz / Max. HF · Ø Schrittfrequenz (Laufen) / Ø Trittfrequenz"
    " · Max. Schrittfrequenz (Laufen) / Max. Trittfrequenz · Ø Pace / Ø Geschwindigkeit"
    " · Beste Pace / Maximale Geschwindigkeit · Anstieg gesamt / Positiver Höhenunterschied"
    " · Abstieg gesamt / Negativer Höhenunterschied · Ø Schrittlänge · Aerober TE · Ø Leistung",
    "es": "Tipo de actividad · Fecha · Título · Distancia · Calorías · Tiempo · Tiempo en movimiento"
    " · Tiempo transcurrido · Frecuencia cardiaca media / FC media · FC máxima · Cadencia de carrera media"
    " · Cadencia de carrera máxima · Ritmo medio / Velocidad media · Ritmo óptimo / Velocidad máxima · Ascenso total"
    " · Descenso total · Longitud media de zancada · TE aeróbico · Potencia media",
    "pt": "Tipo de atividade · Data · Título · Distância · Calorias · Tempo · Tempo em movimento · Duração · FC Média"
    " · FC máxima · Cadência de corrida média / Cadência bicicleta média"
    " · Cadência de corrida máxima / Cadência de bicicleta máxima · Ritmo médio / Velocidade média"
    " · Melhor ritmo / Velocidade máxima · Subida total · Descida total · Comprimento médio da passada"
    " · Training Effect Aeróbico · Potência média",
    "fr": "Type d'activité / Type · Date · Titre · Distance · Calories · Durée / Temps · Temps de déplacement"
    " · Temps écoulé · Fréquence cardiaque moyenne · Fréquence cardiaque maximale · Cadence de course moyenne"
    " · Cadence de course maximale · Allure moyenne / Vitesse moyenne / Vitesse_moy"
    " · Meilleure allure / Vitesse maximale / Vitesse_max · Ascension totale / Gain_altitude"
    " · Descente totale / Perte_altitude · Longueur moyenne des foulées · TE aérobie · Puissance moyenne",
    "it": "Tipo di attività · Data · Titolo · Distanza · Calorie · Tempo · Tempo in movimento · Tempo trascorso"
    " · FC Media · FC max · Cadenza di corsa media · Cadenza di corsa max · Passo medio / Velocità media"
    " · Passo migliore / Velocità max · Ascesa totale · Discesa totale · Lunghezza media passo"
    " · TE attività aerobica · Potenza media",
    "da": "Aktivitetstype · Dato · Titel · Distance · Kalorier · Tid · Tid i bevægelse · Tidsforbrug"
    " · Gennemsnitlig puls · Maks. puls · Gennemsnit kadence løb / Gennemsnitlig svømmekadence"
    " · Maksimum kadence løb / Maksimum svømmekadence · Gennemsnitstempo / Gennemsnitlig hastighed"
    " · Bedste tempo / Maksimal hastighed · Samlet stigning / Højdeforøgelse · Samlet nedstigning / Højdereduktion"
    " · Gennemsnitlig skridtlængde · Aerob TE · Gennemsnitlig effekt",
    "sv": "Aktivitetstyp · Datum · Namn · Distans · Kalorier · Tid · Färdtid · Total tid · Medelpuls · Maxpuls"
    " · Medellöpkadens · Maximal löpkadens · Medeltempo / Medelhastighet · Bästa tempo / Maxhastighet"
    " · Total stigning · Totalt nedför · Medelsteglängd · Aerobisk Training Effect · Medeleffekt",
    "no": "Aktivitetstype · Dato · Tittel · Distanse · Kalorier / Totale kalorier · Tid ·  ·  · Gjennomsnittlig puls"
    " · Makspuls · Gjennomsnittlig frekvens for løping · Maksimal frekvens for løping"
    " · Gjennomsnittlig tempo / Gjennomsnittlig hastighet · Beste tempo / Maksimal hastighet"
    " · Total stigning / Stigning totalt · Totalt fall · Gjennomsnittlig skrittlengde · Aerob treningseffekt"
    " · Gjennomsnittlig effekt",
    "nl": "Activiteittype · Datum · Titel · Afstand · Calorieën · Tijd · Tijd bewogen · Verstreken tijd · Gem. HS"
    " · Max. HS · Gemiddelde loopcadans / Gemiddelde fietscadans · Max. loopcadans / Max. fietscadans"
    " · Gemiddeld tempo / Gemiddelde snelheid · Beste tempo / Max. snelheid · Totale stijging · Totale daling"
    " · Gem. staplengte · Aëroob TE · Gemiddeld vermogen",
    "pl": "Typ aktywności · Data · Tytuł · Dystans · Kalorie · Czas · Czas ruchu · Upłynęło czasu · Średnie tętno"
    " · Maksymalne tętno · Średni rytm biegu · Maksymalny rytm biegu · Średnie tempo / Średnia prędkość"
    " · Najlepsze tempo / Maksymalna prędkość · Całkowity wznios · Całkowity spadek · Średnia długość kroku"
    " · Aerobowy TE · Średnia moc",
    "hu": "Tevékenység típusa · Dátum · Cím · Távolság · Kalóriaszám · Idő · Menetidő · Eltelt idő"
    " · Átlagos pulzusszám · Max. pulzus · Átl. pedálütem · Max. pedálütem · Átlagos tempó / Átlagos sebesség"
    " · Legjobb tempó / Max. sebesség · Teljes emelkedés · Teljes süllyedés · Átlagos lépéshossz ·  ·"
    " Átlagos teljesítmény",
}  # fmt: skip

# Letters that Unicode does not take apart into a base letter and an accent.
_FOLDED_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "`": "'", "´": "'"})
_DROPPED = re.compile(r"\(tss[®™]?\)|[®™.\u200b\ufeff]")
_LONGEST_HEADER = 80
_MOST_COLUMNS = 400


def folded(text: str) -> str:
    """A text as headers and type names are compared: without case, accents, dots and doubled spaces.

    >>> folded(" Średnie  tętno"), folded("Training Stress Score® (TSS®)"), folded("Max.\\u00a0HF")
    ('srednie tetno', 'training stress score', 'max hf')
    """
    apart = unicodedata.normalize("NFKD", text[:200].casefold().translate(_FOLDED_LETTERS))
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(_DROPPED.sub("", letters).split())


class _Alias(NamedTuple):
    field: str
    rank: int
    languages: frozenset[str]


def _aliases() -> dict[str, _Alias]:
    known: dict[str, _Alias] = {}
    for language, text in _HEADERS.items():
        for field, variants in zip(FIELDS, text.split("·"), strict=True):
            for rank, variant in enumerate(variants.split("/")):
                name = folded(variant)
                earlier = known.get(name)
                languages = (earlier.languages if earlier else frozenset()) | {language}
                if name:
                    known[name] = _Alias(field, rank, languages)
    return known


_ALIASES = _aliases()


@lru_cache(maxsize=4096)
def _meaning(header: str) -> _Alias | None:
    return _ALIASES.get(folded(header)) if len(header) <= _LONGEST_HEADER else None


class Columns(NamedTuple):
    """`places`: the columns of each field, leftmost first. `own_cadence`: the one that holds a run's cadence."""

    names: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    own_cadence: int | None
    language: str


def columns_of(headers: Sequence[str]) -> Columns | None:
    """The columns of a header line, None when it is not one of Garmin's: type, date and time have to be there."""
    meanings = [_meaning(header) for header in headers[:_MOST_COLUMNS]]
    places: dict[str, tuple[int, ...]] = {}
    for place, meaning in enumerate(meanings):
        if meaning:
            places[meaning.field] = (*places.get(meaning.field, ()), place)
    if not {"type", "date", "time"} <= places.keys() or len(places) < 5:
        return None
    known = [meaning for meaning in meanings if meaning]
    return Columns(_unique(headers), places, _own_cadence(meanings), _language(known))


def _own_cadence(meanings: Sequence[_Alias | None]) -> int | None:
    """A run's own cadence first; in mixed lists it may stand in the bike's or in the plain column."""
    ranked = [(found.rank, place) for place, found in enumerate(meanings) if found and found.field == "cadence"]
    return min(ranked)[1] if ranked else None


def is_type_header(text: str) -> bool:
    """Whether a cell says that a header line begins here: lists glued together bring their headers along."""
    meaning = _meaning(text)
    return meaning is not None and meaning.field == "type"


def _language(meanings: Sequence[_Alias]) -> str:
    votes = {language: sum(language in meaning.languages for meaning in meanings) for language in _HEADERS}
    return max(votes, key=lambda language: votes[language])


def _unique(headers: Sequence[str]) -> tuple[str, ...]:
    """Header texts, the second of a pair with its number, so that a row can be kept by name."""
    seen: dict[str, int] = {}
    names = []
    # Some headers end in a comma: the column behind it has no name and holds nothing.
    width = max(place + 1 for place, header in enumerate(headers) if header.strip())
    for header in headers[:width]:
        text = header.strip()
        seen[text] = seen.get(text, 0) + 1
        names.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return tuple(names)
