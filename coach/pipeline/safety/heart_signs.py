"""Chest, heart and breath: the signs of which the body gives no second one."""

from __future__ import annotations

import re

from coach.pipeline.safety.patterns import emergency, near, said

CHEST = "chest|sternum|breastbone"
HURTS = (
    r"pains?|painful|hurt\w*|pressure|tight\w*|stabb\w*|stabs?|squeez\w*|crush\w*|burn(?:s|ing)|heav(?:y|iness)|"
    r"agony|squash\w*|constrict\w*|clench\w*|grip\w*|throb\w*"
)
WEIGHS = (
    r"(?:standing|sitting|stood|sat|stamping|kneeling|parked|jumping) on|weight on|on it|band|vice|vise|clamp\w*|"
    r"fist|brick|a ton|on fire|spasm\w*|rattl\w+|discomfort|uncomfortable|cramp\w*|killing|bothering|pressing|"
    r"twing\w+|numb\w*|tingl\w+|stitch|sharp|jab\w*|dull|knot\w*|not right|acting up|playing up|niggl\w+|wheez\w+|"
    r"crackl\w+|bruis\w+|tender\w*|catch\w*|clammy|nauseous|pulling|tugging|pinch\w*|electric"
)
ACHES = "ache|aches|aching|achy|achey|sore|soreness|stiff"
LIMB_FEELS = rf"{HURTS}|{ACHES}|numb|numbness|tingling|tingles|tingly|weird|weak|pins and needles|discomfort|throbbing"
ARM = "arm|jaw|neck|shoulder"

BEATS = (
    r"wrong|crazy|weird|weirdly|funny|strange|odd|oddly|stops|stopping|jumps|jumpy|jumping|thump\w*|thud\w*|"
    r"hammering|banging|bangs|pounding|pounds|misfir\w+|mad|mental|nuts|haywire|bananas|berserk|all over the place|"
    "(?:so|really|very) hard|out of my chest|all over the (?:shop|show)|super fast|too fast|so fast|really fast|"
    r"out of (?:rhythm|sync)|(?:miss|skip)\w* (?:\w+ ){0,3}beats?|racing|races|raced|skips?|skipping|skipped|"
    r"flutter\w*|irregular|irregularly|arrhythmic|stumbl\w+|erratic|somersaults?|backflips?|flips?|flipping|flopping|"
    r"flip flops?|gallop\w*|leap\w*|bounc\w+|extra beats?|paus\w+|vibrat\w+|trembl\w+|wont (?:slow|settle|calm|stop)|"
    "not (?:slowing|settling|calming)"
)
AT_REST = re.compile(
    r"\b(?:at rest|resting|when im? rest|sitting|sit|sat|couch|sofa|desk|bed|lying|lie|laid|lay|walk|walking|stairs|"
    "flight|talking|speaking|night|doing nothing|nothing|(?:sitting|standing|lying) still|(?:minutes|mins|"
    "hours?) (?:later|after)|all day|standing|dressed|shower|kitchen|toilet|loo|bathroom|shoes|socks|laces|bins|"
    "bath|kettle|phone|teeth|stair|upstairs|getting (?:up|dressed)|making (?:tea|the bed)|dog|dishes|hoovering|"
    r"shopping|tv|no reason)\b"
)
AFTER_EFFORT = re.compile(
    r"\b(?:sitting|sat|lying|laid|lay|couch|sofa|desk|bed|tv|doing nothing|no reason|stopped|wont come down|"
    r"wont go down|not coming down|(?:minutes|mins|min|hours|hour|hrs) (?:after|later|since))\b"
)
EFFORT = re.compile(
    r"\b(?:burpees?|sprints?|intervals?|wall balls?|sleds?|row|rower|ski|erg|race|workout|session|hard|hills?|lunges|"
    r"run(?! out)|runs|running|reps|repeats)\b"
)
CHEST_TRAINING = re.compile(r"\b(?:bench|push ?ups?|pressups?|press|dips|fly|flys|flies|doms|idiom)\b")
PLAIN_REST = re.compile(r"\b(?:rest days?|rested|walk to|walking recovery|between (?:sets|reps))\b")

# Comes with effort and leaves with it, as pain of the heart does.
EASED = re.compile(
    r"\b(?:goes|gone|went|eases|eased|stops|settles|disappears|passes)\b.*\b(?:i (?:stop|rest)|stopped|stopping)\b"
)

