with coverage as (
  select
    collectivity_code,
    survey_year,
    make_date(survey_year, 1, 1) as year_start,
    is_covered,
    has_fibre,
    sample
  from {{ ref('stg_diagnostic__telecom') }}
)

select * from coverage
