"""How dangerous a message is, decided in code before any model sees it."""

from coach.pipeline.safety.assessment import Assessment, assess, safety_level

__all__ = ["Assessment", "assess", "safety_level"]
