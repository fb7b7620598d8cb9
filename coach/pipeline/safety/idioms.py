"""Gym slang and figures of speech that name no sign, though their words do."""

from __future__ import annotations

import re

EFFORT = (
    r"(?:wall balls?|sleds?|burpees?|lunges|row(?:er|ing)?|ski(?:erg)?|erg|runs?|running|session|workout|wod|intervals|"
    r"repeats|laps?|race|roxzone|finisher|simulation|sim|metcon|emom|amrap|squats|hill|treadmill|first (?:km|mile|run))"
)
GAP = r"(?: [\w,]+){0,5}?"

# Each as it stands in the plain spelling; a figure about dying counts only beside the effort it speaks of.
FIGURES = (
    r"chest (?:day|days|strap|press|presses|fly|flys|flies|workout|session|exercises?|training|supported|height|"
    r"high|up)",
    r"chest (?:to|2) (?:the )?(?:floor|ground|bar|deck|wall)",
    r"(?:chest|heart|hr) (?:monitor|sensor|strap|zones?)",
    r"back squats?",
    r"back half",
    r"heart of the",
    r"(?<!my )(?<!lower )(?<!upper )(?<!the )(?<!mid )back (?:to|into|off|up|from|on|home|in(?! \d| may| june))",
    r"heart ?rates",
    r"heart and soul",
    r"by heart",
    r"no pain,? no gain",
    r"pain ?cave",
    r"hurt locker",
    r"a (?:real )?pain to",
    r"pain in the (?:ass|arse|butt|neck)",
    r"(?:shoulder|shoulders) to (?:overhead|shoulder)",
    r"suicide (?:sprints?|runs?|drills?|shuttles?|intervals?|laps?|ladders?)",
    r"suicidal (?:pace|pacing|start|split)",
    r"kill(?:ed|ing|s)? me(?: \w+){0,3} (?:lol|haha\w*)",
    r"(?:get|gets|got|getting|keep|keeps) (?:my |the |your )?blood (?:pumping|flowing|going|moving)",
    r"hit (?:the|a) wall(?! with)",
    r"hit (?:my|the|a|our) (?:target|goal|pace|zone|macros|protein|numbers|splits?|gym|pb|pr|road|trail|shower)s?",
    r"head (?:down|start|space|torch|band|unit|wind|coach|game)",
    r"(?:clear|lose|lost|keep|kept|use|using) (?:my|your) head",
    r"get (?:my|your) head (?:in the game|right|straight|round|around)",
    r"all in (?:my|your) head",
    r"(?:bike|cycle|new) saddle",
    r"saddle (?:recs?|recommendations?|height|sores?|position|bag)",
    "collapsed (?:on|onto|in|into) (?:my |the |a )?(?:bed|sofa|couch|chair|armchair)(?! and (?:cant|couldnt|dont|"
    "woke))",
    r"collapsed (?:with laughter|laughing|in giggles)",
    r"heart (?:skipped|missed) a beat (?:when i saw|seeing|at the)",
    r"a wee (?:bit|cup|drink|run|chat|question|while|jog|break|niggle|dram|rest|tip)",
    r"passed out (?:on the |in |in my )?(?:sofa|couch|bed|asleep)(?= (?:[\w,]+ ){0,6}(?:nap|sleep|slept|asleep|hours|"
    "idiom))",
    r"cut(?:ting)? (?:myself|me|yourself) some slack",
    r"career suicide",
    rf"(?:want|wanted|wanna|ready|going) (?:to )?die{GAP} {EFFORT}",
    rf"(?:nearly|almost|dont want to|not|without|didnt) kill(?:ed|ing)? myself{GAP} {EFFORT}",
    r"(?:almost|nearly|about) (?:had|gave me|to have) a heart attack (?:when|at|seeing|because)",
    r"heart attack when i saw",
    r"under pressure",
    r"pressure (?:was|is) off",
    r"(?:blood|pop) ?bath",
    r"cutting (?:edge|phase|back|down|weight|diet|calories|short)",
    r"pop my hips?",
    r"(?:starving|hungry) for",
    r"stroke rate",
    r"(?:foot|heel|forefoot|midfoot) ?strik\w+",
    r"(?:broke|break|breaking|smash|smashed) (?:my|the|a|his|her) [\w ]{0,25}?(?:record|pb|pr|best)",
    r"drop dead",
)
IDIOMS = re.compile(rf"(?<= )(?:{'|'.join(FIGURES)})(?= )")
