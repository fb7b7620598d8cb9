"""The rules behind intents: what speaks for one and what against it, the first that fits wins."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from coach.pipeline.running_rules import (
    AWAY,
    FITNESS,
    LEGS,
    OUTCOMES,
    PLAN_QUESTIONS,
    SCHEDULE,
    SPEED,
    UNWELL,
    WEEKDAY,
)

Intent = Literal[
    "today", "week", "losses", "pace", "log", "goal_change", "plan_change", "feedback", "profile_update",
    "plan_question", "fitness", "outcome", "small_talk", "knowledge",
]  # fmt: skip


class Rule(NamedTuple):
    intent: Intent
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def rule(intent: Intent, *words: str, unless: str = "") -> Rule:
    """`words`: any one of these regular expressions."""
    return Rule(intent, re.compile("|".join(words)), re.compile(unless) if unless else None)


DAY: Final = r"(?:today|tonight|tomorrow|this (?:morning|afternoon|evening)|now|next)"
WHEN: Final = rf"(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening|week)|next week|{WEEKDAY})"
PART: Final = r"(?:workout|session|run|training|race|intervals?|it|that|today|sleds?|long run|wall balls|this week)"
DEGREE: Final = r"(?:so |very |really |pretty |super |quite |a bit |way |too |much |kind of |absolutely |completely )*"
LIFE: Final = r"(?:schedule|shifts?|job|work|availability|equipment|gym|weight|address|age|division|race date)"
SPORT: Final = (
    r"(?:(?:ultra|half|full|trail|first|spring|autumn)[- ]?)*"
    r"(?:marathons?|ultras?|triathlons?|ironman|[51]0?0?k|deka|crossfit|doubles|pro|trail running|road running|running)"
)
ASKING: Final = (
    r"\b(?:how (?:do|does|can|could|should|much|many|long|often|hard|heavy|far|fast|soon|to)|why|should|does|is it|"
    r"what (?:do|does|if|to|happens|is the|are)|is there|are there|can you explain|difference|best)\b|\?$"
)
GREETING: Final = r"(?:hi|hey|hello|yo|hallo|howdy|good (?:morning|evening|afternoon|day|night))"
ENDING: Final = (
    r"(?:thanks?(?: you)?|cheers|bye|goodbye|see you|ok(?:ay)?|cool|great|perfect|nice(?: one)?|awesome|lol)"
)
REPLY: Final = r"(?:got it|sounds good|will do|yes|no|there|coach(?: k)?|so much|very much|a lot|then|later|again)"
FOR_THE: Final = r"for (?:the|your|all(?: the| your)?|that|this) ?(?:help|advice|tips?|answers?|plan)?"
DONE: Final = (
    r"(?:did|done|finished|completed|ran|rowed|skied|lifted|squatted|deadlifted|benched|biked|cycled|swam|walked|"
    r"hiked|raced|trained|pushed|carried)"
)
LOGGED: Final = (
    r"(?:workout|session|run|ran|row|ski|sled|race|result|benchmark|test|today|yesterday|min|minutes|km|k|miles?|kg|"
    r"lunges|wall balls|squats?|rpe|it|this)"
)
BEST: Final = r"(?:pr|pb|personal (?:best|record)|record|1rm|max)"

RULES: Final = (
    rule("small_talk", rf"^(?:(?:{GREETING}|{ENDING}|{REPLY}|{FOR_THE})(?:\W+|$))+$"),
    rule(
        "small_talk",
        rf"^(?:{GREETING}\W+(?:coach(?: k)?)?\W*)?(?:how (?:are|is) (?:you|it going|things|life)(?: doing)?(?: today)?|"
        r"who are you|what (?:are|is) you(?:r name)?|what can you do(?: for me)?|what do you do|what is up|"
        r"help(?: me)?|"
        r"are you (?:a )?(?:real|human|bot|ai|robot)(?: person)?|tell me a joke|nice to meet you|"
        r"what can i ask(?: you)?|how can you help(?: me)?)$",
    ),
    rule(
        "log",
        rf"^(?:please |can you |could you )?(?:log|record|save|track|enter|add|note)\b(?! book| scale).*\b{LOGGED}\b",
        rf"^log {LOGGED}",
        unless=r"\bhow (?:do|can|to)\b|\bwhere (?:do|can)\b|\bshould i\b|\bdo i\b",
    ),
    rule(
        "log",
        r"^(?:(?:today|yesterday|this morning|tonight|so|ok|hey|just|last night|earlier|on \w+day)\W+)*"
        rf"(?:i (?:have )?(?:just )?|we (?:just )?|just )?{DONE}\b.*\d",
        r"^\d+(?:[.,]\d+)? ?(?:km|k|mi|miles?|m|min|minutes)\b.*\b(?:easy|tempo|run|row|ski|bike)\b"
        r".*\b(?:in|at|rpe|today|yesterday)\b",
        unless=ASKING + r"|\bwhat pace|\blose\b|\blost\b|\bnext race\b|\bfelt\b(?!.*\d+ ?(?:km|k|mi|min|m|x)\b)",
    ),
    rule("plan_question", *PLAN_QUESTIONS, unless=r"\b(?:eat|drink|wear|pack|fuel|feels?|have i|did i)\b"),
    rule("fitness", *FITNESS, unless=r"\b(?:calculated|computed|measured|come from)\b"),
    rule("outcome", *OUTCOMES, unless=r"\b(?:if|when|what|should|how|why)\b|\bpersonal|\bgoal\b"),
    rule(
        "profile_update",
        *UNWELL,
        *SCHEDULE,
        r"\bi (?:am|got|have been|was just) (?:injured|sick|ill|pregnant)\b",
        r"\bi (?:have )?(?:injured|hurt|sprained|strained|tweaked|pulled|twisted) my\b",
        rf"\bi (?:have )?(?:got|set|hit|have) (?:a )?(?:new|another) {BEST}\b|^new {BEST}\b",
        rf"\bmy (?:\w+ )?{LIFE} (?:has |have |just )*(?:changed|is (?:now|different)|changes|is on)\b",
        r"\bi now (?:weigh|have|train|work|live)\b|\bi (?:weigh|am) \d+(?:[.,]\d+)? ?(?:years old|yo)\b",
        r"\bi weigh \d|^i am \d+(?:[.,]\d+)? ?(?:kg|kilos|lbs?|pounds|cm)(?: now)?$",
        r"\bmy (?:race|hyrox) is (?:now )?(?:on|in)\b|\bi can only train\b",
        r"\bi (?:have )?(?:signed up|registered|entered|moved|changed jobs?|joined|bought|turned \d+)\b",
        r"\bi only have (?:\w+ )?(?:days?|hours?|a |dumbbells?|kettlebells?)|\bi (?:have )?(?:started|got) a new job\b",
        r"\bi (?:no longer|do not) have (?:access|a gym|a rower|a sled|equipment|a ski)",
        r"\bupdate my (?:profile|weight|age|division|race|details|max|pr)\b|\bcall me \w+$",
        r"\bmy (?:max|1rm|weight|height|age|birthday) is \d",
        unless=r"^(?:how|why|should|does|do|when|which|where|is|are|can|could|who|what)\b|"
        r"\b(?:how|what|should|can) (?:do|to|can|i)\b",
    ),
    rule(
        "goal_change",
        r"\b(?:change|update|switch|adjust|move|raise|lower|edit|set|drop|rethink|revise|delete)\b.{0,20}"
        r"\bmy (?:\w+ )?(?:goals?|target|goal time|target time|focus)\b",
        r"\b(?:my )?new goal\b|\bset (?:a|another|me a) (?:new )?goal\b",
        r"\bmy goal (?:is|has)(?: now)? (?:now |changed|to |sub|under|a )",
        rf"\b(?:switch|change|move|go)(?:ing)? (?:over |from \w+ )?to (?:an? |the |doing |running )?{SPORT}\b",
        r"\b(?:want|would like|decided|plan|going|ready|hoping) (?:to )?(?:train|prepare|training|switch|do|"
        r"run|focus)\b"
        rf".{{0,12}}\b(?:for|to|on|an?) (?:an? |the |my )?{SPORT}\b",
        rf"^(?:train|prepare|prep) (?:me )?for (?:an? |the |my )?{SPORT}\b",
        rf"\b(?:do|try|run) (?:an? )?{SPORT} instead\b",
        r"\b(?:i want|i would like|i wish|aim|aiming) (?:to )?(?:go |run |break |finish |be |get |do )*"
        r"(?:sub|under|below)\b",
        *SPEED,
        unless=r"^(?:how|why|does|when|which|where|is|are|who|pacing|splits|what pace|what splits|race pace)\b",
    ),
    rule(
        "plan_change",
        r"\b(?:skip|move|swap|shift|postpone|reschedule|push|cancel|drop|miss|replace|delay)(?:ped|ping|d|ed|ing)?\b"
        rf".{{0,30}}\b{WHEN}\b(?!.*\brace\b)",
        r"\b(?:can not|could not|not able to|unable to|will not|do not have time to|no time to) (?:\w+ )?"
        rf"(?:train|run|make it|do|work ?out|get to the gym|come)\b.{{0,25}}\b{WHEN}\b",
        r"\btoo (?:hard|easy|much|tough|heavy|long|intense|little)\b.{0,20}\b(?:this week|plan|this block)\b",
        r"\b(?:my|the|this) (?:training |week.?s )?(?:plan|week|block|program(?:me)?|schedule) "
        r"(?:is|was|feels|felt|looks|seems) (?:way |far |a bit |just |really )?too\b",
        r"\b(?:make|adjust|change|adapt|lighten|rework|rewrite|update|shorten|reduce|ease)\b.{0,20}"
        r"\b(?:my|the|this|todays|tomorrows) (?:training )?(?:plan|week|program(?:me)?|session|workout|schedule)\b",
        rf"\bi (?:will be |am )?(?:travell?ing|away|on holiday|on vacation|off)\b.{{0,25}}\b{WHEN}\b",
        r"\b(?:need|want|take) (?:a |an )?(?:extra )?(?:rest day|day off|easier week|lighter week|week off)\b",
        *AWAY,
        unless=r"^(?:how|why|does|which|where|is it|are|who|what (?:is|are|does|if|happens))\b|\bwhat to\b|\bshould i "
        r"(?:skip|drop|reduce|cut)\b(?!.*\b(?:today|tomorrow|tonight)\b)|\b(?:kg|lbs?|sled|ball)\b.*\btoo heavy\b",
    ),
    rule(
        "losses",
        r"\bwhere (?:do|did|am|can|could|is|are|should|was) (?:i|my|me)\b.{0,25}"
        r"\b(?:los(?:e|t|ing)|slow|slowest|weak|weakest|time|gain|save|improve|faster|minutes)\b",
        r"\b(?:what|which|where)\b.{0,18}\bmy (?:weakest|worst|slowest|weak|biggest|bad)\b",
        r"\bmy (?:weakest|worst|slowest) (?:station|split|part|run|leg)s?$",
        r"\b(?:analy[sz]e|review|look at|break down|check|go through|explain) my (?:last |latest |recent )?"
        r"(?:race|splits?|result|hyrox)",
        r"\bwhat (?:cost|costs|is costing|slowed|slows|held|holds) me\b",
        r"\bhow (?:was|did) my (?:last |latest )?(?:race|hyrox)\b",
        r"\bmy last race\b.{0,20}\b(?:go|los|weak|slow|split)|\bwhat (?:am i|was i) (?:worst|slowest|weakest|"
        r"losing|bad)",
        r"\bwhat are my (?:weakness(?:es)?|weak (?:points?|spots?|stations?))",
        unless=r"\bhow (?:do|can|should|to) |\bhow (?:i|to) ",
    ),
    rule(
        "today",
        r"\bwhat\b.{0,30}\b(?:do|train|on|planned|workout|session|plan|up next|next|training|scheduled?|"
        r"running|doing|have)\b"
        rf".{{0,20}}\b{DAY}$",
        r"^(?:and )?(?:train(?:ing)?|workout|session|plan|run|gym) (?:for )?(?:today|tomorrow|tonight)$",
        r"\b(?:todays?|tomorrows?|next|tonights?) (?:training|workout|session|plan)$|^what now$|^(?:today|tomorrow)$",
        r"\bwhat is (?:on|next|up next|planned|scheduled|my next (?:session|workout|training))(?: for)?(?: me)?"
        r"(?: (?:today|tomorrow|tonight|now))?$",
        r"\b(?:am i ready (?:to|for a hard)|am i ready(?: today)?$|how ready am i|how (?:is|"
        r"are) my (?:readiness|recovery))\b",
        r"^(?:what is )?my readiness(?: score)?(?: today)?$",
        r"\bdo i (?:train|run|rest|have (?:a |any )?(?:session|training|workout|plan)|work ?out)\b.{0,15}"
        rf"\b{DAY}$",
        r"\b(?:should|can|do) i (?:train|rest|go hard|push|work ?out|do the (?:session|workout)|run)(?: hard| easy)?"
        r" (?:today|tonight|tomorrow)(?: or rest)?$",
        r"\b(?:how (?:long|many (?:days|weeks))|when) (?:is it |do i have |are left |is |left )?(?:until|till|"
        r"to|before)? ?"
        r"(?:my|the) (?:next )?race$|\bwhen is my (?:next )?(?:race|session|workout)",
        r"\bgive me (?:todays|my|a) (?:workout|session|training)(?: for (?:today|tomorrow))?$",
        r"\b(?:is|what about) (?:today|tomorrow)(?: a)? ?(?:rest day|hard|easy)?$",
        unless=r"\bwhat to (?:eat|drink|wear|pack)\b",
    ),
    rule(
        "week",
        r"\bhow (?:was|is|did|has|goes|are)\b.{0,25}\b(?:my|this|the) (?:training )?(?:week|"
        r"training)\b(?!.{0,25}\bplan\b)",
        r"\b(?:my|this) (?:training|weeks?|weekly) ?(?:this week|so far|summary|review|volume|load|recap|in review)\b",
        r"\b(?:sum(?:mary|mari[sz]e)|recap|review|overview)\b.{0,15}\b(?:my |this |the |last )?week(?:ly)?\b",
        r"\bhow (?:much|many|often)\b.{0,30}\b(?:did|have|do) i\b.{0,25}\b(?:this|last|so far this) week\b",
        r"\bwhat (?:did|have) i (?:do|done|train|trained|log|logged)\b.{0,15}\bweek\b|^(?:my|this) week$",
        r"\bam i (?:on track|training enough|doing (?:enough|too much|more|less))\b|\bhow am i doing\b",
        unless=r"\bhow (?:do|should|can) i\b(?!.*\bthis week$)",
    ),
    rule(
        "feedback",
        rf"\b(?:{PART}|legs|body|everything) (?:really |just |today |all )*(?:felt|feels?|was|were|went|are|is|"
        rf"been) {DEGREE}"
        r"(?:hard|harder|easy|easier|tough|great|good|awful|terrible|amazing|bad|heavy|brutal|fine|okay|ok|"
        r"awesome|rough|"
        r"smooth|well|horrible|perfect|fun|strong|slow|fast|sluggish|dead|fresh|tired)\b",
        r"^(?:what a |that was an? |had an? |a )?(?:really |very |such an? |so )?"
        r"(?:great|good|awful|terrible|amazing|bad|tough|hard|brutal|worst|solid|awesome) (?:\w+ )?"
        r"(?:workout|session|run|training|race|day|week)(?: today| yesterday| this morning)?$",
        rf"\bi (?:feel|felt|am|was) {DEGREE}(?:tired|exhausted|strong|great|good|dead|wrecked|fresh|flat|"
        rf"destroyed|sore|"
        r"awful|motivated|sluggish|smashed|drained|proud|happy)(?: today| now| after .*)?$",
        r"\bi (?:enjoyed|loved|hated|struggled|crushed|smashed|nailed|survived|bonked|failed|could not finish)\b",
        r"\b(?:loved|hated|crushed|nailed) (?:it|that|the|todays)\b|^my legs (?:are|were|feel|felt)\b",
        *LEGS,
        unless=ASKING + r"|\b(?:when|if|but|what)\b",
    ),
)

GROUP: Final = re.compile(r"\b(?:open|pro|wom[ae]ns?|m[ae]ns?|mixed|doubles|female|male|singles|relay)\b")
PACE: Final = re.compile(
    r"\b(?:paces?|pacing|splits?|race plan|targets?|per k(?:m|ilomet(?:er|re))?|station times?|run times?|how fast|"
    r"what times?|breakdown|time do i need)\b"
)
# Asked for without a time: the goal time is meant.
PACE_PLAN: Final = re.compile(
    r"\b(?:make|give|build|calculate|show|create|work out|compute)(?: me| us)? (?:a |an |my |the )?(?:race )?"
    r"(?:pac(?:e|ing) plan|splits?|target (?:paces?|splits?|times?))\b|"
    r"\bwhat (?:are|is|should be) my (?:target |goal |race )?(?:splits?|paces?|pace plan)\b|^pac(?:e|"
    r"ing) plan(?: please)?$|"
    r"^my (?:target|goal|race) (?:splits|paces?)$|\b(?:splits?|paces?|pacing) for my (?:goal|target)\b"
)
NOT_A_RACE: Final = re.compile(
    r"\b(?:5 ?k|10 ?k|(?<!and a )half|marathon|easy|long run|tempo|threshold|interval|zone|bike|parkrun|miles?|compare|"
    r"average|percent|good|typical|normal|record|difference|between|\d day|carb|how many people|enough|switch to)\b"
)
