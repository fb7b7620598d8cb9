"""Signs after which nobody trains on: acute ones and red flags of the sport; and those of the mind."""

from __future__ import annotations

from coach.pipeline.safety.acute_signs import ACUTE
from coach.pipeline.safety.collapse_signs import COLLAPSE
from coach.pipeline.safety.eating_signs import EATING
from coach.pipeline.safety.foreign_signs import FOREIGN
from coach.pipeline.safety.heart_signs import HEART_AND_BREATH
from coach.pipeline.safety.injury_signs import INJURY
from coach.pipeline.safety.self_harm_signs import SELF_HARM

EMERGENCY_SIGNS = (*HEART_AND_BREATH, *COLLAPSE, *INJURY, *ACUTE, *SELF_HARM, *EATING, *FOREIGN)
