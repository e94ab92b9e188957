{{ config(**by_year()) }}

with years as (
  select
    unit_id,
    fiscal_year,
    line_id,
    {{ sum_money('forecast_mad') }} as forecast_mad,
    {{ money('sum(opening_outstanding_mad)') }} as opening_outstanding_mad,
    {{ sum_money('raised_mad') }} as raised_mad,
    {{ sum_money('reduced_mad') }} as reduced_mad,
    {{ sum_money('collected_mad') }} as collected_mad,
    bool_or(sample) as sample
  from {{ ref('int_receipts__month') }}
  where {{ in_years() }}
  group by 1, 2, 3
),

lines as (
  select * from {{ ref('int_receipts__line') }}
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

closings as (
  select collectivity_code, fiscal_year, line_code, {{ sum_money('outstanding_mad') }} as closing_outstanding_mad
  from {{ ref('fct_outstanding') }}
  where {{ in_years() }}
  group by 1, 2, 3
),

receipts as (
  select
    collectivities.collectivity_code,
    collectivities.collectivity_type,
    years.fiscal_year,
    lines.line_code,
    lines.part,
    lines.chapter,
    lines.article,
    lines.nature,
    {% for measure in receipts_measures() -%}
    years.{{ measure }},
    {% endfor -%}
    -- The administrative account's own columns: RAR_N = RAR_N−1 + raised − collected, to the centime.
    {{ money('years.raised_mad - years.reduced_mad') }} as net_raised_mad,
    {{ money('years.opening_outstanding_mad + years.raised_mad - years.reduced_mad') }} as receivable_mad,
    {{ money('years.opening_outstanding_mad + years.raised_mad - years.reduced_mad - years.collected_mad') }} as account_outstanding_mad,
    closings.closing_outstanding_mad,
    {{ ratio('years.collected_mad', 'years.opening_outstanding_mad + years.raised_mad - years.reduced_mad') }} as recovery_rate,
    years.sample
  from years
  inner join collectivities on years.unit_id = collectivities.unit_id
  inner join lines on years.line_id = lines.line_id
  left join closings
    on collectivities.collectivity_code = closings.collectivity_code
    and years.fiscal_year = closings.fiscal_year
    and lines.line_code = closings.line_code
)

select * from receipts
