"""Strava's `activities.csv` in the shape of 99 columns; every row in it is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence


def _names(header: str) -> list[str]:
    return header.split(",")


ENGLISH = _names(
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
    "Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,"
    "Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,"
    "Elevation Low,Elevation High,Max Grade,Average Grade,Average Positive Grade,Average Negative Grade,"
    "Max Cadence,Average Cadence,Max Heart Rate,Average Heart Rate,Max Watts,Average Watts,Calories"
)
GERMAN = _names(
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,"
    "Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,Private Notiz,Ausrüstung,Dateiname,Sportlergewicht,"
    "Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz,Höchstgeschw.,Durchschnittliche Geschwindigkeit,"
    "Höhenzunahme,Höhenunterschied,Min. Höhe,Max. Höhe,Max. Steigung,Durchschnittliche Steigung,"
    "Positive Steigung,Negative Steigung,Max. Tritt-/Schrittfrequenz,Durchschnittliche Trittfrequenz,"
    "Max. Herzfrequenz,Durchschnittliche Herzfrequenz,Max. Watt,Durchschnittliche Watt,Kalorien"
)
# A language nobody knows here: the shape alone tells the columns.
UNKNOWN = [f"sarake {ENGLISH.index(name)}" for name in ENGLISH]
TAIL = [f"Extra {number}" for number in range(35, 99)]

RUN: Mapping[int, str] = {
    0: "9001", 1: "Jun 4, 2024, 6:13:47 AM", 2: "Morning Run", 3: "Run", 4: "easy,\nby the river", 5: "5380",
    6: "3.52", 7: "171", 12: "activities/9100.fit.gz", 15: "5381.0", 16: "2950.0", 17: "3519.4", 18: "4.0", 20: "31.5",
    21: "30.0", 29: "81.0", 30: "171.0", 31: "150.4", 34: "262.0", 40: "cloudy",
}  # fmt: skip


def strava_list(*rows: Mapping[int, str], header: Sequence[str] = ENGLISH) -> bytes:
    """A list of these rows, given by the position of their cells."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*header, *TAIL])
    for row in rows:
        writer.writerow([row.get(place, "") for place in range(99)])
    return text.getvalue().encode()
