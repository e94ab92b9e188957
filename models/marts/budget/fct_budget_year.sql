{{ config(**by_year()) }}

with years as (
  select
    unit_id,
    fiscal_year,
    budget_id,
    line_id,
    {% for measure in budget_measures() -%}
    {{ sum_money(measure) }} as {{ measure }},
    {% endfor -%}
    bool_or(sample) as sample
  from {{ ref('int_budget__month') }}
  where {{ in_years() }}
  group by 1, 2, 3, 4
),

lines as (
  select * from {{ ref('int_budget__line') }}
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

budget as (
  select
    collectivities.collectivity_code,
    collectivities.collectivity_type,
    years.fiscal_year,
    years.budget_id,
    lines.direction,
    lines.part,
    lines.chapter,
    lines.article,
    lines.line_code,
    lines.nature,
    {% for measure in budget_measures() -%}
    years.{{ measure }},
    {% endfor -%}
    {% set executable = "lines.direction = 'D' and " ~ is_real('lines.chapter', 'lines.nature') -%}
    case when {{ executable }} then {{ ratio('years.committed_mad', 'years.credit_final_mad') }} end as commitment_rate,
    case when {{ executable }} then {{ ratio('years.ordered_mad', 'years.credit_final_mad') }} end as execution_rate,
    case when {{ executable }} then {{ ratio('years.paid_mad', 'years.ordered_mad') }} end as payment_rate,
    -- Restes à réaliser: committed and not ordered; what no commitment holds falls or is voted again.
    case when lines.direction = 'D' then {{ money('years.committed_mad - years.ordered_mad') }} end as remaining_mad,
    case when lines.direction = 'D' then {{ money('years.credit_final_mad - years.committed_mad') }} end as uncommitted_mad,
    years.sample
  from years
  inner join lines on years.line_id = lines.line_id
  inner join collectivities on years.unit_id = collectivities.unit_id
)

select * from budget
