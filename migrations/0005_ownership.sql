-- Whose row is it: the functions behind every policy, and one procedure that protects a table of an athlete.
-- They live in `private`, which no API exposes. Function bodies name athlete_profiles, made in a later file.
set local check_function_bodies = off;
create schema if not exists private;
grant usage on schema private to authenticated, app_login;

-- `security definer`: the profile is read once per statement, past its own policy.
create function private.my_athlete_id() returns uuid
language sql stable security definer set search_path = '' as $$
    select id from public.athlete_profiles where user_id = (select auth.uid())
$$;

-- The athletes whose rows of this scope ('races', 'training', …) the caller may read: so far only the own ones.
-- An array, not a set: an index can serve `= any (array)`, while `in (select …)` scans the table.
create function private.visible_athlete_ids(scope text) returns uuid[]
language sql stable security definer set search_path = '' as $$
    select array(select id from public.athlete_profiles where user_id = (select auth.uid()))
$$;

create function private.update_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
    new.updated_at = now();
    return new;
end
$$;

-- An athlete who is just being deleted has no profile any more: nothing to raise then.
-- Ordered, so that two statements over several athletes cannot deadlock.
create function private.raise_revisions(athlete_ids uuid[]) returns void
language sql set search_path = '' as $$
    insert into public.athlete_revisions as known (athlete_id, revision)
    select profile.id, 1
    from public.athlete_profiles as profile
    where profile.id = any (athlete_ids)
    order by profile.id
    on conflict (athlete_id) do update set revision = known.revision + 1
$$;

-- One statement raises each changed athlete once, however many rows it touched.
-- `security definer`: athletes may read their revision but never write it.
create function private.raise_athlete_revision() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    if tg_op = 'UPDATE' then
        perform private.raise_revisions(
            array(select athlete_id from changed_rows union select athlete_id from former_rows)
        );
    else
        perform private.raise_revisions(array(select distinct athlete_id from changed_rows));
    end if;
    return null;
end
$$;

create function private.raise_profile_revision() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    perform private.raise_revisions(array(select id from changed_rows));
    return null;
end
$$;

-- `call private.protect_athlete_table('race_results', 'races')` right after `create table`, which needs athlete_id.
-- Reads follow the scope's grants, or with scope 'own' nobody but the athlete, ever. Writes are always the athlete's.
create procedure private.protect_athlete_table(table_name text, scope text)
language plpgsql set search_path = '' as $$
declare
    target constant text := format('public.%I', table_name);
    is_mine constant text := 'athlete_id = (select private.my_athlete_id())';
    is_visible constant text := case
        when scope = 'own' then is_mine
        else format('athlete_id = any ((select private.visible_athlete_ids(%L))::uuid[])', scope)
    end;
begin
    execute format('alter table %s enable row level security', target);
    -- Older hosted projects grant everything on new tables, TRUNCATE too, which no policy stops.
    execute format('revoke all on %s from public, anon, authenticated, service_role', target);
    execute format(
        'grant select, insert, update, delete on %s to authenticated, app_login, service_role', target
    );
    execute format(
        'create policy athlete_reads on %s for select to authenticated, app_login using (%s)', target, is_visible
    );
    execute format(
        'create policy athlete_inserts on %s for insert to authenticated, app_login with check (%s)', target, is_mine
    );
    execute format(
        'create policy athlete_updates on %s for update to authenticated, app_login using (%s) with check (%s)',
        target, is_mine, is_mine
    );
    execute format(
        'create policy athlete_deletes on %s for delete to authenticated, app_login using (%s)', target, is_mine
    );
    -- Three triggers, because one with transition tables may name only one event.
    execute format(
        'create trigger raise_revision_on_insert after insert on %s referencing new table as changed_rows'
        ' for each statement execute function private.raise_athlete_revision()', target
    );
    execute format(
        'create trigger raise_revision_on_update after update on %s'
        ' referencing new table as changed_rows old table as former_rows'
        ' for each statement execute function private.raise_athlete_revision()', target
    );
    execute format(
        'create trigger raise_revision_on_delete after delete on %s referencing old table as changed_rows'
        ' for each statement execute function private.raise_athlete_revision()', target
    );
    if exists (
        select from pg_catalog.pg_attribute
        where attrelid = target::regclass and attname = 'updated_at' and not attisdropped
    ) then
        execute format(
            'create trigger update_updated_at before update on %s'
            ' for each row execute function private.update_updated_at()', target
        );
    end if;
end
$$;

-- Public read, no write: the rows come with migrations.
create procedure private.protect_reference_table(table_name text)
language plpgsql set search_path = '' as $$
declare
    target constant text := format('public.%I', table_name);
begin
    execute format('alter table %s enable row level security', target);
    execute format('revoke all on %s from public, anon, authenticated, service_role', target);
    execute format('grant select on %s to anon, authenticated, app_login, app_service, service_role', target);
    execute format(
        'create policy everyone_reads on %s for select to anon, authenticated, app_login, app_service using (true)',
        target
    );
end
$$;

revoke execute on all routines in schema private from public;
grant execute on function private.my_athlete_id(), private.visible_athlete_ids(text) to authenticated, app_login;
