"""Fainting, collapse and confusion, and what brings them on: heat, too much water, too little sugar."""

from __future__ import annotations

import re

from coach.pipeline.safety.patterns import emergency, near, said

SOMEBODY = re.compile(r"\b(?:he|she|him|her|hes|shes|friend|buddy|partner|mate|dad|mum|mom|guy|woman|man|lad|girl)\b")
ABOUT = re.compile(r"\b(?:about|by|plan|app|zones?|which|how)\b")
COLLAPSED_FORM = re.compile(r"\b(?:form|technique|posture|pace|arch|arches|knee|knees|hips?)\b")
WHIRL = re.compile(r"\b(?:spin|spinning) (?:class|classes|bike|session)\b")
OUTDOORS = re.compile(r"\b(?:outside|forecast|weather|race day|room|garage|water|pool|sauna|ice|bath|plunge)\b")
DIABETIC = re.compile(r"\b(?:diabet\w+|t1d?|t2d?|type (?:1|one|i|2|two)|insulin|hypos?|sugars?|glucose|pump)\b")

ADDLED = (
    r"confus\w+|disoriented|delirious|nonsense|gibberish|rambling|spaced out|spacey|out of it|dazed|muddled|"
    r"not making (?:any )?sense|isnt making (?:any )?sense|think (?:straight|clearly)|foggy|slurr\w+|hallucinat\w+|"
    r"where i (?:am|was)|not with it|talking (?:\w+ )?(?:rubbish|funny|weird|crap|shite)|mumbl\w+|babbl\w+|(?:acting|"
    "felt|feel|feeling|seemed|like (?:a|im|i was)) drunk|raving|glazed|vacant|weird in the head|incoherent"
)
UNWELL = (
    r"vomit\w*|throwing up|threw up|thrown up|puk\w+|being sick|been sick|(?:feel|felt|feeling) (?:really |so )?sick"
)
HEAT_ILL = (
    rf"{ADDLED}|{UNWELL}|shiver\w*|chills|goosebumps|goose bumps|stumbl\w+|stagger\w+|wobbl\w+|weaving|"
    r"pounding|splitting|no sweat|not sweating|went down|keeled|medics?|paramedics?|collaps\w+|fell over|(?:head|"
    "headache) (?:is |was )?(?:banging|exploding)|shaking|(?:cant|dont|couldnt) (?:remember|recall)"
)
FLOOR = "floor|ground|mat|grass|tarmac|pavement|track|deck|treadmill|ambulance|hospital|medics?|paramedics?|a and e|er"
LOW_SUGAR = r"(?:[12]_\d|3_[0-8]|[2-6]\d)(?! (?:g|gram|grams|carbs?|minutes|min|mins|years?|days|per|percent|an)\b)"

FAINTING = [
    *emergency(
        "fainting",
        said(
            "faint|fainted|fainting|faints|passed out|passing out|pass out|black out|blacked out|blacking out|"
            "blackout|blackouts|dizzy|dizziness|dizzyness|lightheaded|lightheadedness|light headed|light headedness|"
            "vertigo|woozy|lost consciousness|losing consciousness|loss of consciousness|lose consciousness|"
            "lost my balance|was out cold|out cold|out for (?:a few |some |about |maybe )?(?:[0-9]+ )?(?:seconds|"
            "secs|sec)|out for about a minute|was gone for .. (?:secs?|seconds)|was out for .. (?:secs|seconds)|"
            "seeing stars|saw stars|near syncope|syncope|everything went (?:black|dark|blurry|white|fuzzy|grey|"
            "gray)|vision went black|went black|going black|greyed out|grayed out|keeled over|keeling over|"
            "funny turn|came over (?:all |really )?(?:funny|weird|faint|queer)|went giddy|feel giddy|felt giddy"
        ),
        near("woke up|woke|came to|came round|came around|come round|next thing|found myself", FLOOR, 9),
        said("woke up on the|came to on the|came to with|came round with|no idea how i got"),
        near(
            "stand up|standing up|get up|stood up|getting up", r"vision|goes (?:dark|black|grey)|spins|wobbly|sway\w*"
        ),
        near(
            "vision|eyesight|my eyes|sight|everything|world|ears|hearing",
            "(?:went|goes|gone|going|turned) (?:all )?(?:grey|gray|black|dark|dim|white|fuzzy|blurry|funny|muffled|"
            "distant|hazy|quiet|far away)|closed in|closing in",
            3,
        ),
        said(
            "blanked out|hit the deck|sparked out|sparko|out for the count|went down like (?:a )?|"
            "dropped like a (?:sack|stone)"
        ),
        said("nearly went over|unsteady on my feet|wobbly on my feet|off balance all"),
        near(
            "dont remember|cant remember|couldnt remember|no memory|dont recall|cant recall",
            "(?:the )?(?:crash|fall|falling|crossing|finishing|finish|hitting|it happening|getting (?:here|home|"
            "back)|drive|walk|journey|what happened after)",
        ),
    ),
    *emergency(
        "fainting",
        said(
            "|".join(f"{know} what happened" for know in ("dont know", "dont really know", "dont remember", "no idea"))
        ),
        needs=re.compile(r"\b(?:went down|floor|ground|dropped|fell(?! (?:apart|off|behind))|woke)\b"),
    ),
    *emergency("fainting", near("head|room|world|everything", "spinning|swimming|spins|spun|tilting", 4), unless=WHIRL),
    *emergency(
        "collapse",
        said(
            "unconscious|unresponsive|not responding|isnt responding|isnt breathing|not breathing|stopped breathing|"
            "no pulse|wont wake up|wouldnt wake up"
        ),
    ),
    *emergency(
        "collapse",
        said("not moving|isnt moving|found .. on the floor|wont wake|not waking up|doesnt react|wont react"),
        needs=SOMEBODY,
    ),
    *emergency(
        "collapse",
        said(
            "collapsed|collapsing|about to collapse|nearly collapse|almost collapse|going to collapse|"
            "might collapse|i collapse|crumpled"
        ),
        unless=COLLAPSED_FORM,
    ),
    *emergency(
        "collapse",
        near("medics|medic|paramedics|ambulance|medical tent", "ice|drip|oxygen|iv|carried|took me|woke|ended up", 5),
        said("ended up in (?:hospital|a and e|the er|er)|on a drip after"),
    ),
    *emergency(
        "seizure",
        said(
            "seizure|seizures|convulsions|convulsing|had a fit|having a fit|has a fit|fits and|was fitting|"
            "hes fitting|shes fitting|started fitting|eyes rolled back|foaming at the mouth"
        ),
    ),
]

