"""Named injuries and conditions, and the limits a clinician has set: no programme without clearance."""

from __future__ import annotations

from coach.pipeline.safety.patterns import near, rows, said

TORN = "tore|torn|tear|tears|rupture|ruptured|snapped|reconstruction|reconstructed|repair|sprain"
BROKEN = "broke|broken|break|fracture|fractured|fractures"
BONES = (
    "wrist|ankle|foot|toe|leg|arm|collarbone|clavicle|rib|ribs|hand|finger|elbow|shin|tibia|fibula|femur|hip|pelvis|"
    "metatarsal|shoulder|spine|vertebra|back|neck|kneecap"
)

INJURIES = [
    *rows(
        "diagnosed",
        "disc",
        near("disc|disk|discs|disks", "herniated|herniation|slipped|bulging|bulge|prolapsed|ruptured|protrusion"),
    ),
    *rows("diagnosed", "disc", said("herniated|sciatica diagnosed|spinal stenosis|spondylolisthesis")),
    *rows("diagnosed", "stress_fracture", said("stress fracture|stress fractures|stress reaction|stress response in")),
    *rows("diagnosed", "fracture", near(BONES, BROKEN, 4), said("fracture|fractured")),
    *rows(
        "diagnosed",
        "torn_ligament",
        near(
            "acl|mcl|pcl|lcl|meniscus|ligament|ligaments|labrum|rotator cuff|achilles|tendon|pec|biceps|bicep|"
            "quad tendon|hamstring|calf",
            TORN,
        ),
        said("torn|partial tear|complete tear|labral tear|acl injury|my acl"),
        near("dislocated|dislocation|subluxed", BONES + "|kneecap|patella|knee"),
    ),
    *rows(
        "diagnosed",
        "surgery",
        said(
            "surgery|operation on|post op|postop|post surgical|post surgery|had .. operation|was operated|"
            "been operated|operated on|"
            "my operation|hip replacement|knee replacement|arthroscopy|appendectomy|caesarean|c section"
        ),
        near("operation", "hernia|knee|hip|shoulder|back|foot|heart|appendix|spine|ankle|after my|had"),
    ),
]

CONDITIONS = [
    *rows(
        "diagnosed",
        "heart_condition",
        near("heart", "condition|disease|failure|problem|problems|defect|issue|issues|attack", 2),
        said(
            "atrial fibrillation|afib|a fib|pacemaker|arrhythmia|cardiomyopathy|myocarditis|pericarditis|"
            "angina|icd implanted|"
            "stent|bypass surgery|coronary|long qt|had a stroke|tachycardia|cardiac patient"
        ),
        is_lasting=True,
    ),
    *rows(
        "diagnosed",
        "blood_pressure",
        near("blood pressure", "high|raised|elevated|tablets|medication", 3),
        said("hypertension|hypertensive"),
        is_lasting=True,
    ),
    *rows("diagnosed", "diabetes", said("diabetes|diabetic|t1d|t2d|prediabetic"), is_lasting=True),
    *rows("diagnosed", "asthma", said("asthma|asthmatic|copd|emphysema"), is_lasting=True),
    *rows("diagnosed", "epilepsy", said("epilepsy|epileptic"), is_lasting=True),
    *rows(
        "diagnosed",
        "chronic",
        said(
            "cancer|chemo|chemotherapy|tumour|tumor|leukemia|leukaemia|lymphoma|arthritis|osteoarthritis|"
            "osteoporosis|osteopenia|lupus|"
            "multiple sclerosis|fibromyalgia|crohns|ulcerative colitis|kidney disease|kidney failure|renal|"
            "dialysis|liver disease|"
            "cystic fibrosis|sickle cell|marfan|have pots|pots syndrome|ehlers danlos|ankylosing|parkinsons|"
            "pulmonary embolism|dvt|chronic fatigue|long covid|"
            "hernia|scoliosis|haemophilia|hemophilia|addisons|graves disease|reds diagnosis|mononucleosis|"
            "glandular fever"
        ),
        is_lasting=True,
    ),
    *rows(
        "diagnosed",
        "diagnosis",
        said(
            "diagnosed with|been diagnosed|was diagnosed|got diagnosed|my diagnosis|got a diagnosis|"
            "diagnosed me with|mri shows|mri showed|scan showed|x ray showed"
        ),
        near(
            "according to|physio|doctor|doc|gp|specialist|surgeon|consultant|podiatrist|osteo",
            r"tend[io]n\w+|fasciitis|bursitis|impingement|syndrome|splints|sciatica|(?:grade|stage) \w+|strain",
            7,
        ),
    ),
    *rows(
        "diagnosed",
        "supervision",
        said(
            "doctor (?:says|said) i have|no running allowed|not allowed to (?:run|train|lift|exercise)|"
            "under supervision|medical supervision|supervised exercise only|cardiac rehab"
        ),
        near(
            "doctor|doc|physio|physiotherapist|cardiologist|surgeon|gp|consultant|orthopedist|specialist|physician",
            r"(?:said|says|told|wants|warned|advised) (?:me |that |i )?(?:\w+ )?(?:not to|no|to rest|to stop|"
            r"cant|shouldnt|should not|rest|to avoid|against)",
            3,
        ),
    ),
    *rows(
        "diagnosed",
        "medicine",
        said(
            "beta blockers|beta blocker|betablockers|bisoprolol|metoprolol|blood thinners|blood thinner|"
            "warfarin|apixaban|xarelto|insulin|"
            "blood pressure (?:pills|tablets|meds|medication|medicine)|heart (?:pills|tablets|meds|medication|"
            "medicine)|"
            "prescription (?:meds|medicine|medication)|prescribed|metformin|prednisone|cortisone (?:shot|injection)"
        ),
    ),
    *rows(
        "diagnosed",
        "pregnancy",
        said(
            "pregnant|pregnancy|trimester|postpartum|post partum|gave birth|given birth|had a baby|miscarriage|"
            "weeks along"
        ),
    ),
]

CONDITION_SIGNS = (*INJURIES, *CONDITIONS)
