{{ config(**names_by_year()) }}

-- Rows of int_receipts__month under their names: written once, where the release is made.

with month as (
  select * from {{ ref('int_receipts__month') }}
),

lines as (
  select * from {{ ref('int_receipts__line') }}
),

nomenclature as (
  select cast(line_code as bigint) as line_id, management
  from {{ ref('stg_ref__budget_line') }}
),

managed as (
  select * from {{ ref('int_receipts__management') }}
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

receipts as (
  select
    collectivities.collectivity_code,
    collectivities.collectivity_type,
    month.fiscal_year,
    make_date(month.fiscal_year, month.month_no, 1) as month_start,
    lines.line_code,
    lines.part,
    lines.chapter,
    lines.article,
    coalesce(managed.management, nomenclature.management, 'CT') as management,
    lines.nature,
    {% for measure in receipts_measures() -%}
    month.{{ measure }},
    {% endfor -%}
    month.sample
  from month
  inner join collectivities on month.unit_id = collectivities.unit_id
  inner join lines on month.line_id = lines.line_id
  left join nomenclature on month.line_id = nomenclature.line_id
  left join managed on month.fiscal_year = managed.fiscal_year and month.line_id = managed.line_id
)

select * from receipts