CHEST_SIGNS = [
    *emergency("chest_pain", near(f"{CHEST}|heart", HURTS, 8)),
    *emergency("chest_pain", near(CHEST, WEIGHS, 6)),
    *emergency("chest_pain", near(CHEST, ACHES), unless=CHEST_TRAINING),
    *emergency(
        "chest_pain",
        said("elephant .. chest|angina|chest .. (?:weird|funny|wrong|odd|strange)|unstable angina"),
        near("jaw", LIMB_FEELS),
        near("left arm|left shoulder", r"heavy|numb|numbness|tingl\w+|weird|dead and|pins and needles", 6),
        near("left arm", LIMB_FEELS, 5),
        said(r"pains? .. (?:down|into|in|up) (?:my|the|his|her) (?:left )?(?:arm|jaw)"),
        said(
            "radiates .. (?:arm|jaw|neck)|radiating .. (?:arm|jaw|neck)|spreads .. (?:arm|jaw)|spreading .. (?:arm|"
            "jaw)|shooting .. (?:left arm|jaw)|shoots .. (?:left arm|jaw)"
        ),
        near("shoulder blades|upper back", "tearing|ripping|crushing|jaw|sweat\\w*", 8),
        near("heartburn|indigestion", rf"sweat\w*|clammy|{ARM}|every time i (?:run|push)|breathless", 8),
    ),
    *emergency(
        "chest_pain",
        near(
            "jaw|neck|arm|arms|throat|teeth|upper back|shoulder blades",
            rf"{ACHES}|pain|tight|heavy|lead|hurts?|burning",
        ),
        needs=EASED,
    ),
    *emergency(
        "heart_attack",
        near(
            "my heart",
            "could this be|could it be|is (?:it|this)|might be|something wrong|worried (?:about|its)|scared",
            4,
        ),
        said(
            "having a heart attack|have a heart attack right now|might .. heart attack|cardiac arrest|"
            "think .. heart attack|like a heart attack|be a heart attack|heart stopped|impending doom|sense of doom"
        ),
        near("clammy|cold sweats?|ashen|gone grey|gone gray", "sick|nausea|nauseous|pale|weak|shaky|tired", 6),
    ),
]

BEAT_SIGNS = [
    *emergency(
        "palpitations",
        said(
            "palpitations|palpitation|arrhythmia attack|ectopics|ectopic beats|in afib|into afib|gone into af|svt|"
            "heart is going|heart going like"
        ),
        near("heart|heartbeat|pulse|ticker", BEATS),
        near(
            "watch|garmin|apple|strap|ecg|fitbit|whoop|alert|polar",
            "afib|a fib|atrial|arrhythmia|irregular (?:rhythm|heart|heartbeat|pulse|beat)s?",
            8,
        ),
        near("resting", r"(?:hr|pulse|heart) (?:\w+ ){0,3}(?:1[1-9]\d|2\d\d)", 1),
    ),
    *emergency(
        "palpitations",
        near(
            "hr|bpm|pulse",
            r"1[3-9]\d|2\d\d|jump\w+|spik\w+|shot up|stuck|stayed|wont (?:come|go) down|not coming down",
            8,
        ),
        needs=AFTER_EFFORT,
    ),
]

UNABLE = "cant|cannot|can not|couldnt|unable to|hardly|barely|struggling to|struggle to|struggled to|battling to"
AIR = (
    "breathe|breath|breathing|get (?:(?:enough|any|in|my|a|his|her|the|deep|full|proper|good) )*(?:air|breath|"
    r"oxygen)|catch (?:my|a|his|her|your) breath|take (?:a )?(?:\w+ )?breaths?|fill my lungs|inhale|draw breath"
)
BREATHLESS = (
    "short of breath|shortness of breath|breathless|breathlessness|out of breath|out of puff|puffed out|puffed|"
    "puffing|panting|winded|gasping|catch my breath|get my breath|huffing and puffing"
)

BREATH_SIGNS = [
    *emergency(
        "breathless",
        said("|".join(rf"{unable} (?:\w+ ){{0,2}}?(?:{AIR})" for unable in UNABLE.split("|"))),
        said(
            "fighting for (?:air|breath)|trouble breathing|difficulty breathing|hard to breathe|"
            "difficult to breathe|hurts to breathe|gasping for (?:air|breath)|stopped breathing|"
            "short of breath (?:at|lying|all)|suffocating|choking|wheezing and|drowning on dry land"
        ),
        near("breathing|breathe|breath|air", "straw|underwater|drowning|through a (?:sock|pillow)", 7),
        near("lips|tongue|fingertips", "blue|purple|grey|gray|bluish", 4),
        near(
            "inhaler|puffer|ventolin|salbutamol|albuterol",
            r"(?:is|does|did|wo|has)nt|not|no|nothing|still|empty|(?:run|ran) out|finished",
            4,
        ),
        near(
            "woke|wakes|wake|waking",
            "gasping|choking|breathless|out of breath|short of breath|fighting for|for air|drowning",
            8,
        ),
        near(
            "lie flat|lying flat|lay flat|lie down|lying down|laying down|propped up|upright|pillows",
            r"breathless|(?:short|out) of breath|no air|get air|drowning|suffocating|gasp\w*",
            8,
        ),
    ),
    *emergency(
        "breathless",
        said("short of breath|shortness of breath|breathless|breathlessness|wheezing|wheezy|wheeze"),
        unless=EFFORT,
    ),
    *emergency("breathless", said(BREATHLESS), needs=AT_REST, unless=PLAIN_REST),
    *emergency(
        "breathless",
        near(
            "breathing", "hard|difficult|laboured|labored|heavy|shallow|fast|rapid|short|tight|off|weird|worse|bad", 3
        ),
        needs=AT_REST,
    ),
    *emergency(
        "breathing_blood",
        near(
            "blood|bloody|pink froth|pink frothy|frothy pink|pink foam",
            r"cough\w*|phlegm|mucus|sputum|vomit\w*|spit\w*|spat|hack\w+|puk\w+|threw up|thrown up|throwing up|"
            "bringing up|brought up",
            5,
        ),
    ),
]

HEART_AND_BREATH = (*CHEST_SIGNS, *BEAT_SIGNS, *BREATH_SIGNS)
