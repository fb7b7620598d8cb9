-- Sums over days and weeks are read from this index alone: an athlete's rows lie scattered among everybody's, a page each.
-- squawk-ignore require-concurrent-index-creation
create index workout_logs_totals_idx on public.workout_logs (athlete_id, date)
    include (session_type, duration_minutes, duration_seconds, distance_m, rpe_pre, rpe_post)
    where deleted_at is null and completion_status <> 'skipped';
