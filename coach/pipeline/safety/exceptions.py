"""What makes a found sign none: denied, long past, somebody else's, or asked about in general."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from coach.pipeline.safety.patterns import Sign

PEOPLE = (
    "dad|dads|father|mum|mom|mother|wife|husband|partner|girlfriend|boyfriend|friend|friends|buddy|mate|brother|"
    "sister|son|daughter|kid|child|coach|teammate|training partner|running partner|uncle|aunt|cousin|grandfather|"
    "grandad|grandpa|grandma|grandmother|nan|colleague|boss|client|neighbour|neighbor|running buddy|gym buddy|"
    "training buddy|best friend|doubles partner"
)
OTHER = (
    rf"(?:(?:my|our|a|the|his|her) (?:\w+ )?(?:{PEOPLE})s?|someone|somebody|he|she|hes|shes|athletes|people|runners|"
    r"(?:dad|mum|mom|grandad|grandpa|grandma|nan)s?|"
    rf"(?:a|this|that|some) (?:guy|woman|man|girl|lady|runner|athlete|client))"
)
FEARED = re.compile(
    " (?:avoid|avoiding|prevent|preventing|prevents|protect|against|fear of|afraid of|risk of)(?: (?!my |more |"
    r"further |this |worse )[\w,]+){0,4} $"
)
OVERCOME = re.compile(r" (?:(?:recovered|back) from|got over|am over|im over) (?:the |a |my )?$")
SHIELDED = re.compile(r" (?:protect|protecting|bulletproof) (?:my |your |the )?$")
PLACES = "gym|box|club|team|race|area|class|country|town|running|last|first|house"
SELF = rf"(?:i|im|ive|id|me|myself|my(?! (?:\w+ )?(?:{PEOPLE}|{PLACES})s? ))"
SUBJECT = re.compile(rf"(?<= )(?:(?P<other>{OTHER})|(?P<self>{SELF}))(?= )")
AFTER_OTHER = re.compile(rf"^ (?:(?:of|in|for|with) (?:my|our|a) )?(?:{PEOPLE})(?= )")

NEGATOR = re.compile(
    "(?<= )(?:no(?! ,| reason| one)|not|dont|doesnt|didnt|havent|hasnt|isnt|arent|aint|wasnt|never|without|zero|nor|"
    "neither|free of|nothing(?= (?:wrong|like))|keine|keinerlei|ohne|sans|pas de|sin|senza|nessun|geen|zonder|"
    "bez)(?= )"
)
# What may stand before a comma over which a denial still holds: "no pain, swelling or numbness".
LISTED = re.compile(
    r"\b(?:pains?|ach\w+|sore\w*|swell\w+|swollen|numb\w*|tingl\w+|dizz\w+|faint\w*|palpitations?|breath\w*|chest|"
    r"heart|fever|cough|injur\w+|surger\w+|operations?|problems?|issues?|symptoms?|conditions?|history|medication|"
    r"medicines?|illness\w*|headaches?|nausea|vomit\w*|asthma|diabetes|epilepsy|allerg\w+|tight\w*|pressure|stiff\w*|"
    r"murmurs?|collaps\w+|blackouts?|idiom)\b"
)
VERBAL = re.compile(r"^(?:do|does|did|have|has|is|are|ai|was)nt$|^(?:not|never)$")
# A denied verb reaches the sign only if it is one of having it: not "didnt finish chest pain".
HAVING = re.compile(
    r"^ (?:(?:have|having|had|got|get|getting|any|feel|feeling|felt|experienc\w+|suffer\w*|been|be|being|a|an|the|"
    r"really|very|that|much|too|so|exactly|in|at|found|find|see|seen|detected|diagnosed|seem|show\w*|notic\w+|"
    r"caus\w+|due|from|even|actually|ever|currently|once) )"
)
LIST_END = re.compile(r" (?:or|nor|and no) (?:\w+ ){0,4}$")
# Between the denying word and the sign: words after which it denies something else.
RELEASES = re.compile(
    "(?<= )(?:but|however|although|though|except|just|only|still|because|since|so|until|unless|when|if|why|how|what|"
    "where|know|think|sure|idea|doubt|joke|problem|care|want|wanna|stop|stopped|going|believe|understand|mind|sleep|"
    "eat|eaten|deal|biggie|drama|dramatic|worries|panic|emergency|joking|kidding|exaggerating|energy|appetite|"
    "motivation|power|food|water|i|im|ive|my|it|its|then|now|normal|good|right|well|great|fine|feeling)(?= )"
)
BEYOND_COMPARE = re.compile(r"^ (?:\w+ ){0,2}(?:like this|like that|so bad|this bad|before|as bad|worse)(?= )")
UNABLE = re.compile(r"(?:cant|cannot|couldnt|unable|never|not|hardly|dont|wont)(?: \w+){0,5} $")
NONE_AFTER = re.compile(r"^ (?:, )?(?:none|nil|negative|free)(?= )")

NUMBER = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|a few|several|many|a couple of|some)"
)
OLD = re.compile(
    rf" (?:{NUMBER} (?:years?|yrs) (?:ago|back|before)|years (?:ago|back)|(?:a )?decades? ago|"
    rf"as a (?:small )?(?:kid|child|teenager|"
    r"teen|student|baby|boy|girl)|when i was (?:a |\d+|young|little|small|in school)|used to (?:have|get|suffer|be)|"
    "long (?:ago|gone)|in my (?:teens|twenties|childhood|youth)|in childhood|once at school) "
)
PARTLY_OLD = re.compile(
    rf" (?:last year|a year ago|one year ago|1 year ago|(?:{NUMBER}|a) months? ago|last (?:spring|summer|autumn|"
    rf"fall|winter|season)) "
)
YEAR = re.compile(r" (?:in|back in|around|from|since back in|of|during) (?:\w+ )?((?:19|20)\d\d) ")
PRESENT = re.compile(
    r" (?:still|again|right now|just now|until now|since (?!then|that )\w+|currently|today|tonight|these days|lately|"
    "every|keep|keeps|this (?:morning|week|afternoon|evening)|comes back|came back|ever since|is back) "
)
CLEARED = re.compile(
    " (?:fully cleared|cleared (?:by|me|to|for|him|her)|(?:been|was|got|am|im|medically|and) cleared|all clear|"
    "(?:given|gave me|got) the (?:ok|okay|all clear|green light)|signed (?:me )?off|green light) "
)
NOT_CLEARED = re.compile(
    " (?:not|havent|hasnt|isnt|wasnt|never|until|before|unless|once|if|when|nobody|"
    r"waiting)(?: [\w,]+){0,4} (?:cleared|all clear|signed off|green light) "
)
RESOLVED = re.compile(
    " (?:healed|recovered|outgrew|outgrown|gone|symptom free|pain free|no (?:problems?|issues?|trouble|"
    "pain)s? since|never since|not since|none since|havent had (?:one|any|it) since|in remission|back to normal|"
    "all good|cured) "
)
OTHERS_PAST = re.compile(
    rf" (?:last \w+|yesterday|{NUMBER} \w+ ago|ago|once|died|dies|passed away|family history|survived|used to|"
    rf"in (?:spring|summer|"
    "autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)|"
    "when (?:he|she) was) "
)
OTHERS_NOW = re.compile(
    " (?:(?:seconds?|minutes?|hours?) ago|right now|now|just|today|tonight|this morning|is having|currently|"
    "at the moment) "
)
FOR_OTHERS = re.compile(
    rf" (?:(?:for|help|coach|train|advise|give|make|write) (?:him|her|them|my (?:{PEOPLE}))|(?:can|should|could|"
    rf"may|will|would) "
    rf"(?:he|she|they|my (?:{PEOPLE}))|(?:he|she|they) (?:wants|want|needs|need|would like|asks)) "
)
GENERAL = re.compile(
    "^(?: (?:hi|hey|so|and|ok|coach|k|please|also|,))* (?:what (?:is|are|causes|does|do|happens|kind|exercises|"
    r"helps prevent|should (?!i )\w+ do if)|whats (?:a|an|the)|which|why (?:do|does|are|is)|how (?:common|does|"
    "do (?:people|you|runners|athletes))|how (?:do|can|to|should) (?:i |you |we |one )?(?:best |better )?(?:avoid|"
    "prevent|reduce the risk|lower the risk|recognise|recognize|spot|tell if)|how (?:do i |to |"
    r"can i )stop \w+(?: \w+)? from|explain|define|(?:can you )?tell me about|can you (?:tell me about|explain)|"
    "tips (?:for|on|to) (?:preventing|avoiding|prevent|avoid)|ways to prevent|difference between|preventing|"
    "prevention of|teach me about) "
)
YES_NO = re.compile(r"^(?: (?:hi|hey|so|and|ok|coach|k|,))* (?:is|are|does|do|can) (?!i |my |this |that |these |it )")
PERSONAL = re.compile(
    " (?:i|im|ive|my|me|mine|this|these|today|now|lately|with (?:a|an|my|this|knee|back|shin|shoulder|hip|foot|"
    "ankle)|right now|have|having) "
)

Past = Literal["no", "partly", "wholly"]


class Place(NamedTuple):
    """Where a sign was found: its sentence before, in and after it, each with spaces at both ends."""

    before: str
    inside: str
    after: str
    gap: str  # the words between the two of the sign
    following: str  # the next sentence

    @property
    def sentence(self) -> str:
        return f"{self.before.rstrip()} {self.inside.strip()} {self.after.lstrip()}"


def is_denied(place: Place) -> bool:
    """No pain, without pain, the pain: none. Not: cannot run without pain, never such a pain before."""
    if NONE_AFTER.search(place.after):
        return True
    if _denies(place.gap) and not BEYOND_COMPARE.search(place.after):
        return True
    return _denies(place.before) and not BEYOND_COMPARE.search(place.after)


def _denies(words: str) -> bool:
    *_, last = [None, *NEGATOR.finditer(words)]
    if last is None or RELEASES.search(words, last.end()) or words.count(" ", last.end()) > 12:
        return False
    tail = words[last.end() :]
    if VERBAL.match(last[0]) and tail.strip() and not (HAVING.match(tail) or LISTED.search(tail)):
        return False
    *items, _ = denied = words[last.end() :].split(" , ")
    if items and not LISTED.search(" ".join(items)) and not LIST_END.search(denied[-1]):
        return False
    return not (last[0] == "without" and UNABLE.search(words[: last.start()]))


def is_feared(sign: Sign, place: Place) -> bool:
    """To be prevented, not there; never taken so for an emergency."""
    if sign.level == "emergency":
        return False
    return any(FEARED.search(words) for words in (place.before, place.gap)) or SHIELDED.search(place.before) is not None


def past_of(sign: Sign, place: Place) -> Past:
    """Whether it is over. What follows in other sentences counts for no emergency: it would talk a red flag down."""
    sentence = place.sentence
    is_urgent = sign.level == "emergency"
    if sign.level == "undiagnosed" and OVERCOME.search(place.before):
        return "wholly"
    if PRESENT.search(sentence):
        return "no"
    told = sentence if is_urgent else f"{sentence}{place.following.lstrip()}"
    is_resolved = bool(RESOLVED.search(told) or is_cleared(told))
    if _is_old(told):
        return "no" if sign.is_lasting and not RESOLVED.search(told) else "wholly"
    if is_urgent and (PARTLY_OLD.search(sentence) or YEAR.search(sentence)):
        return _past_red_flag(sign, is_resolved=is_resolved)
    return "no"


def _past_red_flag(sign: Sign, *, is_resolved: bool) -> Past:
    """Of the last months: seen by a clinician or not. Troubles of the mind are taken as present."""
    if sign.name in ("self_harm", "eating_disorder"):
        return "no"
    return "wholly" if is_resolved else "partly"


def _is_old(told: str) -> bool:
    found = YEAR.search(told)
    return bool(OLD.search(told)) or (found is not None and int(found[1]) <= datetime.now(UTC).year - 2)


def is_cleared(text: str) -> bool:
    """A clinician has said yes."""
    return bool(CLEARED.search(text)) and not NOT_CLEARED.search(text)


def is_others(place: Place) -> bool:
    """The last person named before the sign is not the athlete."""
    if AFTER_OTHER.search(place.after):
        return True
    *_, last = [None, *SUBJECT.finditer(place.before)]
    return last is not None and last["other"] is not None


def concerns_nobody(sign: Sign, place: Place, text: str) -> bool:
    """Somebody else's, and over or not asked about."""
    if sign.level == "emergency":
        is_over = OTHERS_PAST.search(place.sentence) or OLD.search(place.sentence) or YEAR.search(place.sentence)
        return bool(is_over) and not OTHERS_NOW.search(place.sentence)
    return not FOR_OTHERS.search(text)


def is_general(sign: Sign, place: Place) -> bool:
    """A question about the thing, not about a person who has it."""
    sentence = place.sentence
    opening = GENERAL.search(sentence) or (YES_NO.search(sentence) if sign.level != "emergency" else None)
    return opening is not None and not PERSONAL.search(sentence, opening.end() - 1)
