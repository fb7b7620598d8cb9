"""Names of activity types in Garmin's list, in the languages seen, to the family of the sport."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .contract import Family
from .garmin_columns import folded


class TypeMeaning(NamedTuple):
    """`in_metres`: distances of this type are printed in metres, in files of miles, too."""

    family: Family
    is_indoor: bool = False
    in_metres: bool = False
    is_known: bool = True


_UNKNOWN = TypeMeaning("other", is_known=False)
_NAMES: dict[TypeMeaning, str] = {
    TypeMeaning("run"): "Running · Trail Running · Street Running · Road Running · Ultra Running · Ultra Run"
    " · Obstacle Running · Obstacle Course Racing · Laufen · Trailrunning · Traillauf · Straßenlauf · Carrera"
    " · Carrera de montaña · Trail running · Bieganie · Bieganie terenowe · Course à pied · Course · Trail"
    " · Course à pied sur route · Corrida · Corrida em trilhas · Corrida de rua · Corsa · Trail Run · Corsa su strada"
    " · Løb · Løb terræn · Terrænløb · Løping · Terrengløping · Löpning · Terränglöpning · Traillöpning · Hardlopen"
    " · Trailrunnen · Trailhardlopen · Futás · Terepfutás",
    TypeMeaning("run", is_indoor=True): "Treadmill Running · Treadmill · Indoor Running · Virtual Running · Virtual Run"
    " · Laufbandtraining · Laufband · Virtuelles Laufen · Entrenamiento en cinta · Carrera en cinta · Cinta de correr"
    " · Corrida em esteira · Corrida virtual · Löpband · Löpning på löpband · Beltéri futás · Teremfutás · Futópad"
    " · Tapis roulant · Course sur tapis roulant · Course à pied sur tapis roulant · Bieżnia · Bieg na bieżni"
    " · Bieganie na bieżni · Loopband · Hardlopen op loopband · Tredemølle · Løping på tredemølle · Løbebånd"
    " · Løb på løbebånd · Corsa su tapis roulant",
    TypeMeaning("run", in_metres=True): "Track Running · Laufen auf der Bahn · Bahnlauf · Carrera en pista"
    " · Course sur piste · Course à pied sur piste · Corrida em pista · Corsa su pista · Baneløb · Løb på bane"
    " · Banløpning · Löpning på bana · Løping på bane · Baneløping · Bieg na stadionie"
    " · Bieganie na bieżni lekkoatletycznej · Hardlopen op baan · Baanlopen",
    TypeMeaning("run", is_indoor=True, in_metres=True): "Indoor Track · Indoor Track Running",
    TypeMeaning("walk"): "Walking · Casual Walking · Speed Walking · Gang · Gå · Gehen · Walken · Spazieren"
    " · Gång · Gyaloglás · Caminar · Caminata · Caminhada · Marche · Marche à pied · Camminata · Gåtur · Wandelen"
    " · Chodzenie · Spacer",
    TypeMeaning("walk", is_indoor=True): "Indoor Walking · Treadmill Walking",
    TypeMeaning("hike"): "Hiking · Wandern · Randonnée · Randonnée pédestre · Vandring · Vandretur · Fottur"
    " · Senderismo · Escursionismo · Escursione · Trilha · Wędrówka · Túrázás · Wandeltocht · Rucking",
    TypeMeaning("strength"): "Strength Training · Strength · Musculation · Styrketræning · Styrketräning"
    " · Styrketrening · Erősítő edzés · Krafttraining · Entrenamiento de fuerza · Fuerza · Treinamento de força"
    " · Treino de força · Musculação · Allenamento forza · Allenamento della forza · Krachttraining · Trening siłowy",
    TypeMeaning("cardio"): "Cardio · HIIT · Gym & Fitness Equipment · Elliptical · Stair Stepper · Stair Climbing"
    " · Floor Climbing · Jump Rope · Boxing · Konditionspass · Kardió · Lépcsőzés · Crosstrainer · Ellipsentrainer"
    " · Indoor Cardio · Fitness Equipment · Elíptica · Elíptico · Elliptique · Elittica",
    TypeMeaning("row"): "Rowing · Rudern · Remo · Aviron · Canottaggio · Roning · Roeien · Wioślarstwo · Rodd · Evezés",
    TypeMeaning("row", is_indoor=True): "Indoor Rowing · Rudern (Indoor) · Indoor-Rudern · Remo indoor"
    " · Remo en interior · Aviron en salle · Inomhusrodd · Wioślarstwo halowe",
    TypeMeaning("bike"): "Cycling · Road Cycling · Mountain Biking · eMountain Biking · eBiking · Gravel Cycling"
    " · Gravel/Unpaved Cycling · Bike Commuting · Radfahren · Rennradfahren · Mountainbiken · Ciclismo"
    " · Ciclismo em estradas · Ciclismo na montanha · C. em estradas · C. na montanha · Cykling"
    " · Cykling på grusveje · Kerékpározás · Cyclisme · Vélo · Fietsen · Wielrennen · Sykling · Kolarstwo"
    " · Jazda na rowerze · Ciclismo en carretera",
    TypeMeaning("bike", is_indoor=True): "Indoor Cycling · Virtual Cycling · Ciclismo virtual · C. virtual"
    " · Ciclismo em local fechado · C. em local fechado · Inomhuscykling · Szobakerékpározás · Indoor-Radfahren"
    " · Virtuelles Radfahren · Ciclismo en interior · Cyclisme en salle · Kolarstwo halowe",
    TypeMeaning("swim", is_indoor=True, in_metres=True): "Pool Swim · Pool Swimming · Natação em piscina"
    " · Svøm i pool · Simbassäng · Schwimmbadschwimmen · Natación en piscina · Natation en piscine"
    " · Nuoto in piscina · Zwemmen in zwembad · Pływanie w basenie",
    TypeMeaning("swim", in_metres=True): "Open Water Swimming · Open Water Swim · Swimming · Natação em alto mar"
    " · Svømning i åbent vand · Simning · Nyíltvízi úszás · Freiwasserschwimmen · Schwimmen"
    " · Natación en aguas abiertas · Natation en eau libre · Nuoto in acque libere",
    TypeMeaning("mobility"): "Yoga · Pilates · Mobility · Stretching · Flexibility",
    TypeMeaning("multisport"): "Multisport · Triathlon · Duathlon · Brick · Swimrun",
    TypeMeaning("other"): "Other · Annan · Andet · Sonstige · Otro · Autre · Altro · Outro · Annet · Overig · Inne"
    " · Egyéb · Breathwork · Légzőgyakorlat · Incident Detected · Stopwatch · Meditation · Transition",
}  # fmt: skip
_MEANING_OF = {folded(name): meaning for meaning, names in _NAMES.items() for name in names.split(" · ")}


@lru_cache(maxsize=4096)
def type_meaning(name: str) -> TypeMeaning:
    """The family of a type name, "other" and not known where the name has not been seen.

    >>> type_meaning("Laufen auf der Bahn")
    TypeMeaning(family='run', is_indoor=False, in_metres=True, is_known=True)
    >>> type_meaning("LOB").family, type_meaning("Course à pied").family, type_meaning("Curling").is_known
    ('run', 'run', False)
    """
    return _MEANING_OF.get(folded(name), _UNKNOWN)