CONFUSION = [
    *emergency("confusion", said("feel confused|felt confused|feeling confused|so confused"), unless=ABOUT),
    *emergency(
        "confusion",
        said(
            "confused and|disoriented|delirious|talking nonsense|talking gibberish|incoherent|hallucinating|"
            "dont know where i am|doesnt know (?:where|who) (?:he|she|they)|didnt know where i was|"
            "forgot where i (?:was|am)|dont know what day|couldnt find my way home"
        ),
    ),
    *emergency(
        "confusion",
        said("not making (?:any )?sense|isnt making (?:any )?sense|talking (?:\\w+ )?(?:rubbish|crap|funny)"),
        needs=SOMEBODY,
    ),
]

HEAT = [
    *emergency(
        "heat",
        said(
            "heat stroke|heatstroke|heat exhaustion|sun stroke|sunstroke|stopped sweating|not sweating any ?more|"
            "hot and dry skin"
        ),
        near(
            "heat|hot|degrees|sun|sauna|overheated|overheating|humid|humidity|heatwave|boiling|scorching|sweltering|"
            + "|".join(f"{celsius} c" for celsius in range(28, 48)),
            HEAT_ILL,
            12,
        ),
        near("skin", "hot and dry|dry and hot|cold and clammy|clammy", 3),
    ),
    *emergency(
        "heat", near("temp|temperature|core", r"(?:39_[5-9]|4[0-3](?:_\d)?|10[4-8](?:_\d)?)", 4), unless=OUTDOORS
    ),
]

WATER_AND_SUGAR = [
    *emergency("hyponatraemia", said("water intoxication|water poisoning|over hydrated and|overhydrated and")),
    *emergency(
        "hyponatraemia",
        near(
            r"litres|liters|litre|liter|gallon|gallons|bottles|water|fluids|overdrank|overhydrated",
            rf"{ADDLED}|{UNWELL}|splitting|banging|pounding|puffy|(?:hands|fingers|rings?) (?:are |is |feel )?"
            rf"(?:swollen|puffy|tight)|swollen (?:hands|fingers)|seizure|fit|fitting",
            14,
        ),
        needs=re.compile(
            r"\b(?:\d+ ?(?:l|litres?|liters?|gallons?|bottles)|litres|liters|loads|lots|tons|gallons?|too much|"
            r"so much|all day|every (?:aid )?station|downed|downing|chugg\w+|necked|necking|drank|drunk|nothing but|"
            r"only water|overdrank|overhydrated|just water|plain water)\b"
        ),
    ),
    *emergency(
        "hypoglycaemia",
        said(
            "having a hypo|had a hypo mid|going hypo|gone hypo|went hypo|hypo now|bad hypo|severe hypo|"
            "keep having hypos|in a hypo|hypoing|hypo and|hypo wont"
        ),
        near("hypo", rf"shak\w+|sweat\w*|{ADDLED}|cant|wont|wobbly|passed|right now", 8),
        near(
            "blood sugar|blood sugars|my sugar|my sugars|my glucose|blood glucose|bg|cgm|dexcom|libre|sugar|sugars|"
            "glucose reading",
            LOW_SUGAR,
            4,
        ),
        near(
            "blood sugar|blood sugars|sugar|sugars|glucose|bg|dexcom|libre|cgm",
            rf"shak\w+|sweat\w*|{ADDLED}|wont come up|keeps? (?:dropping|crashing|falling)|tanking|plummet\w+|wobbly|"
            rf"trembl\w+|blurry",
            10,
        ),
    ),
    *emergency(
        "hypoglycaemia",
        near(
            "t1|t1d|t2d|type 1|type one|type 2|type two|diabetic|diabetes|insulin",
            rf"(?:im|am|still|going|gone|went|feeling|feel|was|been|so|too|really|dropped|running) low|shak\w+|"
            rf"sweating|{ADDLED}|trembl\w+|wobbly|hypo and|passed",
            14,
        ),
    ),
    *emergency("hypoglycaemia", near("ketones|dka|ketoacidosis", rf"high|{UNWELL}|\d_\d|large", 8), needs=DIABETIC),
]

COLLAPSE = (*FAINTING, *CONFUSION, *HEAT, *WATER_AND_SUGAR)
