"""Rules behind intents that are about running: the plan that rolls on, fitness, what was done, what hurts."""

from __future__ import annotations

from typing import Final

WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
MONTH: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|" \
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"  # fmt: skip
WEEK: Final = r"(?:this|next|the coming|coming|the rest of (?:the|this)) (?:week|weeks|weekend|month|two weeks|2 weeks)"
PLAN: Final = r"(?:training |running |rolling |run )?(?:plan|schedule|program(?:me)?)"
RUN: Final = r"(?:long run|easy runs?|threshold|tempo|intervals?|speed session|hard session|quality session|long one)"
LESS: Final = (
    r"(?:short(?:er)?|long(?:er)?|less|fewer|easier|harder|changed?|different|lighter|smaller|bigger|reduced|lower|"
    r"higher|cut|moved|gone|dropped|removed)"
)
ZONES: Final = (
    r"(?:threshold|tempo|easy|intervals?|marathon|repetitions?|rep|training|long runs?|recovery|easy runs?|running)"
)
LOAD: Final = (
    r"(?:running score|vdot|fitness(?: level| score)?|vo2 ?max|training load|form|fatigue|run(?:ning)? fitness)"
)
BODY: Final = (
    r"(?:calf|calves|knees?|ankles?|achilles|hips?|shins?|foot|feet|back|hamstrings?|quads?|groin|heels?|it band|"
    r"glutes?|thigh|shoulder|toe|arch|plantar fascia)"
)

