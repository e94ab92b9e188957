with levels as (
  select
    collectivity_code,
    survey_year,
    make_date(survey_year, 1, 1) as year_start,
    domain,
    cast(score as decimal(6, 2)) as score,
    sample
  from {{ ref('stg_diagnostic__maturity') }}
)

select * from levels
