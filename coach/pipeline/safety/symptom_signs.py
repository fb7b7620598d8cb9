"""Symptoms nobody has assessed; the slower warning signs among them stop all training."""

from __future__ import annotations

import re

from coach.pipeline.safety.patterns import Sign, near, rows, said

JOINTS = (
    "knee|knees|ankle|ankles|hip|shin|shins|foot|feet|heel|heels|toe|achilles|elbow|"
    "elbows|wrist|wrists|groin|rib|ribs|tendon|tendons|itb|it band|arch|sole|spine|tailbone|collarbone|hand|hands|"
    "finger|fingers|thumb|joint|joints|sciatic|patella|kneecap"
)
TRUNK = "back|neck|shoulder|shoulders|hips|stomach|abdomen"
MUSCLES = (
    "hamstring|hamstrings|quad|quads|calf|calves|glute|glutes|thigh|thighs|leg|legs|arm|arms|forearm|forearms|biceps|"
    "bicep|triceps|tricep|lats|lat|traps|abs|core|adductor|adductors|pec|muscle|muscles"
)
PAIN = (
    "pain|pains|painful|hurt|hurts|hurting|ache|aches|aching|achy|niggle|niggles|niggling|sore|soreness|discomfort|"
    "uncomfortable|killing me|tender|tenderness|sharp|stabbing|burning|throbbing|twinge|pinching|pinches|pinch|"
    "clicking and|injured|injury|flared up|inflamed"
)
TROUBLE = (
    "acting up|acts up|playing up|plays up|doesnt feel right|feels off|feels wrong|feels weird|not right|"
    "seizing|seizes|seized|"
    "locking|spasm|spasms|spasming|dodgy|went pop|pulled something|irritated|grumpy|nerve"
)
PERSISTS = re.compile(
    r"\b(?:persistent|constant|constantly|chronic|sharp|stabbing|shooting|niggle|niggles|twinge|left|right|one side|"
    r"wont go|not going away|doesnt go|doesnt go away|worse|worsening|again|every|lately|always|limp|limping|"
    r"(?:two|three|four|five|six|few|several|many|\d+) (?:weeks|months)|since last (?:week|month|year)|"
    r"for (?:a|over a|about a|the last) (?:week|month)|weeks now|for (?:weeks|months)|"
    r"(?:[5-9]|\d\d|five|six|seven|ten) days|pain|injured|injury)\b"
)
# Stiff and sore after training, on both sides and for some days: no symptom.
ORDINARY_SORE = re.compile(
    r"^(?=.*\b(?:after|from|yesterdays?|today|doms)\b)"
    r"(?!.*\b(?:sharp|stabbing|swollen|weeks|months|pains?|painful|left|right|for \d|(?:[5-9]|\d\d) days)\b)"
    r".*\b(?:sore|soreness|stiff|stiffness|tight|ache|aches|aching|achy|doms)\b"
)
NO_EASE = re.compile(r"\b(?:easy|dishes|stairs|walks?|walking|everyday|just from|doing nothing)\b")

