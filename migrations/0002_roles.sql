-- The product's own login roles. They own nothing, are member of nothing and bypass nothing: policies name app_login,
-- so no membership and no SET ROLE is needed (hosted projects cannot grant `authenticated` to another role).
do $$
begin
    -- Attributes stay at CREATE ROLE's defaults: hosted projects refuse to touch the superuser-only ones.
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_login') then
        create role app_login login;
        alter role app_login set search_path = public, extensions;
        alter role app_login set statement_timeout = '8s';
        alter role app_login set idle_in_transaction_session_timeout = '60s';
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_service') then
        create role app_service login;
        alter role app_service set search_path = public, extensions;
        alter role app_service set idle_in_transaction_session_timeout = '60s';
    end if;
end
$$;
grant usage on schema public, extensions to app_login, app_service;
