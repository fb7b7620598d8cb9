-- A deleted plan is the athlete's alone, and so is all that is in it: weeks, sessions and earlier versions.
-- The inner questions are asked once per statement, and under the policies of the tables they ask.
alter policy athlete_reads on public.training_plan_weeks using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (
        athlete_id = (select private.my_athlete_id())
        or training_plan_id in (select id from public.training_plans where deleted_at is null)
    )
);
alter policy athlete_reads on public.training_plan_days using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (
        athlete_id = (select private.my_athlete_id())
        or training_plan_week_id in (select id from public.training_plan_weeks)
    )
);
alter policy athlete_reads on public.plan_versions using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (
        athlete_id = (select private.my_athlete_id())
        or training_plan_id in (select id from public.training_plans where deleted_at is null)
    )
);
