-- Receipts by manager, nature, kind of council and region are the ordinary receipts; expenditure by nature the ordinary
-- expenditure; investment by kind of council the investment; surplus is what the lines above it leave: to the centime.
with sections as (
  select section, fiscal_year, month_no, sum(amount_mad) as amount_mad
  from {{ ref('fct_bulletin_table') }}
  where section <> 'trend'
  group by 1, 2, 3
),

trend as (
  select line, fiscal_year, month_no, amount_mad
  from {{ ref('fct_bulletin_table') }}
  where section = 'trend'
),

pairs as (
  select * from (
    values
      ('receipts_management', 'ordinary_receipts'), ('receipts_nature', 'ordinary_receipts'),
      ('receipts_council', 'ordinary_receipts'), ('receipts_region', 'ordinary_receipts'),
      ('ordinary_expenditure', 'ordinary_expenditure'), ('investment_council', 'investment')
  ) as pair (section, line)
),

apart as (
  select pairs.section as name, trend.fiscal_year, trend.month_no
  from pairs
  inner join trend on pairs.line = trend.line
  left join sections
    on pairs.section = sections.section and trend.fiscal_year = sections.fiscal_year and trend.month_no = sections.month_no
  where sections.amount_mad is distinct from trend.amount_mad
  union all
  select 'surplus', fiscal_year, month_no
  from trend
  group by fiscal_year, month_no
  having sum(case line
    when 'surplus' then amount_mad when 'ordinary_balance' then -amount_mad when 'equipment_receipts' then -amount_mad
    when 'investment' then amount_mad when 'principal' then amount_mad else 0 end) <> 0
)

select * from apart
