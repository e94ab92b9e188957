{{ config(**by_year()) }}

-- One pass over all receipt orders, receipts and reductions; codes travel as integers until the marts.
{% set zero = money('0') %}

with collectivities as (
  select unit_id, collectivity_code from {{ ref('int_territory__collectivity') }}
),

operations as (
  select collectivity_code, fiscal_year, {{ accounting_month_number('raised_on', 'fiscal_year') }} as month_no,
    line_code, raised_mad, {{ zero }} as reduced_mad, {{ zero }} as collected_mad, sample
  from {{ ref('stg_gir__receipt_order') }}
  where {{ in_years() }}
  union all
  select collectivity_code, fiscal_year, {{ accounting_month_number('reduced_on', 'fiscal_year') }} as month_no,
    line_code, {{ zero }} as raised_mad, amount_mad as reduced_mad, {{ zero }} as collected_mad, sample
  from {{ ref('stg_gir__reduction') }}
  where {{ in_years() }}
  union all
  select collectivity_code, fiscal_year, {{ accounting_month_number('collected_at', 'fiscal_year') }} as month_no,
    line_code, {{ zero }} as raised_mad, {{ zero }} as reduced_mad, amount_mad as collected_mad, sample
  from {{ ref('stg_gir__receipt') }}
  where not cancelled and {{ in_years() }}
),

flows as (
  select
    collectivities.unit_id,
    operations.fiscal_year,
    operations.month_no,
    cast(operations.line_code as bigint) as line_id,
    {{ sum_money('operations.raised_mad') }} as raised_mad,
    {{ sum_money('operations.reduced_mad') }} as reduced_mad,
    {{ sum_money('operations.collected_mad') }} as collected_mad,
    bool_or(operations.sample) as sample
  from operations
  inner join collectivities on operations.collectivity_code = collectivities.collectivity_code
  group by 1, 2, 3, 4
),

-- What stands on January: the forecast of the final budget, and what the year before left to collect.
openings as (
  select collectivity_code, fiscal_year, line_code, credit_final_mad as forecast_mad,
    {{ zero }} as opening_outstanding_mad, sample
  from {{ ref('stg_gid__budget_line') }}
  where {{ line_direction('line_code') }} = 'R' and {{ in_years() }}
  union all
  select collectivity_code, fiscal_year + 1 as fiscal_year, line_code, {{ zero }} as forecast_mad,
    amount_mad as opening_outstanding_mad, sample
  from {{ ref('stg_gir__outstanding') }}
  where {{ in_years('fiscal_year + 1') }}
    -- A year's opening balance stands once its budget does: the last statement opens no year yet.
    and fiscal_year + 1 in (select fiscal_year from {{ ref('stg_gid__budget_line') }})
),

opened as (
  select
    collectivities.unit_id,
    openings.fiscal_year,
    1 as month_no,
    cast(openings.line_code as bigint) as line_id,
    {{ sum_money('openings.forecast_mad') }} as forecast_mad,
    {{ sum_money('openings.opening_outstanding_mad') }} as opening_outstanding_mad,
    bool_or(openings.sample) as sample
  from openings
  inner join collectivities on openings.collectivity_code = collectivities.collectivity_code
  group by 1, 2, 4
),

statements as (
  select distinct fiscal_year + 1 as fiscal_year from {{ ref('stg_gir__outstanding') }}
),

joined as (
  select
    coalesce(flows.unit_id, opened.unit_id) as unit_id,
    coalesce(flows.fiscal_year, opened.fiscal_year) as fiscal_year,
    cast(coalesce(flows.month_no, opened.month_no) as integer) as month_no,
    coalesce(flows.line_id, opened.line_id) as line_id,
    {{ money('coalesce(opened.forecast_mad, 0)') }} as forecast_mad,
    -- Without any statement of the year before, what was left to collect is unknown, not nothing.
    case when statements.fiscal_year is not null then {{ money('coalesce(opened.opening_outstanding_mad, 0)') }} end as opening_outstanding_mad,
    -- A line that never sees a receipt order is cash over the counter, raised as it is collected.
    {{ money('coalesce(case when managed.line_id is null then flows.collected_mad else flows.raised_mad end, 0)') }} as raised_mad,
    {{ money('coalesce(flows.reduced_mad, 0)') }} as reduced_mad,
    {{ money('coalesce(flows.collected_mad, 0)') }} as collected_mad,
    coalesce(flows.sample, false) or coalesce(opened.sample, false) as sample
  from flows
  full outer join opened
    on flows.unit_id = opened.unit_id
    and flows.fiscal_year = opened.fiscal_year
    and flows.month_no = opened.month_no
    and flows.line_id = opened.line_id
  left join {{ ref('int_receipts__management') }} as managed
    on flows.fiscal_year = managed.fiscal_year
    and flows.line_id = managed.line_id
  left join statements
    on coalesce(flows.fiscal_year, opened.fiscal_year) = statements.fiscal_year
)

select * from joined
