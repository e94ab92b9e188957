-- What looks odd, by rule: a question to ask, never a finding. Each row says the rule, the act, the amount and what the
-- rule saw. For the council and its supervisors alone: nothing here is published.
with lines as (
  select * from {{ ref('fct_budget_year') }}
  where direction = 'D' and {{ is_real('chapter', 'nature') }}
),

over_credit as (
  select 'over_credit' as rule, collectivity_code, fiscal_year, line_code as subject,
    {{ money('ordered_mad - credit_final_mad') }} as amount_mad,
    {{ ratio('ordered_mad', 'credit_final_mad') }} as measure, sample
  from lines
  where ordered_mad > credit_final_mad
),

months as (
  select collectivity_code, fiscal_year, sum(ordered_mad) as year_mad,
    sum(case when month(month_start) = 12 then ordered_mad else 0 end) as december_mad, bool_or(sample) as sample
  from {{ ref('fct_budget_chapter') }}
  where direction = 'D' and part = '2'
  group by 1, 2
),

year_end as (
  select 'year_end' as rule, months.collectivity_code, months.fiscal_year, 'part 2' as subject,
    {{ money('months.december_mad') }} as amount_mad,
    {{ ratio('months.december_mad', 'months.year_mad') }} as measure, months.sample
  from months
  inner join {{ ref('int_finance__closed') }} as years on months.fiscal_year = years.fiscal_year and years.closed
  where months.year_mad > 0 and months.december_mad > 0.5 * months.year_mad
),

{% set columns = 'rule, collectivity_code, fiscal_year, subject, amount_mad, measure, sample' -%}
found as (
  select {{ columns }} from over_credit
  union all
  select {{ columns }} from year_end
  union all
  select {{ columns }} from {{ ref('int_finance__order_anomaly') }}
  union all
  select {{ columns }} from {{ ref('int_finance__commitment_anomaly') }}
),

councils as (
  select collectivity_code, collectivity_type from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

anomalies as (
  select
    found.rule,
    found.collectivity_code,
    councils.collectivity_type,
    found.fiscal_year,
    found.subject,
    {{ money('found.amount_mad') }} as amount_mad,
    found.measure,
    found.sample
  from found
  inner join councils on found.collectivity_code = councils.collectivity_code
)

select * from anomalies
