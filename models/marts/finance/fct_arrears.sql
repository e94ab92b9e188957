-- What remains to be collected by age at each statement: years from the year that raised it.
with outstanding as (
  select
    collectivity_code,
    collectivity_type,
    fiscal_year,
    line_code,
    fiscal_year - origin_year as age,
    outstanding_mad,
    sample
  from {{ ref('fct_outstanding') }}
),

arrears as (
  select
    collectivity_code,
    collectivity_type,
    fiscal_year,
    line_code,
    case when age <= 0 then 'year' when age = 1 then '1' when age <= 3 then '2_3' when age = 4 then '4' else 'over_4' end as age_band,
    {{ sum_money('outstanding_mad') }} as outstanding_mad,
    bool_or(sample) as sample
  from outstanding
  group by 1, 2, 3, 4, 5
)

select * from arrears
