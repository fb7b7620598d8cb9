"""Whom a sentence is about: the reader, or somebody the reader looks at."""

from typing import Final, NamedTuple


class Pronoun(NamedTuple):
    """How somebody is called in each place of a sentence; both take the same form of every verb."""

    subject: str
    thing: str
    whose: str


YOU: Final = Pronoun("you", "you", "your")
THEY: Final = Pronoun("they", "them", "their")
