"""Signs of self-harm, in plain words and in veiled ones."""

from __future__ import annotations

import re

from coach.pipeline.safety.patterns import emergency, near, said

# Said of a cut that nobody made on purpose, of a diet, or of kindness to oneself.
ACCIDENT = re.compile(
    r"\b(?:rig|box|sled|shav\w+|knife|glass|kitchen|accident\w*|barbell|cooking|plate|slack|a break|off from)\b"
)
DIET = re.compile(r"\b(?:k?cals?|calories|protein|carbs?|bulk\w*|weight|lean|kg|lbs|macros|idiom)\b")
FIGURE = re.compile(
    r"\b(?:burpees?|wall balls?|sleds?|lunges|row|rower|erg|run|running|race|hyrox|workout|wod|session|km|mile|reps?|"
    "leg day|set|training plan|(?:my|the|this) (?:plan|programme|program)|schedule|diet|job|commute|weather|"
    r"treadmill|strong|pb|pr|lol|haha\w*)\b"
)
HOUSEHOLD = re.compile(r"\b(?:shav\w+|kitchen|cooking|accident\w*|rig|box|sled|barbell|shoulder)\b")
SUPPLEMENT = re.compile(r"\b(?:salt|electrolytes?|vitamins?|creatine|magnesium|iron|energy|points)\b")
EARLY = re.compile(r"\b(?:alarm|am|early|morning|mornings|session|gym|on time|tired|sleepy)\b")

POINT = "|".join(
    rf"{none} (?:\w+ ){{0,2}}?(?:point|reason|purpose|sense) (?:in |of |to )(?:\w+ )?(?:alive|living|live|life|"
    r"exist\w*|here|carry\w* on|go\w* on|any of it|anything|it all|waking up)"
    for none in ("no", "see no", "dont see", "cant see", "whats", "what is", "isnt any", "wheres", "lost", "theres no")
)
GONE = "(?:be here|be around|be alive|live|exist|wake up|be on this earth)(?! (?:at|on|for|near|in|with|early))"
WISHES = (
    "think|thinking|thought|thoughts|want|wish|wished|rather|hope|hoping|dream|dreaming|wonder|wondering|feel like|"
    "planning|plan|ready|going|gonna|tempted|fantasise|fantasize"
)
HURT_MYSELF = (
    "hurt myself|hurting myself|cut myself|cutting myself|burn myself|burning myself|burned myself|scratch myself|"
    "scratching myself|punch myself|punching myself|hit myself|hitting myself|harm myself|bruise myself|hurt my self"
)
PURPOSE = (
    r"on purpose|deliberately|intentionally|to cope|to feel|punish\w*|when i (?:miss|fail|eat|lose)|"
    "after (?:a )?(?:bad|every|each)|feels? better|relief|helps?|urges?|deserve|again"
)
FAMILY = "(?:kids|children|family|wife|husband|partner|parents|mum|mom|dad|friends|girlfriend|boyfriend)"

PLAIN = [
    *emergency("self_harm", said("cut myself"), unless=ACCIDENT),
    *emergency(
        "self_harm",
        said(
            "suicide|suicidal|self harm|self harmed|self harming|selfharm|self harms|self injury|kill myself|"
            "killing myself|killed myself|kill my self|killing my self|kill (?:herself|himself|themselves)|"
            "end my (?:own )?life|ending my (?:own )?life|take my (?:own )?life|taking my (?:own )?life|end it all|"
            "ending it all|want to die|wants to die|wanted to die|wanna die|wish i was dead|wish i were dead|"
            "rather be dead|want to be dead|better off dead|ready to die|deserve to die|should just die|"
            "should be dead|might as well (?:be dead|die)|hang myself|shoot myself|slit my|drown myself|top myself|"
            "off myself|do myself in|neck myself|kms|unalive|end me for good|ideation|take my own"
        ),
    ),
    *emergency(
        "self_harm",
        said(
            "cut myself on purpose|cutting myself|cuts (?:herself|himself)|burning myself|hurting myself again|"
            "want to hurt myself|thinking of hurting myself|thinking about hurting myself|harm myself|"
            "harming myself|cut my (?:arms|wrists)|cutting my (?:arms|wrists|thighs|legs)"
        ),
        near(HURT_MYSELF, PURPOSE, 8),
        unless=ACCIDENT,
    ),
    *emergency(
        "self_harm",
        near(
            "scratching|scratch|picking|punching|biting|cutting|cut|digging",
            r"they bleed|it bleeds|i bleed|im bleeding|when(?:ever)? (?:i feel|i get|im|i am) (?:\w+ )?(?:low|sad|"
            "upset|numb|empty|worthless|angry|anxious|stressed|down)",
            7,
        ),
        near(
            "burning my|burnt my|burned my|burn my|burning holes",
            r"lighter|cigarettes?|straighteners?|on purpose|goes badly|feel|upset|low|stressed",
            8,
        ),
        near(
            "cutting|cuts|cut",
            "cope|relapsed?|urges?|scars|razor|blade|wrists?|my skin|(?:bad|rough|awful) (?:sessions?|days?|races?|"
            "nights?)|upset|sad|hate myself",
            6,
        ),
        unless=re.compile(f"{ACCIDENT.pattern}|{DIET.pattern}"),
    ),
]

