-- What a goal needs so that its progress can be computed: where it began, and what exactly is measured.

alter table public.goals
    -- Values from this day on count towards the goal; earlier ones are where the athlete came from.
    -- current_date is no volatile default, so nothing is rewritten:
    -- squawk-ignore adding-field-with-default
    add column started_on date not null default current_date
        check (started_on between '1990-01-01' and '2100-01-01'),
    -- Typed, or what was known when the goal was set. Null: the best earlier value is looked up.
    add column start_value numeric check (start_value between -1000000 and 1000000),
    -- What the type leaves open: {"distance_m": 5000}, {"weeks": 8}, {"window": "month", "session_type": "run"}.
    add column details jsonb not null default '{}' check (jsonb_typeof(details) = 'object');

-- Goals are shared with the training, but not what somebody wants to weigh: that goes with body data.
alter policy athlete_reads on public.goals using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (goal_type <> 'body_comp' or athlete_id = any ((select private.visible_athlete_ids('body'))::uuid[]))
);
