-- A row that finds no council, or finds it twice, would change every total below without an error anywhere.
{% set years = years() %}
{% set in_years = 'fiscal_year in (' ~ years | join(', ') ~ ')' if years else 'true' %}

with rows_read as (
  select fiscal_year, 0 as credit, sum(amount_mad) as committed, 0 as ordered, 0 as paid
  from {{ ref('stg_gid__commitment') }} where is_committed and {{ in_years }} group by fiscal_year
  union all
  select fiscal_year, 0, 0, sum(gross_mad), 0
  from {{ ref('stg_gid__payment_order') }} where is_ordered and {{ in_years }} group by fiscal_year
  union all
  select fiscal_year, 0, 0, 0, sum(amount_mad)
  from {{ ref('stg_gid__payment') }} where {{ in_years }} group by fiscal_year
  union all
  select fiscal_year, sum(credit_final_mad), 0, 0, 0
  from {{ ref('stg_gid__budget_line') }} where {{ in_years }} group by fiscal_year
),

rows_kept as (
  select fiscal_year, -sum(credit_final_mad) as credit, -sum(committed_mad) as committed, -sum(ordered_mad) as ordered,
    -sum(paid_mad) as paid
  from {{ ref('fct_budget') }} where {{ in_years }} group by fiscal_year
  union all
  select fiscal_year, -sum(credit_final_mad), -sum(committed_mad), -sum(ordered_mad), -sum(paid_mad)
  from {{ ref('fct_groupement_budget') }} where {{ in_years }} group by fiscal_year
),

gaps as (
  select fiscal_year, sum(credit) as credit, sum(committed) as committed, sum(ordered) as ordered, sum(paid) as paid
  from (select * from rows_read union all select * from rows_kept) as both_sides
  group by fiscal_year
)

select * from gaps
where credit <> 0 or committed <> 0 or ordered <> 0 or paid <> 0
