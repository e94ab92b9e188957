-- PEFA PI-2.1 by scope: how far each head of the budget moved from its share of what was spent in all. Heads are the
-- chapters of each part, without interest and principal. Exact until the last division: the products take
-- more digits than money has.
with heads as (
  select
    collectivity_code,
    fiscal_year,
    part,
    chapter,
    {{ sum_money('credit_initial_mad') }} as budgeted_mad,
    {{ sum_money('ordered_mad') }} as actual_mad
  from {{ ref('fct_budget_year') }}
  where direction = 'D' and {{ is_real('chapter', 'nature') }} and nature not in ('interest', 'principal')
  group by 1, 2, 3, 4
),

councils as (
  select heads.*, finance.collectivity_type, finance.segment
  from heads
  inner join {{ ref('fct_finance') }} as finance
    on heads.collectivity_code = finance.collectivity_code and heads.fiscal_year = finance.fiscal_year
),

places as (
  select councils.*, bridge.ancestor_code as place_code
  from councils
  inner join {{ ref('bridge_territory') }} as bridge
    on councils.collectivity_code = bridge.unit_code and bridge.relation = 'hierarchy' and bridge.valid_to is null
  inner join {{ ref('dim_territory') }} as units
    on bridge.ancestor_code = units.code and units.level in ('nation', 'region', 'province')
),

members as (
  select 'council' as scope, collectivity_code as code, collectivity_type as councils_of, * from councils
),

scoped as (
  select scope, code, councils_of, fiscal_year, part, chapter, sum(budgeted_mad) as budgeted_mad, sum(actual_mad) as actual_mad
  from members
  group by 1, 2, 3, 4, 5, 6
  union all
  select 'place', place_code, collectivity_type, fiscal_year, part, chapter, sum(budgeted_mad), sum(actual_mad)
  from places
  group by 2, 3, 4, 5, 6
  union all
  select 'place', place_code, 'all', fiscal_year, part, chapter, sum(budgeted_mad), sum(actual_mad)
  from places
  group by 2, 4, 5, 6
  union all
  select 'segment', segment, collectivity_type, fiscal_year, part, chapter, sum(budgeted_mad), sum(actual_mad)
  from councils
  where segment is not null and collectivity_type = 'commune'
  group by 2, 3, 4, 5, 6
),

totals as (
  select scope, code, councils_of, fiscal_year, sum(budgeted_mad) as budgeted_mad, sum(actual_mad) as actual_mad
  from scoped
  group by 1, 2, 3, 4
),

gaps as (
  select
    scoped.scope,
    scoped.code,
    scoped.councils_of,
    scoped.fiscal_year,
    totals.budgeted_mad,
    totals.actual_mad,
    sum(abs(
      cast(scoped.actual_mad as decimal(19, 2)) * cast(totals.budgeted_mad as decimal(19, 2))
      - cast(scoped.budgeted_mad as decimal(19, 2)) * cast(totals.actual_mad as decimal(19, 2))
    )) as crossed
  from scoped
  inner join totals
    on scoped.scope = totals.scope and scoped.code = totals.code and scoped.councils_of = totals.councils_of
    and scoped.fiscal_year = totals.fiscal_year
  group by 1, 2, 3, 4, 5, 6
),

composition as (
  select
    scope,
    code,
    councils_of,
    fiscal_year,
    {{ money('cast(crossed as double) / nullif(cast(budgeted_mad as double), 0)') }} as variance_mad,
    {{ money('actual_mad') }} as actual_mad,
    {{ money('budgeted_mad') }} as budgeted_mad,
    {{ rounded('cast(crossed as double) / nullif(cast(budgeted_mad as double), 0) / nullif(cast(actual_mad as double), 0)', 12) }} as variance
  from gaps
)

select * from composition