PLAN_QUESTIONS: Final = (
    rf"\bwhat\b.{{0,40}}\b{WEEK}$",
    rf"\bwhat (?:runs?|sessions?|workouts?|training)\b.{{0,30}}\b{WEEK}$",
    rf"^(?:please |can you |could you )?(?:show|tell|give|list|read)(?: me)?(?: about)? (?:my |the |this |next )+"
    rf"(?:{PLAN}|weeks?|weeks? (?:plan|sessions|training)|sessions)(?: for {WEEK})?$",
    rf"^(?:what is |whats |and )?(?:my |the )?{PLAN}(?: for)?(?: {WEEK})?$|^(?:and )?(?:next week|{WEEK} plan)$",
    rf"\b(?:why|how come)\b.{{0,25}}\b(?:my|the|this|next|i|you)\b.{{0,25}}\b(?:plan|{RUN}|weeks?|sessions?|volume|"
    rf"mileage|kilomet(?:er|re)s|workouts?|{WEEKDAY})\b.{{0,25}}\b{LESS}\b",
    rf"\b(?:why|how come) (?:did|have|has|do|does|are|is) (?:you |the plan |my plan |coach )?(?:change|cut|move|reduce|"
    rf"shorten|drop|remove)(?:d|s)?\b.{{0,25}}\b(?:my|the) (?:plan|week|sessions?|{RUN})\b",
    r"\b(?:why|how come) do i have\b.{0,30}\b(?:this week|next week|today|tomorrow|on \w+day)$",
    r"\bwhat (?:has |have |was |is |did )?(?:you |been )?(?:changed?|new|different)\b.{0,25}"
    r"\b(?:plan|weeks?|schedule)\b",
    rf"\bwhy is (?:{WEEKDAY}|tomorrow|today)\b.{{0,20}}\b{LESS}\b",
    rf"\bwhen (?:is|do i (?:do|have|run)) my (?:next )?{RUN}(?: session| run| workout)?$|\bmy next {RUN}$",
    rf"\bhow (?:long|far|fast) is my (?:next )?{RUN}\b",
    r"\bhow many (?:of my )?(?:sessions|runs)\b.{0,20}\b(?:assumed|missed|confirmed)\b",
    r"\bwhich (?:training )?(?:method|methodology|approach)\b.{0,20}\b(?:i|my|plan)\b",
    r"\bwhat (?:am i|are we) (?:training|running|working) (?:for|towards)\b|^what is my (?:current |running )?goal$",
    r"\b(?:when|why) (?:was|did|does|will|is) (?:my |the )plan (?:get |be |been )?(?:last )?(?:refresh|updat|chang)\w*",
)
FITNESS: Final = (
    rf"\b(?:what|how (?:high|good)) is my (?:current )?{LOAD}\b|^my (?:current )?{LOAD}$",
    rf"\bhow is my (?:current )?{LOAD}\b",
    r"^(?:what|which) (?:is |are )?(?:my )?paces? (?:do i run |should i run |do i need |is it |is )?(?:for|at|on) "
    rf"(?:my |the |an? )?{ZONES}(?: (?:runs?|pace|sessions?|training))?$",
    rf"\bmy {ZONES} (?:run )?paces?\b(?: now| today| please)?$|^(?:what|which) {ZONES} paces? (?:do|should) i\b",
    rf"\bhow fast (?:should|do) i run (?:my |the |at )?{ZONES}(?: (?:runs?|sessions?|pace))?$",
    r"\bhow fit am i\b|\bam i (?:getting |becoming )?(?:fitter|faster)\b|\bhas my (?:fitness|running) improved\b",
    r"\b(?:how (?:much|many|far)\b.{0,25}\bdo i run (?:a|per|each|every) week|what is my (?:weekly|average weekly) "
    r"(?:mileage|distance|volume|running))\b|^my weekly (?:mileage|distance|running)$",
    r"\b(?:what (?:is|was)|how (?:long|far) (?:is|was)) my longest run\b|^my longest run$",
    r"\b(?:what|which) (?:time )?(?:can|could) i run (?:for |in )?(?:an? )?(?:5 ?k|10 ?k|half|marathon)\b",
    r"\bhow fast (?:can|could) i run (?:for |in )?(?:an? )?(?:5 ?k|10 ?k|half|marathon)\b",
    r"\bpredict\w* my\b.{0,25}\b(?:5 ?k|10 ?k|half|marathon|race)\b|\bmy race predictions?\b",
    r"\bhow were my (?:last |latest |recent )?runs\b|\b(?:show|list)(?: me)? my (?:last |latest |recent )?runs$",
)
OUTCOMES: Final = (
    rf"\bi (?:have )?(?:missed|did not (?:do|make|run|finish)|could not (?:do|make))\b.{{0,30}}"
    rf"\b(?:yesterdays?|todays?|this morning|run|session|workout|training|intervals|long run|{WEEKDAY})\b",
    r"^(?:yes |ok |coach )?i (?:did|have done|completed|finished) (?:it|that|(?:yesterdays?|todays?|the|my) "
    r"(?:planned )?(?:\w+ )?(?:run|session|workout|training|intervals))"
    r"(?: (?:today|yesterday|as planned|too|though))*$",
    r"^(?:i )?(?:did|done)(?: it)?(?: as planned)?$|\bdid (?:it|everything|all of it) as planned$",
)
UNWELL: Final = (
    r"\bi (?:have|had|got|caught|am down with|came down with) (?:the |a |an |got )*(?:bad |slight |nasty )?(?:flu|cold|"
    r"fever|covid|infection|virus|stomach bug|injury|bronchitis|sore throat)\b",
    rf"\bmy (?:left |right |lower |upper |inner |outer )*{BODY} (?:is |are |has |have |been |started |keeps? |really )*"
    r"(?:hurts?|hurting|aches?|aching|painful|injured|in pain|swollen|sprained|strained)\b",
    rf"\b(?:pain|ache|niggle) in my (?:left |right )?{BODY}\b",
)
SCHEDULE: Final = (
    rf"\bi (?:can not|can no longer|will not be able to) (?:train|run|work ?out) on {WEEKDAY}\b.{{0,20}}"
    r"\b(?:any ?more|any longer|from now on)\b",
    rf"\b{WEEKDAY} (?:do not|does not|no longer) works?(?: for me)?\b(?!.*\b(?:this|next) week\b)",
)
AWAY: Final = (
    rf"\bi (?:will be |am )?(?:travell?ing|away|on holiday|on vacation)\b.{{0,30}}(?:\b{MONTH}\b|\d{{1,2}}/\d{{1,2}}|"
    r"\d{4}-\d\d-\d\d)",
    rf"\bi can not (?:train|run) (?:from|between) .{{0,25}}(?:\b{MONTH}\b|\d{{4}}-\d\d-\d\d)",
)
SPEED: Final = (
    r"\b(?:focus(?:ing)?|concentrat(?:e|ing)|work(?:ing)?) (?:more |only )?on (?:my )?(?:speed|sprint(?:s|ing)?|"
    r"marathons?|ultras?)\b",
    r"^(?:switch|change)(?: me)?(?: over)? to (?:sprint(?:s|ing)?|general fitness|hyrox)\b",
)
LEGS: Final = (r"^(?:my )?legs (?:so |very |really |still )*(?:tired|heavy|sore|dead|fresh|good|empty)$",)
