-- Units that the index scores, at each level. A unit is compared, and its scores shrunk, within its stratum: the
-- population segment of a commune; at the other levels all units together.
with territory as (
  select * from {{ ref('dim_territory') }}
),

scored as (
  select
    level,
    case level when 'nation' then 5 when 'region' then 4 when 'province' then 3 when 'commune' then 2 else 1 end as level_no,
    code,
    segment,
    case when level = 'commune' then coalesce(segment, 'none') else 'all' end as stratum,
    population_2024 as population
  from territory
  where level in ('nation', 'region', 'commune', 'arrondissement')
    -- A préfecture d'arrondissements has no council: its files are its city's.
    or (level = 'province' and has_council)
),

numbered as (
  select
    cast(row_number() over (order by level, code) as integer) as unit_no,
    *
  from scored
)

select * from numbered
