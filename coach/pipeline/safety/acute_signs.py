"""Stroke, bleeding, allergy, poisoning and other things that do not wait."""

from __future__ import annotations

import re

from coach.pipeline.safety.patterns import emergency, near, said

TALK_TEST = re.compile(r"\b(?:zones?|pace|easy|tempo|talk test|threshold|sentences|about|hard|race)\b")
MINOR_CUT = re.compile(r"\b(?:toe|toenail|blister|blisters|nipple|nipples|shaving)\b")
CHILLED = re.compile(r"\b(?:cold|ice|freezing|frozen|dentist|beta alanine|wind)\b")

FACE = "face|mouth|smile|eyelid|cheek|lip|eye"
DROOPS = (
    r"droop\w*|drops?|sagging|sags|lopsided|crooked|wonky|slumped|fallen|paralysed|paralyzed|wont move|"
    "(?:on one side|to one side)"
)
STOPPED = r"sudden(?:ly)?|out of nowhere|all at once"
WONT_STOP = (
    r"(?:wont|doesnt|hasnt|isnt|not|cant|didnt) (?:\w+ )?(?:stop|stopped|stopping|clot|clotting)|everywhere|pouring|"
    r"gush\w*|spurt\w*|squirt\w*|pumping|pool|puddle|soak\w+|heavily|badly|through (?:the|my|three|two) "
)
SWELLS = r"swell\w*|swollen|huge|puff\w+|balloon\w*|thick|blown up|massive"

