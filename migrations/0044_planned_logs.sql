-- squawk-ignore-file require-concurrent-index-creation
-- The log of a planned session, in an index of those alone: among millions of logs without a plan the planner would
-- rather read all logs of the athlete for each session.
create index workout_logs_planned_idx on public.workout_logs (training_plan_day_id, athlete_id)
    where training_plan_day_id is not null;
