-- The tables of the monthly bulletin of local finance, cumulated since January as it prints them. Each section's lines
-- add up to one line of the section `trend`, by test. Results carried over are in none.
with collectivities as (
  select collectivity_code, region_code from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

receipts as (
  select
    receipts.fiscal_year,
    month(receipts.month_start) as month_no,
    receipts.part,
    receipts.management,
    receipts.nature,
    receipts.collectivity_type,
    collectivities.region_code,
    sum(receipts.collected_mad) as amount_mad
  from {{ ref('fct_receipts') }} as receipts
  inner join collectivities on receipts.collectivity_code = collectivities.collectivity_code
  where {{ is_real('receipts.chapter', 'receipts.nature') }}
  group by 1, 2, 3, 4, 5, 6, 7
),

expenditure as (
  select
    budget.fiscal_year,
    month(budget.month_start) as month_no,
    budget.part,
    budget.nature,
    budget.collectivity_type,
    case when budget.budget_id = 'PRINCIPAL' then 'main' when budget.budget_id like 'BA%' then 'annexed' else 'special' end as budget_kind,
    collectivities.region_code,
    sum(budget.ordered_mad) as amount_mad
  from {{ ref('fct_budget_chapter') }} as budget
  inner join collectivities on budget.collectivity_code = collectivities.collectivity_code
  where budget.direction = 'D' and {{ is_real('budget.chapter', 'budget.nature') }}
  group by 1, 2, 3, 4, 5, 6, 7
),

flows as (
  select 'trend' as section, 'ordinary_receipts' as line, fiscal_year, month_no, amount_mad from receipts where part = '1'
  union all
  select 'trend', 'ordinary_expenditure', fiscal_year, month_no, amount_mad from expenditure where part = '1'
  union all
  select 'trend', 'ordinary_balance', fiscal_year, month_no, amount_mad from receipts where part = '1'
  union all
  select 'trend', 'ordinary_balance', fiscal_year, month_no, -amount_mad from expenditure where part = '1'
  union all
  select 'trend', 'equipment_receipts', fiscal_year, month_no, amount_mad from receipts where part = '2'
  union all
  select 'trend', 'investment', fiscal_year, month_no, amount_mad from expenditure where part = '2' and nature <> 'principal'
  union all
  select 'trend', 'principal', fiscal_year, month_no, amount_mad from expenditure where nature = 'principal'
  union all
  select 'trend', 'surplus', fiscal_year, month_no, amount_mad from receipts
  union all
  select 'trend', 'surplus', fiscal_year, month_no, -amount_mad from expenditure
  union all
  select 'receipts_management', lower(management), fiscal_year, month_no, amount_mad from receipts where part = '1'
  union all
  select 'receipts_nature', nature, fiscal_year, month_no, amount_mad from receipts where part = '1'
  union all
  select 'receipts_council', collectivity_type, fiscal_year, month_no, amount_mad from receipts where part = '1'
  union all
  select 'receipts_region', region_code, fiscal_year, month_no, amount_mad from receipts where part = '1'
  union all
  select 'ordinary_expenditure', nature, fiscal_year, month_no, amount_mad from expenditure where part = '1'
  union all
  select 'expenditure_region', region_code, fiscal_year, month_no, amount_mad from expenditure
  union all
  select 'investment_council', collectivity_type, fiscal_year, month_no, amount_mad from expenditure where part = '2' and nature <> 'principal'
  union all
  select 'debt', 'loan', fiscal_year, month_no, amount_mad from receipts where nature = 'loan'
  union all
  select 'debt', nature, fiscal_year, month_no, amount_mad from expenditure where nature in ('interest', 'principal')
  union all
  select 'budgets', budget_kind, fiscal_year, month_no, amount_mad from expenditure
),

months as (
  select
    fiscal_year,
    month_no,
    sum(amount_mad) as any_mad
  from (
    select fiscal_year, month_no, abs(amount_mad) as amount_mad from receipts
    union all
    select fiscal_year, month_no, abs(amount_mad) as amount_mad from expenditure
  ) as moved
  group by 1, 2
),

-- A line stands in each month that its year knows, whether or not anything moved on it.
lines as (
  select distinct section, line from flows
),

summed as (
  select section, line, fiscal_year, month_no, sum(amount_mad) as amount_mad
  from flows
  group by 1, 2, 3, 4
),

grid as (
  select
    lines.section,
    lines.line,
    months.fiscal_year,
    cast(months.month_no as integer) as month_no,
    {{ money('coalesce(summed.amount_mad, 0)') }} as month_mad
  from months
  cross join lines
  left join summed
    on lines.section = summed.section and lines.line = summed.line
    and months.fiscal_year = summed.fiscal_year and months.month_no = summed.month_no
  where months.any_mad <> 0
),

cumulated as (
  select
    *,
    {{ money('sum(month_mad) over (partition by section, line, fiscal_year order by month_no)') }} as amount_mad
  from grid
),

samples as (
  select coalesce(bool_or(sample), false) as sample from {{ ref('stg_meta__export') }}
),

bulletin as (
  select
    now_.section,
    now_.line,
    now_.fiscal_year,
    now_.month_no,
    now_.month_mad,
    now_.amount_mad,
    before.amount_mad as before_mad,
    {{ ratio('now_.amount_mad - before.amount_mad', 'abs(before.amount_mad)') }} as growth,
    samples.sample
  from cumulated as now_
  left join cumulated as before
    on now_.section = before.section and now_.line = before.line
    and now_.fiscal_year = before.fiscal_year + 1 and now_.month_no = before.month_no
  cross join samples
)

select * from bulletin
