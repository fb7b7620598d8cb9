"""What every table, view and function of ours must look like, asserted over the catalog."""

from __future__ import annotations

from typing import LiteralString, NamedTuple

import psycopg
from psycopg.rows import DictRow

Owner = psycopg.Connection[DictRow]


class Rule(NamedTuple):
    """`offenders` finds what breaks the rule; `hole` makes one, so that the rule is known to bite."""

    offenders: LiteralString
    hole: LiteralString


RULES: dict[str, Rule] = {
    "every table has row level security and a policy": Rule(
        """
        select t.oid::regclass::text as found from public_tables t
        where not t.relrowsecurity or not exists (select from pg_policy where polrelid = t.oid)
        """,
        "create table public.shoes (id int)",
    ),
    "a table belongs to an athlete or the app only reads it": Rule(
        """
        select t.oid::regclass::text as found from public_tables t
        cross join unnest(array['app_login', 'authenticated', 'anon']) who
        cross join unnest(array['INSERT', 'UPDATE', 'DELETE']) what
        where t.relname <> 'athlete_profiles' and has_table_privilege(who, t.oid, what)
          and not exists (select from pg_attribute where attrelid = t.oid and attname = 'athlete_id')
        """,
        "create table public.shoes (id int); grant insert on public.shoes to app_login",
    ),
    "nobody but the owner may truncate, refer to or put triggers on a table": Rule(
        """
        select t.oid::regclass || ' ' || who as found from public_tables t
        cross join unnest(array['app_login', 'app_service', 'authenticated', 'anon', 'service_role']) who
        cross join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) what
        where has_table_privilege(who, t.oid, what)
        """,
        "create table public.shoes (id int); grant truncate on public.shoes to authenticated",
    ),
    "anonymous visitors read nothing of athletes and write nothing": Rule(
        """
        select t.oid::regclass || ' ' || what as found from public_tables t
        cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) what
        where has_table_privilege('anon', t.oid, what)
          and (what <> 'SELECT' or exists (select from pg_attribute where attrelid = t.oid and attname = 'athlete_id'))
        """,
        "create table public.shoes (athlete_id int); grant select on public.shoes to anon",
    ),
    "policies call auth functions and settings once per statement, not per row": Rule(
        r"""
        select tablename || '.' || policyname as found from pg_policies
        cross join lateral (select lower(coalesce(qual, '') || ' ' || coalesce(with_check, '')) as text) policy
        where schemaname = 'public'
          and (select count(*) from regexp_matches(text, '((auth|private)\.\w+\(|current_setting\()', 'g'))
            > (select count(*) from regexp_matches(text, 'select ((auth|private)\.\w+\(|current_setting\()', 'g'))
        """,
        "create table public.shoes (u uuid); create policy p on public.shoes for select to app_login"
        " using (u = auth.uid() and u = (select auth.uid()))",
    ),
    "policies name their roles": Rule(
        "select tablename || '.' || policyname as found from pg_policies"
        " where schemaname = 'public' and 'public' = any (roles)",
        "create table public.shoes (id int); create policy p on public.shoes for select using (true)",
    ),
    "one permissive policy per command, and none for all commands": Rule(
        """
        select tablename || ' ' || cmd as found from pg_policies
        where schemaname = 'public' and 'app_login' = any (roles)
        group by tablename, cmd having count(*) > 1 or cmd = 'ALL'
        """,
        "create table public.shoes (id int); create policy p on public.shoes for all to app_login using (true)",
    ),
    "update policies check the new row too": Rule(
        "select tablename || '.' || policyname as found from pg_policies"
        " where schemaname = 'public' and cmd in ('UPDATE', 'ALL') and with_check is null",
        "create table public.shoes (id int); create policy p on public.shoes for update to app_login using (true)",
    ),
    "no function of ours is executable by everybody": Rule(
        """
        select f.oid::regprocedure::text as found from pg_proc f
        where f.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
          and (f.proacl is null or exists (
              select from aclexplode(f.proacl) where grantee = 0 and privilege_type = 'EXECUTE'))
        """,
        "create function private.f() returns int language sql as 'select 1'",
    ),
    "no function in an exposed schema runs as its owner": Rule(
        "select oid::regprocedure::text as found from pg_proc"
        " where pronamespace = 'public'::regnamespace and prosecdef",
        "create function public.f() returns int language sql security definer as 'select 1'",
    ),
    "functions have a fixed search_path": Rule(
        """
        select oid::regprocedure::text as found from pg_proc
        where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
          and not coalesce(proconfig::text, '') like '%search_path=%'
        """,
        "create function private.f() returns int language sql as 'select 1'",
    ),
    "views run as the reader": Rule(
        """
        select oid::regclass::text as found from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
          and not coalesce(reloptions::text, '') ~ 'security_invoker=(true|on|1)'
        """,
        "create view public.shoes as select 1 as id",
    ),
    "every foreign key has an index that starts with its columns": Rule(
        """
        select f.conrelid::regclass || '.' || f.conname as found from pg_constraint f
        where f.contype = 'f' and f.connamespace in ('public'::regnamespace, 'private'::regnamespace)
          and not exists (
              select from pg_index i where i.indrelid = f.conrelid and i.indpred is null
                and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey)
        """,
        "create table public.shoes (athlete_id uuid references public.athlete_profiles (id))",
    ),
    "foreign keys between an athlete's tables hold the athlete too": Rule(
        """
        select f.conrelid::regclass || '.' || f.conname as found from pg_constraint f
        join pg_attribute child on child.attrelid = f.conrelid and child.attname = 'athlete_id'
        join pg_attribute parent on parent.attrelid = f.confrelid and parent.attname = 'athlete_id'
        where f.contype = 'f' and not child.attnum = any (f.conkey)
        """,
        "create table public.shoes (athlete_id uuid, race_id uuid references public.race_results (id))",
    ),
    "an index of each athlete's table starts with athlete_id": Rule(
        """
        select t.oid::regclass::text as found from public_tables t
        join pg_attribute a on a.attrelid = t.oid and a.attname = 'athlete_id'
        where not exists (
            select from pg_index where indrelid = t.oid and indkey[0] = a.attnum and indpred is null)
        """,
        "create table public.shoes (athlete_id uuid)",
    ),
    "an athlete's rows end with the athlete": Rule(
        """
        select t.oid::regclass::text as found from public_tables t
        join pg_attribute a on a.attrelid = t.oid and a.attname = 'athlete_id'
        where not exists (
            select from pg_constraint key where conrelid = t.oid and contype = 'f' and confdeltype = 'c'
                and a.attnum = any (conkey) and (
                    confrelid = 'public.athlete_profiles'::regclass
                    -- Or with a parent that ends with the athlete.
                    or exists (select from pg_constraint up where up.conrelid = key.confrelid and up.contype = 'f'
                               and up.confdeltype = 'c' and up.confrelid = 'public.athlete_profiles'::regclass)))
        """,
        "create table public.shoes (athlete_id uuid references public.athlete_profiles (id))",
    ),
    "changes of an athlete's rows raise the revision": Rule(
        """
        select t.oid::regclass::text as found from public_tables t
        join pg_attribute a on a.attrelid = t.oid and a.attname = 'athlete_id'
        where t.relname <> 'athlete_revisions' and (
            select count(*) from pg_trigger
            where tgrelid = t.oid and tgfoid = 'private.raise_athlete_revision()'::regprocedure) <> 3
        """,
        "create table public.shoes (athlete_id uuid)",
    ),
    "a table with updated_at keeps it": Rule(
        """
        select t.oid::regclass::text as found from public_tables t
        join pg_attribute a on a.attrelid = t.oid and a.attname = 'updated_at'
        where not exists (
            select from pg_trigger
            where tgrelid = t.oid and tgfoid = 'private.update_updated_at()'::regprocedure)
        """,
        "create table public.shoes (updated_at timestamptz)",
    ),
    "no table is owned by a superuser": Rule(
        "select t.oid::regclass::text as found from public_tables t"
        " join pg_roles on pg_roles.oid = t.relowner where rolsuper",
        "",
    ),
}
PUBLIC_TABLES: LiteralString = (
    "create temp view public_tables as select * from pg_class"
    " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
)


def offenders(owner: Owner, rule: Rule) -> list[str]:
    return [row["found"] for row in owner.execute(rule.offenders)]


def test_the_catalog_keeps_every_rule(owner: Owner) -> None:
    owner.execute(PUBLIC_TABLES)

    broken = {name: found for name, rule in RULES.items() if (found := offenders(owner, rule))}

    assert broken == {}


def test_every_rule_finds_its_hole(owner: Owner) -> None:
    owner.execute(PUBLIC_TABLES)

    for name, rule in RULES.items():
        if not rule.hole:  # only a superuser could make this one
            continue
        with owner.transaction(force_rollback=True):
            owner.execute(rule.hole)
            assert len(offenders(owner, rule)) >= 1, name


def test_the_apps_roles_have_no_rights_of_their_own(owner: Owner) -> None:
    roles = owner.execute(
        "select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as is_powerful,"
        " (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships,"
        " (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned"
        " from pg_roles where rolname in ('app_login', 'app_service')"
    ).fetchall()

    assert roles == [{"is_powerful": False, "memberships": 0, "owned": 0}] * 2
