-- A fiscal year is closed once the exports of payment orders cover its December.
with periods as (
  select max(period) as last_period
  from {{ ref('stg_meta__export') }}
  where system = 'gid' and table_name = 'mandat' and length(period) in (4, 7)
),

years as (
  select distinct fiscal_year from {{ ref('fct_budget_year') }}
),

closed as (
  select
    years.fiscal_year,
    coalesce(
      years.fiscal_year < cast(substr(periods.last_period, 1, 4) as integer)
      or substr(periods.last_period, 5) in ('', '-12'),
      false
    ) as closed
  from years
  cross join periods
)

select * from closed
