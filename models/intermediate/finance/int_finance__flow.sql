{{ config(**by_year()) }}

-- What moved each month on each line of the bulletin's tables. A model of its own: its lines are read in four places,
-- and a subquery that is read is computed once more on Spark.
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
  where {{ is_real('receipts.chapter', 'receipts.nature') }} and {{ in_years('receipts.fiscal_year') }}
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
  where budget.direction = 'D' and {{ is_real('budget.chapter', 'budget.nature') }} and {{ in_years('budget.fiscal_year') }}
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

-- What a month knows at all, whatever its sign.
moved as (
  select 'any' as section, 'any' as line, fiscal_year, month_no, abs(amount_mad) as amount_mad from receipts
  union all
  select 'any', 'any', fiscal_year, month_no, abs(amount_mad) from expenditure
),

summed as (
  select section, line, fiscal_year, cast(month_no as integer) as month_no, sum(amount_mad) as amount_mad
  from (
    select * from flows
    union all
    select * from moved
  ) as everything
  group by 1, 2, 3, 4
)

select * from summed
