"""What changes how an answer is given, and not whether: level none."""

from __future__ import annotations

from coach.pipeline.safety.patterns import rows, said

GUIDED_SIGNS = (
    *rows(
        "none",
        "unproven_supplement",
        said(
            "testosterone|test booster|test boosters|t booster|trt|sarm|sarms|steroid|steroids|anabolics|"
            "anabolic|clenbuterol|clen|dnp|"
            "ostarine|rad 140|trenbolone|tren|anavar|winstrol|dianabol|hgh|growth hormone|peptides|bpc 157|epo|"
            "ephedrine|ephedra|dmaa|"
            "yohimbine|diuretic|diuretics|water pills|fat burner|fat burners|pre workout|preworkout|"
            "pre workouts|ozempic|semaglutide|"
            "igf|cardarine|modafinil|adderall|blood doping|insulin for muscle"
        ),
    ),
    *rows(
        "none",
        "weight_loss",
        said(
            "lose weight|losing weight|weight loss|fat loss|lose fat|burn fat|cut weight|cutting weight|"
            "make weight|calorie deficit|diet|"
            "get lean|get leaner|get shredded|lose .. kg|lose .. kilos|lose .. pounds|lose .. lbs|race weight"
        ),
    ),
)
