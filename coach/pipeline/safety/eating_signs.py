"""Signs of an eating disorder: they get support, and no weight plan."""

from __future__ import annotations

import re

from coach.pipeline.safety.patterns import emergency, near, said

FUEL_TODAY = re.compile(r"\b(?:lunch|breakfast|dinner|this morning|last night|noon|midday|\d+ ?(?:am|pm)|\d+ hours?)\b")
BUDGET = re.compile(
    r"\b(?:deficit|burn|burning|burned|burnt|surplus|extra|more|minus|left|lunch|breakfast|snack|gels?|bar|"
    r"per serving|shake|dinner|meal|session burns|an hour)\b"
)
CONSTIPATED = re.compile(r"\b(?:constipat\w+|prescribed|colonoscopy)\b")
WATCHED = re.compile(r"\b(?:watch\w*|netflix|series|show|episodes?)\b")
LONG = re.compile(r"\b(?:\d+ days?|(?:two|three|four|five|six) days?|days|a week|weeks|this week|all week|weigh in)\b")

SICK = "(?:throw up|be sick|sick|vomit|puke|barf|gag)"
VOMIT = (
    "vomit|vomiting|puke|puking|purge|throw up|throwing up|chuck up|chucking up|chundering|spew|spewing|barf|"
    "barfing|hurl|bring up|bringing up|sick up"
)
MEAL = "meals?|food|eating|eat|ate|dinner|lunch|breakfast|tea|binges?|calories"
FORCED = (
    "make myself|made myself|making myself|force myself to|forcing myself to|forced myself to|makes herself|"
    "makes himself"
)
LITTLE = "coffee|water|gum|diet coke|coke zero|celery|apples?|lettuce|cucumber|soup|juices?|rice cakes|air|black coffee"

EATING = [
    *emergency(
        "eating_disorder",
        said(
            "anorexia|anorexic|bulimia|bulimic|eating disorder|binge and purge|binge .. purging|bingeing .. purging|"
            "purging|purge (?:after|every|at)|orthorexia|orthorexic|arfid|ednos|body dysmorphia|body dysmorphic|"
            + "|".join(f"{forced} {SICK}" for forced in FORCED.split("|"))
            + "|fingers down my throat|throw up what i|throw up everything i|puke (?:my|all|every)|chew .. spit|"
            "chewing .. spit|chewing .. spitting|spitting .. food|spit out my food|hide my food|hiding food|"
            "hiding my food|hate my body|hate how my body|hate what i see|cant look in the mirror|disgusted (?:by|"
            "with) (?:my|myself)|disgusted at my body|lost my periods?|lost (?:her|my) period|period (?:has |"
            "have )?(?:stopped|gone|disappeared|vanished)|periods (?:has |have )?(?:stopped|gone|disappeared|"
            "vanished)|stopped (?:having|getting) (?:my )?periods?|havent had (?:a|my) period|not had (?:a|"
            "my) period|no period .. months|amenorrhea|amenorrhoea|starve myself|starving myself|"
            "eating makes me (?:panic|anxious|sick|cry)|stopped eating|dont deserve (?:food|to eat|dinner|lunch)|"
            "not allowed to eat|only (?:let|allow) myself|earn my (?:food|dinner|meals?|calories)|"
            "earn (?:the right to eat|food)|burn off everything i eat|run off everything i eat|pretend to eat|"
            "pretending to eat|lie about (?:eating|what i eat)|lying about (?:eating|food)|"
            "obsessed with (?:calories|my weight|the scales?|being thin)|skin and bones"
        ),
        near(VOMIT, f"after (?:{MEAL})|after (?:every|each)|{MEAL}", 3),
        near(
            VOMIT,
            "binge|stay at .. weight|race weight|on purpose|calories|(?:keep|get) (?:my )?weight|stay (?:thin|lean|"
            "light)",
            6,
        ),
        near("starve|starving|starved", "binge|weight|lean|thin|days|week|skinny"),
        near(
            "scared|afraid|terrified|frightened|petrified",
            "of (?:food|eating|carbs|calories|meals)|to eat(?! before| too)",
            3,
        ),
        near("terrified|petrified|scared|afraid", r"(?:gaining|putting on|gain|regaining) (?:any )?(?:weight|fat)", 4),
        near("feel fat|feeling fat|feel so fat", r"skip\w*|starv\w+|eat|eating|ate|meals|calories|kcal", 12),
        near(
            "eating|eat|ate|food",
            "guilty|guilt|ashamed|disgusted|disgusting|punish|run it off|burn it off|hate myself",
            6,
        ),
        near("hide|hiding|hid|bin|binning", "my (?:dinner|food|meals?|lunch|breakfast)|what i eat", 2),
        near("hate|hating|disgusting|disgusted|gross|repulsive", "my body|my reflection|how i look|in the mirror", 5),
        near(
            "skip|skipping|skipped",
            r"(?:meals|dinner|lunch|food) .{0,20}(?:punish|compensate|make up|lighter|thin|fat|guilty)",
            2,
        ),
        near("bmi", r"1[0-7](?:_\d+)?", 4),
        near("underweight", "fat|lose|losing|thinner|lighter|leaner|diet", 10),
    ),
    *emergency(
        "eating_disorder",
        said(
            "havent eaten|not eaten|hardly eaten|barely eaten|barely eating|hardly eating|no food|without food|"
            "not eating"
        ),
        needs=LONG,
        unless=re.compile(r"\b(?:stomach bug|flu|camp|fever|surgery|ramadan)\b"),
    ),
    *emergency(
        "eating_disorder",
        said("no period(?! pains?| cramps?)|no periods"),
        needs=re.compile(r"\b(?:kg|kilos|lbs|stone|lighter|weight|lean|leaner|thin|months|fat|eating)\b"),
    ),
    *emergency(
        "eating_disorder",
        said("havent eaten (?:anything )?(?:in|for) .. days|not eaten (?:in|for) .. days|havent eaten since"),
        unless=FUEL_TODAY,
    ),
    *emergency(
        "eating_disorder",
        near(
            "only had|only having|only eating|just had|living on|surviving on|lived on|nothing but|living off|"
            "survive on|only drinking",
            LITTLE,
            5,
        ),
        needs=LONG,
    ),
    *emergency(
        "eating_disorder",
        near(
            "eat|eating|ate|on|under|only|just|consume|restrict|restricting|restricted|having|sub|intake|myself",
            r"[2-9]\d\d ?(?:k?cals?|calories) (?:(?:a|per|each|every) day|daily)|[2-7]\d\d ?k?cals?(?= and| max|,)",
            5,
        ),
        near("only|just|under|max|below", r"[2-9]\d\d ?(?:k?cals?|calories)", 4),
        unless=BUDGET,
    ),
    *emergency(
        "eating_disorder",
        near(
            "laxatives|laxative|dulcolax|senna|diuretics",
            "lighter|weight|weigh|lean|skinny|thin|cut|meals?|eat|eating|flat|abuse|abusing",
            8,
        ),
        near("laxatives|laxative|dulcolax|senna", "taking|take|took|need|every", 4),
        unless=CONSTIPATED,
    ),
    *emergency(
        "eating_disorder",
        near(
            "binge|binged|bingeing|binging|binges",
            r"throw\w* up|puk\w+|sick|vomit\w*|starv\w+|fast\w*|cant stop|out of control|hate|ashamed|disgusted|"
            r"every night|secret\w*|punish|burn",
            8,
        ),
        unless=WATCHED,
    ),
]
