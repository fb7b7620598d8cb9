"""Red flags of the sport in muscle, calf, spine and head."""

from __future__ import annotations

import re

from coach.pipeline.safety.patterns import emergency, near, said

SPINE = re.compile(
    r"\b(?:back|deadlifts?|deadlifting|spine|disc|sciatica|fell|fall|suddenly|sudden|numb|bladder|squats?)\b"
)
WARM_SIDE = re.compile(r"\b(?:left|right|one|lower|hot|red|warm|side)\b")
JOURNEY = re.compile(r"\b(?:flight|flew|plane|long haul|coach trip|bed rest|in a cast|in plaster|the pill)\b")
LIMBS = re.compile(r"\b(?:arms?|legs?|quads?|thighs?|biceps?|forearms?|triceps|elbows?|knees?)\b")
# A seat of a bicycle numbs too, and passes with it.
CYCLED = re.compile(
    r"^(?!.*\b(?:spine|disc|deadlifts?|bladder|wee|sciatica)\b).*\b(?:bike|turbo|cycling|ride|rides|bibs)\b"
)
# A joke, or to be avoided; not so where the sentence also tells how the head is since.
PADDED = re.compile(
    r"^(?!.*\b(?:sick|dizzy|headache|foggy|vomit\w*|double|sleepy|since)\b).*\b(?:wall ball|lol|haha\w*|lmao|avoid|"
    r"prevent|without hitting)\b"
)

URINE = "urine|pee|peeing|peed|piss|wee|weeing|pissing|pissed|urinating"
DARK = (
    "dark(?! yellow)|brown|brownish|cola|coke|coca|pepsi|tea|red|reddish|pink|black|blood|bloody|rust|rusty|coffee|"
    "mahogany|guinness|mud|muddy|gravy|treacle|maroon|whisky|port"
)
SWOLLEN = (
    r"swollen|swelling|swelled|swells|swell|puffy|puffed|ballooned|bigger|fatter|thicker|(?:twice|double) the size|huge"
)
SEAT = (
    "saddle|groin|my bits|lady bits|lady parts|nether regions|nethers|vulva|willy|genitals|privates|private parts|"
    "down there|down below|undercarriage|between my legs|between the legs|inner thighs|crotch|perineum|bum|buttocks|"
    "butt|arse|ass|backside|bottom|testicles|penis|vagina"
)
NUMB = (
    "numb|numbness|tingling|tingly|no (?:feeling|sensation)|cant feel|lost (?:all )?(?:feeling|sensation)|"
    "pins and needles"
)
EMPTY = r"pee|wee|piss|urinate|poo|poop|bladder|bowels?|urine|stool|toilet|loo"
KNOCK = (
    "fell|dropped .. on my|hit|hits|hitting|bang|banged|banging|bump|bumped|smack|smacked|smashed|cracked|knock|"
    "knocks|knocked|whack|whacked|clip|clipped|clocked|clonked|thumped|landed on|fell on|blow|kick|kicked|elbowed|"
    r"kneed|struck|to the|caught|clash\w*|collided|bashed|came down on|came down hard"
)
SHAKEN = (
    r"nauseous|sick|throwing up|thrown up|threw up|vomit\w*|puk\w+|foggy|fuzzy|dazed|groggy|confused|keep forgetting|"
    "memory|ringing|light (?:hurts|bothers)|bright lights|headache|double|blurry|sleepy|drowsy|cant remember|dizzy|"
    "spaced out"
)

MUSCLE = [
    *emergency(
        "rhabdo",
        said("rhabdo|rhabdomyolysis"),
        near(URINE, DARK, 6),
        near("blood", "urine|pee|piss|stool|poo|wee", 3),
        said("coke coloured|coca cola coloured|tea coloured|cola coloured|cola colored|tea colored|coke colored"),
    ),
    *emergency(
        "rhabdo",
        near(
            "swollen|swelled|swelling|ballooned|puffy|huge|rock hard",
            "cant (?:bend|straighten|move|lift|extend)|wont (?:bend|straighten)|cannot (?:bend|straighten)",
            8,
        ),
        needs=LIMBS,
    ),
]

