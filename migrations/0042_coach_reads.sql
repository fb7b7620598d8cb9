-- What a coach reads, narrower: nothing deleted, no race time without races; and an ended grant stays ended.

-- What an athlete deleted is kept for a while to be brought back, by the athlete alone.
alter policy athlete_reads on public.workout_logs using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (deleted_at is null or athlete_id = (select private.my_athlete_id()))
);
alter policy athlete_reads on public.training_plans using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (deleted_at is null or athlete_id = (select private.my_athlete_id()))
);

-- Goals of race and station times keep the time the athlete came from: like records of races they need both scopes.
alter policy athlete_reads on public.goals using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (deleted_at is null or athlete_id = (select private.my_athlete_id()))
    and (goal_type <> 'body_comp' or athlete_id = any ((select private.visible_athlete_ids('body'))::uuid[]))
    and (
        goal_type not in ('race_time', 'station_time')
        or athlete_id = any ((select private.visible_athlete_ids('races'))::uuid[])
    )
);

-- So do achievements that a race has earned, because their names say what was run.
alter policy athlete_reads on public.athlete_achievements using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (not context ? 'race_result_id' or athlete_id = any ((select private.visible_athlete_ids('races'))::uuid[]))
);

-- A coach who has stopped is not brought back by the athlete: that takes a new code, and the coach's word.
alter policy athlete_updates on public.coach_grants
    using (athlete_id = (select private.my_athlete_id()) and revoked_at is null);
