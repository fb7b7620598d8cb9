"""What is said instead of an answer, and what is said to whoever answers."""

from __future__ import annotations

from typing import Literal

Kind = Literal["medical", "medical_other", "self_harm", "self_harm_other", "eating_disorder", "eating_disorder_other"]

CALL = "112 in the EU, 911 in the US, 999 in the UK"
EARLIER = "I have not forgotten what you wrote earlier in this conversation, and it still comes first."

ANSWERS: dict[Kind, str] = {
    "medical": (
        "Stop now: no more exercise today.\n\n"
        "What you describe can be serious and needs a doctor now, not a coach. If it is happening now, came on "
        "suddenly "
        f"or is getting worse, call your local emergency number ({CALL}). Sit or lie down, tell somebody near you, and "
        "do not drive yourself.\n\n"
        "If it has passed, be seen by a doctor today and do not train until they say you may. "
        "I hope you are well soon. I will be here afterwards."
    ),
    "medical_other": (
        f"Call the local emergency number now ({CALL}). Say where you are and follow what they tell you.\n\n"
        "Stop any exercise, stay with them and do not leave them alone. If they do not respond and do not breathe "
        "normally, begin chest compressions and send somebody for a defibrillator.\n\n"
        "If it has already passed, they still need to be seen by a doctor today."
    ),
    "self_harm": (
        "I am glad you wrote this. I am a training coach and not the right help, and you deserve real help now.\n\n"
        f"If you might act on it or have hurt yourself, call your local emergency number ({CALL}), or go to the "
        f"nearest "
        "emergency department. To talk to somebody right away, call a crisis line: 988 in the US, 116 123 in the UK, "
        "Ireland and many EU countries; findahelpline.com lists others.\n\n"
        "Please tell somebody you trust, and stay with them. Put away what you could hurt yourself with. "
        "Training can wait. You do not have to go through this alone."
    ),
    "self_harm_other": (
        "Take it seriously, and do not leave them alone.\n\n"
        f"If they may act on it, call your local emergency number now ({CALL}). Ask them directly, listen, and "
        f"help them "
        "call a crisis line: 988 in the US, 116 123 in the UK, Ireland and many EU countries; findahelpline.com lists "
        "others.\n\nThis is hard for you too: the crisis line is also there for you."
    ),
    "eating_disorder": (
        "Thank you for telling me. That sounds hard, and you are not to blame for it.\n\n"
        "I will not give you a weight, calorie or training plan now: it could do harm. Please talk to a "
        "doctor, or to an "
        "eating-disorder service in your country, and tell somebody you trust. Help works, and it works best early.\n\n"
        f"If you faint, have chest pain, bring up blood, or cannot keep food or water down, call your local emergency "
        f"number ({CALL}). If you think of hurting yourself, a crisis line is there: 988 in the US, 116 123 in the UK, "
        "Ireland and many EU countries."
    ),
    "eating_disorder_other": (
        "It is good that you look out for them. I do not give weight, calorie or training plans for this.\n\n"
        "Tell them kindly what you have noticed, without talk of weight or looks, and help them to see a doctor or an "
        f"eating-disorder service. If they faint, have chest pain or cannot keep water down, call the local emergency "
        f"number ({CALL})."
    ),
}

GUIDANCE: dict[str, str] = {
    "diagnosed": (
        "Safety level diagnosed: a named condition, an operation or a clinician's limit was told. Give no training "
        "programme, session, load or pace for it. Share general precautions only, and ask for clearance by a "
        "physiotherapist or sports medicine doctor first."
    ),
    "cleared": (
        "Safety level diagnosed, and the athlete says that a clinician has cleared them. Ask what was allowed and stay "
        "within it; design no rehabilitation, and send them back to the clinician if anything hurts."
    ),
    "undiagnosed": (
        "Safety level undiagnosed: a symptom nobody has assessed. Educate, offer modified and pain-free alternatives, "
        "name no diagnosis, and strongly recommend a professional assessment."
    ),
    "blocked": (
        "Safety level undiagnosed with a warning sign: give no workout until a clinician has looked at it. Explain why "
        "plainly and kindly, and say what to tell the clinician."
    ),
    "illness": "No training while there is fever or an acute illness; afterwards an easy and gradual return.",
    "minor": (
        "The athlete is under 18: no weight loss, no calorie targets, no maximal lifting programme; technique and play "
        "first, with an adult who supervises and a parent who knows."
    ),
    "past_eating_disorder": "An eating disorder in the past was told: no weight, calorie or body composition targets.",
    "unproven_supplement": (
        "Supplements: evidence-based ones only (caffeine, creatine, beta-alanine, electrolytes). Give no dose, cycle, "
        "source or comparison of testosterone boosters, hormones, steroids, SARMs, clenbuterol, DNP, diuretics, "
        "prescription drugs or unregulated products such as pre-workouts and fat burners: say why to leave them, and "
        "that some are banned or dangerous."
    ),
    "weight_loss": "Weight: no crash diets, no fasting or dehydration to make weight, at most about 0.5 to 1 % a week.",
}


def answer_kind(name: str, *, is_others: bool) -> Kind:
    if name == "self_harm":
        return "self_harm_other" if is_others else "self_harm"
    if name == "eating_disorder":
        return "eating_disorder_other" if is_others else "eating_disorder"
    return "medical_other" if is_others else "medical"
