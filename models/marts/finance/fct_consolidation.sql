-- What councils and groupements received and spent, place by place, each dirham once: what one of them gives another
-- is taken off both sides, or the money would be counted where it leaves and again where it is spent. A place is its
-- council and all that lie in it; the nation is all of them.
with own as (
  select
    collectivity_code,
    fiscal_year,
    {{ sum_money("case when direction = 'D' and " ~ is_real('chapter', 'nature') ~ " then ordered_mad end") }} as gross_expenditure_mad,
    {{ sum_money("case when direction = 'D' and line_code in ('1250201011') then ordered_mad end") }} as to_groupements_mad,
    {{ sum_money("case when direction = 'D' and not (" ~ is_real('chapter', 'nature') ~ ") then ordered_mad end") }} as between_parts_mad,
    bool_or(sample) as sample
  from {{ ref('fct_budget_year') }}
  group by 1, 2
),

received as (
  select
    collectivity_code,
    fiscal_year,
    {{ sum_money("case when " ~ is_real('chapter', 'nature') ~ " then collected_mad end") }} as gross_receipts_mad
  from {{ ref('fct_receipts_year') }}
  group by 1, 2
),

councils as (
  select
    own.*,
    coalesce(received.gross_receipts_mad, 0) as gross_receipts_mad
  from own
  left join received on own.collectivity_code = received.collectivity_code and own.fiscal_year = received.fiscal_year
),

-- A groupement stands in the province that it lies in.
groupements as (
  select
    units.province_code as place_code,
    budget.fiscal_year,
    sum(budget.ordered_mad) as groupement_mad
  from {{ ref('fct_groupement_budget') }} as budget
  inner join {{ ref('int_territory__groupement') }} as units on budget.collectivity_code = units.code
  where budget.direction = 'D' and {{ is_real('budget.chapter', 'budget.nature') }}
  group by 1, 2
),

bridge as (
  select unit_code, ancestor_code from {{ ref('bridge_territory') }}
  where relation = 'hierarchy' and valid_to is null
),

rolled as (
  select
    bridge.ancestor_code as place_code,
    councils.fiscal_year,
    sum(councils.gross_receipts_mad) as gross_receipts_mad,
    sum(councils.gross_expenditure_mad) as gross_expenditure_mad,
    sum(councils.to_groupements_mad) as to_groupements_mad,
    sum(councils.between_parts_mad) as between_parts_mad,
    bool_or(councils.sample) as sample
  from councils
  inner join bridge on councils.collectivity_code = bridge.unit_code
  group by 1, 2
),

rolled_groupements as (
  select bridge.ancestor_code as place_code, groupements.fiscal_year, sum(groupements.groupement_mad) as groupement_mad
  from groupements
  inner join bridge on groupements.place_code = bridge.unit_code
  group by 1, 2
),

units as (
  select code, level, parent_code from {{ ref('dim_territory') }}
  where level in ('nation', 'region', 'province', 'commune')
),

consolidated as (
  select
    units.code,
    units.level,
    units.parent_code,
    rolled.fiscal_year,
    {{ money('rolled.gross_receipts_mad') }} as gross_receipts_mad,
    {{ money('rolled.gross_expenditure_mad') }} as gross_expenditure_mad,
    {{ money('coalesce(rolled_groupements.groupement_mad, 0)') }} as groupement_expenditure_mad,
    {{ money('rolled.to_groupements_mad') }} as internal_mad,
    {{ money('rolled.between_parts_mad') }} as between_parts_mad,
    {{ money('rolled.gross_expenditure_mad + coalesce(rolled_groupements.groupement_mad, 0) - rolled.to_groupements_mad') }} as consolidated_expenditure_mad,
    rolled.sample
  from rolled
  inner join units on rolled.place_code = units.code
  left join rolled_groupements
    on rolled.place_code = rolled_groupements.place_code and rolled.fiscal_year = rolled_groupements.fiscal_year
)

select * from consolidated
