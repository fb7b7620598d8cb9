-- What coach and athlete say to each other about a session, a race or a plan; and an analyst's saved views.

-- The author writes, whoever may see what it is about reads. Without a target it is about the athlete in general.
create table public.comments (
    id uuid primary key default gen_random_uuid(),
    -- Whose workout, race or plan it is about; the author may be a coach.
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    author_user_id uuid not null references auth.users (id) on delete cascade,
    author_name text not null default '' check (length(author_name) <= 120),
    workout_log_id uuid,
    race_result_id uuid,
    training_plan_day_id uuid,
    body text not null check (length(body) between 1 and 4000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (num_nonnulls(workout_log_id, race_result_id, training_plan_day_id) <= 1),
    foreign key (workout_log_id, athlete_id) references public.workout_logs (id, athlete_id) on delete cascade,
    foreign key (race_result_id, athlete_id) references public.race_results (id, athlete_id) on delete cascade,
    foreign key (training_plan_day_id, athlete_id)
        references public.training_plan_days (id, athlete_id) on delete cascade
);
create index comments_athlete_id_idx on public.comments (athlete_id, created_at desc);
create index comments_author_user_id_idx on public.comments (author_user_id);
create index comments_workout_log_id_idx on public.comments (workout_log_id, athlete_id);
create index comments_race_result_id_idx on public.comments (race_result_id, athlete_id);
create index comments_training_plan_day_id_idx on public.comments (training_plan_day_id, athlete_id);
call private.protect_athlete_table('comments', 'any');
alter policy athlete_reads on public.comments using (
    athlete_id = any ((select private.visible_athlete_ids('any'))::uuid[])
    and (race_result_id is null or athlete_id = any ((select private.visible_athlete_ids('races'))::uuid[]))
    and (
        num_nonnulls(workout_log_id, training_plan_day_id) = 0
        or athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    )
);
alter policy athlete_inserts on public.comments with check (
    author_user_id = (select auth.uid())
    and athlete_id = any ((select private.visible_athlete_ids('any'))::uuid[])
    and (race_result_id is null or athlete_id = any ((select private.visible_athlete_ids('races'))::uuid[]))
    and (
        num_nonnulls(workout_log_id, training_plan_day_id) = 0
        or athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    )
);
-- Only the words can change: never whose they are or what they are about.
revoke update on public.comments from authenticated, app_login, service_role;
grant update (body) on public.comments to authenticated, app_login, service_role;
alter policy athlete_updates on public.comments
    using (author_user_id = (select auth.uid())) with check (author_user_id = (select auth.uid()));
-- What is said about an athlete can always be taken away by the athlete.
alter policy athlete_deletes on public.comments
    using (author_user_id = (select auth.uid()) or athlete_id = (select private.my_athlete_id()));

-- A planned session as a coach would have it. Nothing changes until the athlete accepts.
create table public.plan_proposals (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    author_user_id uuid not null references auth.users (id) on delete cascade,
    author_name text not null default '' check (length(author_name) <= 120),
    training_plan_day_id uuid not null,
    -- The session the coach had before them: accepting a proposal about another one would undo somebody's change.
    day_updated_at timestamptz not null,
    -- {"date": "2026-02-07", "title": "Easy run", "session_type": "run", …}: what the athlete's own form would send.
    proposed jsonb not null check (jsonb_typeof(proposed) = 'object' and length(proposed::text) <= 100000),
    reason text not null check (length(reason) between 1 and 1000),
    status text not null default 'proposed' check (status in ('proposed', 'accepted', 'declined')),
    decided_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (training_plan_day_id, athlete_id)
        references public.training_plan_days (id, athlete_id) on delete cascade
);
create index plan_proposals_athlete_id_idx on public.plan_proposals (athlete_id, status, created_at desc);
create index plan_proposals_author_user_id_idx on public.plan_proposals (author_user_id);
create index plan_proposals_training_plan_day_id_idx
    on public.plan_proposals (training_plan_day_id, athlete_id);
call private.protect_athlete_table('plan_proposals', 'training');
alter policy athlete_inserts on public.plan_proposals with check (
    author_user_id = (select auth.uid()) and status = 'proposed' and decided_at is null
    and athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
);
-- The athlete decides, the coach may take back what is not decided; nobody rewrites what was proposed.
revoke update on public.plan_proposals from authenticated, app_login, service_role;
grant update (status, decided_at) on public.plan_proposals to authenticated, app_login, service_role;
alter policy athlete_deletes on public.plan_proposals using (
    athlete_id = (select private.my_athlete_id())
    or (author_user_id = (select auth.uid()) and status = 'proposed')
);

-- A question to one's tables, kept under a name.
create table public.saved_views (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    name text not null check (length(name) between 1 and 120),
    -- {"table": "workout_logs", "columns": […], "filters": […], …}: checked by the app whenever it is opened.
    query jsonb not null check (jsonb_typeof(query) = 'object' and length(query::text) <= 20000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (athlete_id, name)
);
call private.protect_athlete_table('saved_views', 'own');
