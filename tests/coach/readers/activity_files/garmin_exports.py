"""Synthetic activity lists as Garmin Connect and spreadsheets write them, made of activities that are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

MILE_M, KM_M = 1609.344, 1000.0
Kind = Literal["run", "treadmill", "track", "strength"]
# fmt: off
HEADER_FIELDS = (
    "type", "date", "title", "distance", "calories", "time", "hr", "hr_max", "te", "cadence", "cadence_max", "pace",
    "best", "ascent", "descent", "stride", "moving", "elapsed",
)
# fmt: on
# Spelled out here a second time on purpose: the reader's own table must not be its judge.
HEADERS = {
    "en": "Activity Type|Date|Title|Distance|Calories|Time|Avg HR|Max HR|Aerobic TE|Avg Run Cadence|Max Run Cadence"
    "|Avg Pace|Best Pace|Total Ascent|Total Descent|Avg Stride Length|Moving Time|Elapsed Time",
    "en_2019": "Activity Type|Date|Title|Distance|Calories|Time|Avg HR|Max HR|Aerobic TE|Avg Run Cadence"
    "|Max Run Cadence|Avg Pace|Best Pace|Elev Gain|Elev Loss|Avg Stride Length||",
    "de": "Aktivitätstyp|Datum|Titel|Distanz|Kalorien|Zeit|Ø Herzfrequenz|Maximale Herzfrequenz|Aerober TE"
    "|Ø Schrittfrequenz (Laufen)|Max. Schrittfrequenz (Laufen)|Ø Pace|Beste Pace|Anstieg gesamt|Abstieg gesamt"
    "|Ø Schrittlänge|Zeit in Bewegung|Verstrichene Zeit",
    "es": "Tipo de actividad|Fecha|Título|Distancia|Calorías|Tiempo|Frecuencia cardiaca media|FC máxima|TE aeróbico"
    "|Cadencia de carrera media|Cadencia de carrera máxima|Ritmo medio|Ritmo óptimo|Ascenso total|Descenso total"
    "|Longitud media de zancada|Tiempo en movimiento|Tiempo transcurrido",
    "pt": "Tipo de atividade|Data|Título|Distância|Calorias|Tempo|FC Média|FC máxima|Training Effect Aeróbico"
    "|Cadência de corrida média|Cadência de corrida máxima|Ritmo médio|Melhor ritmo|Subida total|Descida total"
    "|Comprimento médio da passada|Tempo em movimento|Duração",
    "fr": "Type d’activité|Date|Titre|Distance|Calories|Durée|Fréquence cardiaque moyenne"
    "|Fréquence cardiaque maximale|TE aérobie|Cadence de course moyenne|Cadence de course maximale|Allure moyenne"
    "|Meilleure allure|Ascension totale|Descente totale|Longueur moyenne des foulées|Temps de déplacement|Temps écoulé",
    "it": "Tipo di attività|Data|Titolo|Distanza|Calorie|Tempo|FC Media|FC max|TE attività aerobica"
    "|Cadenza di corsa media|Cadenza di corsa max|Passo medio|Passo migliore|Ascesa totale|Discesa totale"
    "|Lunghezza media passo|Tempo in movimento|Tempo trascorso",
    "da": "Aktivitetstype|Dato|Titel|Distance|Kalorier|Tid|Gennemsnitlig puls|Maks. puls|Aerob TE"
    "|Gennemsnit kadence løb|Maksimum kadence løb|Gennemsnitstempo|Bedste tempo|Samlet stigning|Samlet nedstigning"
    "|Gennemsnitlig skridtlængde|Tid i bevægelse|Tidsforbrug",
    "sv": "Aktivitetstyp|Datum|Namn|Distans|Kalorier|Tid|Medelpuls|Maxpuls|Aerobisk Training Effect|Medellöpkadens"
    "|Maximal löpkadens|Medeltempo|Bästa tempo|Total stigning|Totalt nedför|Medelsteglängd|Färdtid|Total tid",
    "no": "Aktivitetstype|Dato|Tittel|Distanse|Kalorier|Tid|Gjennomsnittlig puls|Makspuls|Aerob treningseffekt"
    "|Gjennomsnittlig frekvens for loping|Maksimal frekvens for løping|Gjennomsnittlig tempo|Beste tempo"
    "|Total stigning|Totalt fall|Gjennomsnittlig skrittlengde||",
    "nl": "Activiteittype|Datum|Titel|Afstand|Calorieën|Tijd|Gem. HS|Max. HS|Aëroob TE|Gemiddelde fietscadans"
    "|Max. fietscadans|Gemiddelde snelheid|Max. snelheid|Totale stijging|Totale daling|Gem. staplengte|Tijd bewogen"
    "|Verstreken tijd",
    "pl": "Typ aktywności|Data|Tytuł|Dystans|Kalorie|Czas|Średnie tętno|Maksymalne tętno|Aerobowy TE"
    "|Średni rytm biegu|Maksymalny rytm biegu|Średnie tempo|Najlepsze tempo|Całkowity wznios|Całkowity spadek"
    "|Średnia długość kroku|Czas ruchu|Upłynęło czasu",
    "hu": "Tevékenység típusa|Dátum|Cím|Távolság|Kalóriaszám|Idő|Átlagos pulzusszám|Max. pulzus||Átl. pedálütem"
    "|Max. pedálütem|Átlagos tempó|Legjobb tempó|Teljes emelkedés|Teljes süllyedés|Átlagos lépéshossz|Menetidő"
    "|Eltelt idő",
}
TYPE_NAMES: dict[str, dict[Kind, str]] = {
    "en": {
        "run": "Running",
        "treadmill": "Treadmill Running",
        "track": "Track Running",
        "strength": "Strength Training",
    },
    "de": {"run": "Laufen", "treadmill": "Laufbandtraining", "track": "Laufen auf der Bahn"},
    "es": {"run": "Carrera", "treadmill": "Entrenamiento en cinta"},
    "pt": {"run": "Corrida", "treadmill": "Corrida em esteira"},
    "fr": {"run": "Course à pied", "strength": "Musculation"},
    "it": {"run": "Corsa"},
    "da": {"run": "Løb", "strength": "Styrketræning"},
    "sv": {"run": "Löpning", "treadmill": "Löpband", "strength": "Styrketräning"},
    "no": {"run": "Løping"},
    "nl": {"run": "Hardlopen"},
    "pl": {"run": "Bieganie"},
    "hu": {"run": "Futás", "treadmill": "Beltéri futás", "strength": "Erősítő edzés"},
}


class Done(NamedTuple):
    """An activity as it was: `hundredths` of the printed unit, on the track tens of metres."""

    kind: Kind
    started_at: datetime
    hundredths: int
    duration_s: int
    cadence_spm: int = 170
    heart_rate_bpm: int | None = 150
    calories: int = 400
    ascent: int | None = 20
    title: str = "Morning"


class Style(NamedTuple):
    """How a list is written. `unit_m`: metres of its unit. `missing`: how an empty cell looks.

    `has_bike_columns`: the first type of the list is no run, so paces stand in Avg Speed. `is_resaved`: a spreadsheet
    kept hours and minutes of the time. `mangled_track`: it took the thousands comma of track rows for a decimal one.
    """

    language: str = "en"
    number_style: Literal["dot", "comma"] = "dot"
    unit_m: float = KM_M
    delimiter: str = ","
    line_end: str = "\n"
    encoding: str = "utf-8"
    missing: str = "--"
    date_format: str = "%Y-%m-%d %H:%M:%S"
    is_quoted: bool = True
    is_resaved: bool = False
    has_bike_columns: bool = False
    has_twin_columns: bool = False
    mangled_track: bool = False
    ends_with_newline: bool = True


def written(activities: Sequence[Done], style: Style) -> bytes:
    """The bytes of a list, newest activity first."""
    names = dict(zip(HEADER_FIELDS, HEADERS[style.language].split("|"), strict=True))
    if style.has_bike_columns:
        names |= {"cadence": "Avg Bike Cadence", "cadence_max": "Max Bike Cadence"}
        names |= {"pace": "Avg Speed", "best": "Max Speed"}
    fields = [field for field in HEADER_FIELDS if names[field]]
    twins = [names["cadence"], names["cadence_max"]] if style.has_twin_columns else []
    newest_first = sorted(activities, key=lambda done: done.started_at, reverse=True)
    lines = [style.delimiter.join(_header_cell(cell, style) for cell in (*[names[f] for f in fields], *twins, "Grit"))]
    for done in newest_first:
        cells = _cells(done, style)
        texts = [*[cells[field] for field in fields], *["0"] * len(twins), "'-16"]
        lines.append(style.delimiter.join(_quoted(text, style) for text in texts))
    text = style.line_end.join(lines) + (style.line_end if style.ends_with_newline else "")
    return text.encode(style.encoding)


def pace_s(done: Done, style: Style) -> int:
    """Average pace as printed: whole seconds per unit, on the track, too."""
    return round(done.duration_s / (distance_m(done, style) / style.unit_m))


def distance_m(done: Done, style: Style) -> float:
    return done.hundredths * 10.0 if done.kind == "track" else done.hundredths / 100 * style.unit_m


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _cells(done: Done, style: Style) -> dict[str, str]:
    none = style.missing
    cells = dict.fromkeys(HEADER_FIELDS, none) | {
        "type": TYPE_NAMES[style.language[:2]][done.kind],
        "date": done.started_at.strftime(style.date_format),
        "title": done.title,
        "calories": _whole(done.calories, style),
        "time": _printed_time(done.duration_s, style),
        "hr": none if done.heart_rate_bpm is None else str(done.heart_rate_bpm),
        "hr_max": "0" if done.heart_rate_bpm is None else str(done.heart_rate_bpm + 20),
        "te": _decimal(31, 10, style),
        "elapsed": clock(done.duration_s + 7),
        "moving": clock(0) if done.kind == "treadmill" else clock(done.duration_s),
        "distance": _decimal(0, 100, style),
    }
    return cells if done.kind == "strength" else cells | _run_cells(done, style)


def _run_cells(done: Done, style: Style) -> dict[str, str]:
    pace = pace_s(done, style)
    stride_hundredths = round(100 * style.unit_m / (done.cadence_spm * pace / 60))
    climbs = done.kind != "treadmill" and done.ascent is not None
    return {
        "distance": _distance(done, style),
        "cadence": str(done.cadence_spm),
        "cadence_max": str(done.cadence_spm + 15),
        "pace": f"{pace // 60}:{pace % 60:02}",
        "best": f"{(pace - 20) // 60}:{(pace - 20) % 60:02}",
        "ascent": _whole(done.ascent or 0, style) if climbs else style.missing,
        "descent": style.missing,
        "stride": _decimal(stride_hundredths, 100, style),
    }


def _distance(done: Done, style: Style) -> str:
    if done.kind != "track":
        return _decimal(done.hundredths, 100, style)
    metres = done.hundredths * 10
    return f"{metres / 1000:.10g}".replace(".", ",") if style.mangled_track else _whole(metres, style)


def _decimal(parts: int, per_unit: int, style: Style) -> str:
    digits = len(str(per_unit)) - 1
    text = f"{parts / per_unit:,.{digits}f}"
    return text if style.number_style == "dot" else text.translate(str.maketrans(",.", ".,"))


def _whole(number: int, style: Style) -> str:
    return f"{number:,}" if style.number_style == "dot" else f"{number:,}".replace(",", ".")


def _printed_time(seconds: int, style: Style) -> str:
    if not style.is_resaved:
        return clock(seconds)
    minutes = -(-seconds // 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _header_cell(text: str, style: Style) -> str:
    return f" {text}" if style.is_quoted else text


def _quoted(text: str, style: Style) -> str:
    needs = style.is_quoted or style.delimiter in text or '"' in text
    return '"' + text.replace('"', '""') + '"' if needs else text