VEILED = [
    *emergency(
        "self_harm",
        said(POINT),
        near(
            "life|living|existence|being alive",
            "isnt worth|not worth|pointless|meaningless|hopeless|unbearable|fed up with|give up on|giving up on|"
            "cant face",
            4,
        ),
    ),
    *emergency(
        "self_harm",
        said(
            rf"dont (?:\w+ )?(?:want to|wanna) {GONE}|not want to {GONE}|rather not {GONE}|doesnt want to (?:live|"
            "be alive|be here any ?more)|dont feel like living|dont see a future|dont deserve to (?:live|be here|"
            "be alive)|nothing (?:left )?to live for|not worth living|isnt worth it any ?more life|"
            "no point (?:living|going on|being here|carrying on)|no reason (?:living|for living)|"
            "cant live like this|go on living|given up on life|had enough of (?:life|living)|tired of (?:living|"
            "life|being alive|being here|existing|it all)|done with (?:life|living|everything|it all)|"
            "sick of (?:living|life|being alive|being here)|hate being alive|over it all|everything (?:is|feels|"
            "seems) (?:hopeless|pointless)|better off without me|better without me|burden (?:to|on) (?:everyone|"
            "everybody|my|people|others|them)|just a burden|world .. without me|wish i wasnt (?:here|alive|born)|"
            "wish i werent here|wish i was never born|wish i didnt exist|want it all to (?:stop|end|be over)|"
            "want everything to (?:stop|end|be over)|want to disappear|just disappear|disappear forever|"
            "disappear for good|sleep forever|never wake up|not wake up anymore|stop existing|cease to exist|"
            "dont care if i (?:live|die|wake)|ending things(?! with)|going to end it|end it tonight|miss me if|"
            "would miss me|jump off a|jump in front of|want out of (?:life|this life)|feel worthless|im worthless|"
            "dont deserve to be alive|into the (?:sea|river|lake|ocean) and (?:not|never)|"
            r"if i (?:\w+ ){0,2}(?:disappeared|vanished|was gone|were gone|wasnt (?:here|around)|werent (?:here|"
            "around)|was dead|were dead|never woke up|didnt wake up|stopped existing)"
        ),
    ),
    *emergency(
        "self_harm",
        said(
            r"cant go on(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day| the| a | my| this| holiday| \d)|hate my life|"
            "cant take (?:it|this) any ?more|cant do (?:this|life|it) any ?more|cant carry on|cant cope any ?more|"
            "dont want to (?:go on|carry on|keep going)|hope i die|hoping i die|wish id die|wish i would die|"
            "wouldnt mind dying|if i died"
        ),
        unless=FIGURE,
    ),
    *emergency(
        "self_harm",
        near(
            WISHES,
            "not waking up|never waking up|not wake up|dont wake up|not being (?:here|around|alive)|not existing",
            7,
        ),
        unless=EARLY,
    ),
    *emergency(
        "self_harm",
        near(
            WISHES,
            "end it(?! with| on| strong| there| at| by)|ending it(?! with| on| strong)|end(?:ing)? (?:things|"
            r"everything|my)|death|dying|how to die|suicid\w+",
            4,
        ),
        unless=FIGURE,
    ),
]

PLANNED = [
    *emergency(
        "self_harm",
        near("blade|razor|razors|knife|scissors", "my (?:arms?|legs?|wrists?|thighs?|skin|stomach)|myself", 5),
        unless=HOUSEHOLD,
    ),
    *emergency(
        "self_harm",
        near(
            "train platform|platform edge|railway|train tracks|train line|cliff edge|motorway bridge|rooftop|ledge",
            WISHES,
            9,
        ),
        near("bridge|cliff|balcony|railway|traffic", "jump|jumping|tempted|urge|step off|stepping off|throw myself", 8),
        unless=re.compile(r"\b(?:glutes?|bridges|box|squats?)\b"),
    ),
    *emergency(
        "self_harm",
        near(
            "saving|saved|saving up|saved up|stockpiling|stockpiled|hoarding|collecting|counting|counted|stash|enough",
            r"tablets|pills(?! a day)|meds|sleeping pills",
            5,
        ),
        near("take|taking|swallow|swallowing|neck|down", "all (?:of )?my (?:pills|meds|tablets|insulin)|every pill", 3),
        unless=SUPPLEMENT,
    ),
    *emergency(
        "self_harm",
        near(
            "driving|drive|crash|crashing|swerve|swerving|steer|steering|walk|walking|step|stepping|jump|jumping|"
            "throw|throwing",
            r"(?:my car |the car |it )?into (?:a tree|traffic|oncoming \w+|a lorry|a truck)|off (?:a|the) (?:bridge|"
            "cliff|building|roof|balcony|road)|in front of (?:a|the) (?:train|bus|lorry|truck|car|tube)|"
            "into the path|under a (?:train|bus|lorry)",
            4,
        ),
        said(
            "way to die|ways to die|painless way|painless death|way to kill|ways to kill|noose|a gun to my|"
            "my last (?:message|note|goodbye) (?:to|before)|this (?:is|will be|might be|may be|"
            "could be) my last (?:message|chat|text|night|goodbye)|goodbye (?:forever|everyone|world|for good|note|"
            "letters?)|saying (?:my )?goodbyes?|said (?:my )?goodbyes?|wont be (?:here|around) (?:much longer|"
            "any ?more|for (?:long|much longer))|suicide note|"
            rf"letter (?:to|for) my {FAMILY}|letters (?:to|for) my {FAMILY}|note for my {FAMILY}|after im gone|"
            "giving away (?:all )?my (?:things|possessions|belongings|stuff)"
        ),
    ),
]

SELF_HARM = (*PLAIN, *VEILED, *PLANNED)