LEG = [
    *emergency(
        "calf_clot",
        near(
            "calf|calfs|one leg|left leg|right leg|lower leg|one of my legs|one of my calves|side of my leg", SWOLLEN, 6
        ),
        near(
            "calf|lower leg|back of my leg|back of my knee",
            r"(?:hot|warm) to (?:the )?touch|(?:feels|is|gone|looks|got|really|all) (?:\w+ )?(?:hot|warm|red|purple)|"
            "red hot|(?:hot|warm|red|purple) and|and (?:hot|warm|red|purple)",
            5,
        ),
        near("blood clot|clot|dvt|thrombosis", "calf|leg|think|might|worried|lung"),
    ),
    *emergency("calf_clot", near("leg|shin", "swollen|swelling|swelled", 5), needs=WARM_SIDE),
    *emergency("calf_clot", near("calf|leg", r"sore|tight|pain\w*|hurts?|ach\w+|cramp\w*|throb\w*", 7), needs=JOURNEY),
]

SPINE_SIGNS = [
    *emergency("cauda_equina", near(SEAT, NUMB, 7), unless=CYCLED),
    *emergency(
        "cauda_equina",
        near(
            "bladder|bowels|bowel|urine|pee|stool|poo", "cant hold|cannot hold|control|lost|losing|loss|leaking|hold", 5
        ),
        said(
            "|".join(
                rf"{unable} (?:\w+ ){{0,4}}?(?:{EMPTY})(?! (?:break|stop|before|during|without stopping|at night))"
                for unable in (
                    "cant hold",
                    "cant control",
                    "cant feel",
                    "cant start",
                    "couldnt hold",
                    "cannot hold",
                    "unable to",
                    "cant stop",
                    "lost control",
                    "no control over",
                    "cant empty",
                )
            )
        ),
        near(
            "loo|toilet|pee|wee|bladder|bowel|bowels|peeing|weeing",
            "cant tell|dont feel|no urge|dont know when|didnt know i|nothing comes|wont come|wont start|(?:trouble|"
            r"difficulty|struggling|struggle|problems?|hard) (?:to |with )?(?:start\w*|pee\w*|wee\w*|going|pass\w*)",
            6,
        ),
        said(
            "|".join(
                rf"{none} .. (?:feel|feeling|sensation) .. wip(?:e|ing)" for none in ("dont", "cant", "no", "lost")
            )
        ),
        near("accident|accidents", "loo|toilet|wee|pee|bladder|my pants|my shorts|the bed", 6),
        said(
            "cant (?:pee|wee|urinate|go for a wee|have a wee)|cannot (?:pee|wee|urinate)|no feeling .. wipe|"
            "cant feel .. wipe|dont feel .. wipe|wet myself|wetting myself|wet the bed|incontinence|incontinent|"
            "soiled myself|pooed myself|pooped myself|legs .. paralysed|foot drop|saddle anaesthesia"
        ),
        near(
            "peed|pissed|weed|leaked|leaking",
            "didnt feel|cant feel|without (?:feeling|noticing|knowing)|numb",
        ),
    ),
    *emergency(
        "cauda_equina",
        said(
            "cant feel my (?:legs|feet)|cant move my legs|peed myself|pissed myself|dragging my foot|foot slaps|"
            "cant lift my (?:foot|toes)"
        ),
        near(
            "both legs|both feet|my legs|legs",
            "weak|numb|numbness|tingling|tingly|pins and needles|no strength|shooting|sciatica",
        ),
        needs=re.compile(r"\b(?:back|deadlifts?|spine|disc|sciatica|bladder|wee|bowels?)\b(?! squats?)"),
    ),
    *emergency("cauda_equina", said("both legs .. numb|cant feel my legs|cant move my legs"), needs=SPINE),
]

HEAD = [
    *emergency("head_injury", said("concussion|concussed|knocked .. out|knocked unconscious|head injury|skull")),
    *emergency("head_injury", near("head|temple|forehead|noggin|bonce", KNOCK, 5), unless=PADDED),
    *emergency("head_injury", near("concussion|head|skull", "nauseous|keep forgetting|memory|confused|foggy", 8)),
    *emergency(
        "head_injury",
        near("head|face|chin|nose", SHAKEN, 14),
        needs=re.compile(
            rf"\b(?:{KNOCK}|crash\w*|came off)\b.*\b(?:bar|barbell|bike|rig|box|kettlebell|ball|floor|wall)\b"
        ),
    ),
    *emergency(
        "head_injury",
        said(
            "helmet .. (?:cracked|split)|cracked my helmet|split my helmet|seeing double(?! numbers)|double vision|"
            "see double|neck .. snapped|broken neck|broke my neck"
        ),
    ),
]

INJURY = (*MUSCLE, *LEG, *SPINE_SIGNS, *HEAD)
