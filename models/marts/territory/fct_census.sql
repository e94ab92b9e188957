with indicators as (
  select * from {{ ref('stg_ref__census_indicator') }}
),

census as (
  select code, census_year, area, sex, indicator, value, unit, false as sample
  from indicators
)

select * from census
