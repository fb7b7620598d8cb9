-- The field an athlete is compared with: aggregated results, no names and no single result.
-- The rows are copied from migrations/seeds when the app starts (data/field.py); only the owner writes them.

-- One row per division, gender, age group and metric. quantiles_s[p] is the time only p % of the field beat.
create table public.field_quantiles (
    division text not null,
    gender text not null,
    age_group text not null,
    metric text not null,
    n integer not null,
    quantiles_s integer[] not null,
    primary key (division, gender, age_group, metric),
    constraint field_quantiles_division check (division in ('open', 'pro', 'doubles', 'pro_doubles', 'relay')),
    constraint field_quantiles_gender check (gender in ('men', 'women', 'mixed')),
    constraint field_quantiles_n check (n > 0),
    constraint field_quantiles_are_p1_to_p99 check (cardinality(quantiles_s) = 99)
);

-- One row per division, gender, band of finish times and metric. The band includes its start, not its end.
create table public.field_profiles (
    division text not null,
    gender text not null,
    finish_from_s integer not null,
    finish_to_s integer not null,
    metric text not null,
    n integer not null,
    p10 double precision not null,
    p25 double precision not null,
    p50 double precision not null,
    p75 double precision not null,
    p90 double precision not null,
    primary key (division, gender, finish_from_s, metric),
    constraint field_profiles_division check (division in ('open', 'pro', 'doubles', 'pro_doubles', 'relay')),
    constraint field_profiles_gender check (gender in ('men', 'women', 'mixed')),
    constraint field_profiles_band check (finish_to_s > finish_from_s),
    constraint field_profiles_n check (n > 0),
    constraint field_profiles_order check (p10 <= p25 and p25 <= p50 and p50 <= p75 and p75 <= p90)
);

-- One row per event, division and gender. A factor is the event's median over the median of all events' medians.
create table public.course_factors (
    event text not null,
    division text not null,
    gender text not null,
    n integer not null,
    factors jsonb not null,
    primary key (event, division, gender),
    constraint course_factors_division check (division in ('open', 'pro', 'doubles', 'pro_doubles', 'relay')),
    constraint course_factors_gender check (gender in ('men', 'women', 'mixed')),
    constraint course_factors_n check (n > 0),
    constraint course_factors_is_object check (jsonb_typeof(factors) = 'object')
);

-- What was loaded last, so that a start with unchanged files copies nothing.
create table private.reference_loads (
    name text primary key,
    checksum text not null,
    loaded_at timestamptz not null default now()
);

call private.protect_reference_table('field_quantiles');
call private.protect_reference_table('field_profiles');
call private.protect_reference_table('course_factors');
