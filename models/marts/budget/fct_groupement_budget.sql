{{ config(**names_by_year()) }}

-- Rows of int_budget__month under their names: written once, where the release is made.

with month as (
  select * from {{ ref('int_budget__month') }}
),

lines as (
  select * from {{ ref('int_budget__line') }}
),

groupements as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is null
),

budget as (
  select
    groupements.collectivity_code,
    month.fiscal_year,
    make_date(month.fiscal_year, month.month_no, 1) as month_start,
    month.budget_id,
    lines.direction,
    lines.part,
    lines.chapter,
    lines.article,
    lines.line_code,
    lines.nature,
    month.credit_initial_mad,
    month.credit_carried_mad,
    month.credit_transfer_mad,
    month.credit_amendment_mad,
    month.credit_final_mad,
    month.committed_mad,
    month.ordered_mad,
    month.paid_mad,
    month.sample
  from month
  inner join groupements on month.unit_id = groupements.unit_id
  inner join lines on month.line_id = lines.line_id
)

select * from budget