# Nobody has looked at these yet: no workout before a clinician has.
SLOW_SIGNS = [
    *rows(
        "undiagnosed",
        "ankle_swelling",
        near("ankles|feet|legs", "swollen|swelling|swell|swelled|puffy"),
        is_blocking=True,
    ),
    *rows("undiagnosed", "murmur", said("murmur|heart murmur|murmurs"), is_blocking=True),
    Sign(
        "claudication",
        "undiagnosed",
        near("calf|calves|legs|leg|calfs", r"(?:when|whenever|while|if|on) .{0,12}walk(?:ing|s)?", 6),
        needs=re.compile(r"\b(?:rest|resting|stop|stops|eases|goes away|hurts?|cramps?|pain)\b"),
        is_blocking=True,
    ),
    Sign(
        "claudication",
        "undiagnosed",
        near("calf|calves|calfs", "walk|walking|walks", 6),
        needs=re.compile(r"\b(?:goes|eases|stops|settles|better|fine|gone)\b.*\b(?:stop|rest|stand|sit)\b"),
        is_blocking=True,
    ),
    Sign(
        "fatigue",
        "undiagnosed",
        said("exhausted|extremely tired|fatigued|fatigue|worn out|wiped out"),
        needs=NO_EASE,
        is_blocking=True,
    ),
    *rows(
        "undiagnosed",
        "fatigue",
        said("unusual fatigue|unusually tired|extreme fatigue|crushing fatigue"),
        near(
            "tired|exhausted|fatigued|drained|knackered|shattered|wiped|no energy",
            "all the time|for weeks|for months|weeks now|months now|constantly|no matter (?:how|what)|even after rest",
            8,
        ),
        is_blocking=True,
    ),
    *rows(
        "undiagnosed",
        "pop",
        near(
            "pop|popped|popping|snap|snapped",
            "felt|heard|hear|feel|loud|knee|ankle|shoulder|calf|hamstring|achilles|hip|back",
            3,
        ),
        near(
            "knee|ankle|hip|leg|shoulder",
            "gives way|giving way|gave way|buckles|buckled|buckling|unstable|locks|locks up|locked up|catches",
            5,
        ),
        is_blocking=True,
    ),
    *rows(
        "undiagnosed",
        "bone_pain",
        near(
            "bone|shin|tibia|metatarsal|foot",
            "one spot|one point|single spot|on the bone|press it|press on|pinpoint",
            8,
        ),
        near("bone|bones", PAIN, 5),
        is_blocking=True,
    ),
    *rows(
        "undiagnosed",
        "night_pain",
        near("night|nights|asleep|sleep|wakes|awake", "pain|hurts|aches|aching|hurting|throbbing", 8),
        is_blocking=True,
    ),
    *rows(
        "undiagnosed",
        "illness",
        said(
            "fever|feverish|flu|influenza|covid|corona|pneumonia|bronchitis|chest infection|stomach bug|food poisoning|"
            "norovirus|vomiting|throwing up|tonsillitis|high temperature|temperature of 3[89]\\S*|antibiotics|"
            "shingles|infection"
        ),
        is_blocking=True,
    ),
]

SYMPTOMS = [
    Sign("pain", "undiagnosed", near(JOINTS, PAIN)),
    *rows(
        "undiagnosed",
        "pain",
        near(f"{JOINTS}|{TRUNK}", TROUBLE, 4),
        said(rf"bad (?:{JOINTS}|{TRUNK})"),
        near(MUSCLES, TROUBLE, 4),
    ),
    Sign("pain", "undiagnosed", near(TRUNK, PAIN), unless=ORDINARY_SORE),
    Sign("pain", "undiagnosed", near(MUSCLES, PAIN), needs=PERSISTS),
    *rows(
        "undiagnosed",
        "pain",
        said(
            "persistent pain|chronic pain|sharp pain|stabbing pain|shooting pain|i am injured|im injured|"
            "got injured|get injured again|my injury|an injury|injured my|hurt my (?!ego|pride|feelings|"
            r"chances|time)\w+|hurts to (?:walk|run|stand|sit)|pain when i|pain every time|pains when i"
        ),
    ),
    *rows("undiagnosed", "wheeze", said("wheezing|wheezy|wheeze")),
    *rows(
        "undiagnosed",
        "numbness",
        near("numb|numbness|tingling|tingles|pins and needles", "fingers|hand|hands|foot|feet|toes|leg|legs|arm|arms"),
    ),
    *rows(
        "undiagnosed",
        "overuse",
        said(
            "shin splints|shin splint|plantar fasciitis|plantar|runners knee|jumpers knee|tennis elbow|"
            "golfers elbow|tendinitis|tendonitis|"
            "tendinopathy|it band syndrome|itbs|bursitis|impingement|sciatica|patellofemoral|"
            "piriformis syndrome|costochondritis"
        ),
    ),
    *rows(
        "undiagnosed",
        "sprain",
        near(
            "twisted|sprained|sprain|tweaked|strained|pulled|jarred|jammed|turned|tweak",
            f"{JOINTS}|{TRUNK}|{MUSCLES}",
            3,
        ),
        near("rolled", "ankles?|foot|wrist|knee|over on", 3),
        said("sprain|sprained|pulled a muscle|muscle strain"),
    ),
    *rows(
        "undiagnosed",
        "swelling",
        near("swollen|swelling|swelled|swells|puffy|bruised|bruising|lump|redness", f"{JOINTS}|{TRUNK}|{MUSCLES}"),
    ),
]

SYMPTOM_SIGNS = (*SLOW_SIGNS, *SYMPTOMS)