ACUTE = [
    *emergency(
        "stroke",
        near(FACE, DROOPS, 5),
        near(
            "speech|words|talking|speaking|sentences",
            r"jumbled|mixed up|garbled|slurr\w+|muddled|wrong order|(?:come|came|comes|coming) out (?:all )?(?:wrong|"
            "funny|weird|backwards|jumbled)|funny|weird",
            4,
        ),
        near(
            "headache",
            r"worst|thunderclap|of my life|explosive|exploded|blinding|excruciating|stiff neck|neck stiff|"
            rf"vision|never had|like never before|{STOPPED}",
            6,
        ),
        near(
            "sudden|suddenly|out of nowhere",
            r"cant (?:move|see|speak|feel)|cannot move|paraly[sz]ed|headache|numb\w*|weakness|weak|blind|"
            "double vision|loss of vision|lost vision|vision",
            6,
        ),
        near(
            "left side|right side|one side|half my body|half of my body|arm and leg",
            "numb|numbness|cant (?:move|feel|lift)|paraly[sz]ed|floppy|limp|(?:went|gone|goes) (?:weak|dead)|"
            r"wont (?:move|work)|tingl\w+",
            6,
        ),
        near("vision", "blurry|blurred|double|tunnel|curtain|patchy", 3),
        said(
            "slurred speech|slurring|cant find (?:the |my )?words|cant get .. words out|cant string a sentence|"
            "having a stroke|mini stroke|stroke symptoms|lost .. vision|vision .. gone|gone blind|blind in one|"
            "cant see (?:out|from|properly|anything|straight|clearly|with|in (?:one|my))|lost sight in|"
            "curtain .. my eye|curtain over"
        ),
    ),
    *emergency(
        "stroke",
        near("face|mouth|tongue", "numb|numbness", 4),
        near(
            "lost feeling|lost all feeling|lost sensation|no feeling|cant feel",
            "face|(?:one|left|right) side|tongue",
            6,
        ),
        unless=CHILLED,
    ),
    *emergency(
        "stroke",
        near("head|skull", r"explod\w+|burst\w*|split open|thunderclap", 4),
        needs=re.compile(r"\b(?:pain|hurts?|suddenly|during|never|headache|worst)\b"),
    ),
    *emergency(
        "stroke",
        near("hand|arm|leg", r"stopped working|wont work|(?:went|gone|goes) (?:\w+ )?(?:dead|limp|floppy)", 4),
        needs=re.compile(r"\b(?:words?|speech|face|mouth|sudden\w*|nowhere|vision|read|headache|one side)\b"),
    ),
    *emergency("stroke", said("cant speak|cant talk"), unless=TALK_TEST),
    *emergency(
        "bleeding",
        said(
            "wont stop bleeding|bleeding out|bleeding heavily|blood everywhere|lots of blood|loads of blood|"
            "covered in blood|so much blood|bleeding loads|bleeding a lot|severed|amputated|artery|"
            "bone .. (?:visible|showing|out|sticking|through)|can see (?:the )?bone|see my bone"
        ),
        near(
            "cut|sliced|gashed|gash|slashed|wound|tore|ripped",
            "wide open|to the bone|bone deep|see bone|the bone|gaping|artery",
            6,
        ),
        near("bleeding|blood|bleed|nosebleed", WONT_STOP, 5),
        near("cut|gash|wound|sliced|gashed|nose|knee|leg|hand|finger|head|arm|shin", r"gush\w*|spurt\w*|squirt\w*", 8),
        near("stool|stools|poo|poop|diarrhoea|diarrhea", "black|tarry|blood|bloody", 4),
        near("leg|arm|ankle|wrist|finger|elbow", "bent the wrong way|wrong angle|weird angle|funny angle|deformed", 6),
    ),
    *emergency(
        "bleeding",
        near("bleeding", r"still|min|mins|minutes|hour|hours", 6),
        needs=re.compile(r"\b(?:min|mins|minutes|hour|hours|hrs|pressing|pressure|towel)\b"),
        unless=MINOR_CUT,
    ),
    *emergency(
        "allergy",
        near("throat|tongue|lips|lip|face|airway|mouth", SWELLS, 5),
        near("throat|airway|windpipe", r"clos(?:es|ed|ing|e up)|tight\w*|cant swallow", 5),
        near(
            "hives|rash|welts|itchy|itching|stung|sting|bitten|bee|wasp|allergic|peanut|peanuts|nuts|shellfish",
            r"breath\w*|wheez\w+|throat|lips|tongue|faint\w*|dizzy|covered|all over|everywhere|epipen|epi pen|chest|"
            r"threw up|vomit\w*",
            10,
        ),
        near("covered|all over|everywhere", "hives|welts|rash", 4),
        near("epipen|epi pen|adrenaline pen", "used|using|need|jabbed|stabbed|injected|havent got|no", 5),
        said("anaphylaxis|anaphylactic|allergic shock|allergic reaction"),
    ),
    *emergency(
        "pregnancy_bleeding",
        near(
            "pregnant|pregnancy|weeks along|trimester",
            "bleeding|blood(?! pressure| test| work| sugar)|spotting|contractions|waters broke|waters have|leaking|"
            "baby .. moving",
            10,
        ),
    ),
    *emergency("meningitis", near("stiff neck|neck stiff|neck is stiff", "fever|rash|light hurts|temperature", 10)),
    *emergency("torsion", near("testicle|testicles|bollock|bollocks", "sudden|suddenly|agony|swollen|excruciating", 8)),
    *emergency(
        "hypothermia", said("hypothermia|hypothermic"), near("shivering", "cant stop|wont stop|blue|cant feel", 8)
    ),
    *emergency(
        "overdose",
        said(
            "whole (?:pack|bottle|box|packet|strip) of .. (?:painkillers|pills|tablets|paracetamol|sleeping)|"
            "all my pills|overdosed|overdose|poisoned"
        ),
        near(
            "took|taken|swallowed|popped|had",
            r"(?:too many|all (?:of )?(?:my|the)|[1-9]\d|ten|twenty|thirty) (?:\w+ )?(?:pills|tablets|paracetamol|"
            "ibuprofen|nurofen|tylenol|painkillers|caffeine)",
            3,
        ),
    ),
]
