-- Communes alone: every level above is their sum, and arrondissements are parts of theirs.
with communes as (
  select code
  from {{ ref('stg_ref__unit') }}
  where is_current and level = 'commune'
),

censuses as (
  select * from {{ ref('stg_ref__census') }}
),

population as (
  select
    communes.code as commune_code,
    censuses.census_year,
    make_date(censuses.census_year, 9, 1) as census_on,
    censuses.population,
    censuses.households,
    false as sample
  from communes
  inner join censuses on communes.code = censuses.code
)

select * from population
