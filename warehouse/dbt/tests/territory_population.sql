-- The legal population of 2024 is 36,828,330, and each level adds up to the one above. Arrondissements are parts of
-- their communes: their sum is checked against these, never added to the nation.
with units as (
  select * from {{ ref('dim_territory') }}
  where level <> 'groupement'
),

-- A commune à arrondissements also has those of its counters that lie in préfectures without a council.
below as (
  select
    case when level = 'arrondissement' then commune_code else parent_code end as parent_code,
    sum(population_2024) as population
  from units
  where level in ('region', 'commune', 'arrondissement') or (level = 'province' and has_council)
  group by 1
),

gaps as (
  select units.code, units.population_2024 as due, below.population as found
  from units
  inner join below on units.code = below.parent_code
  where units.population_2024 is distinct from below.population

  union all

  select 'MA' as code, 36828330 as due, population_2024 as found
  from units
  where code = 'MA' and population_2024 is distinct from 36828330
)

select * from gaps
