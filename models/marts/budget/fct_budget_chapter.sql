{{ config(**by_year()) }}

with lines as (
  select line_id, chapter_id from {{ ref('int_budget__line') }}
),

names as (
  select distinct chapter_id, direction, part, chapter, nature from {{ ref('int_budget__line') }}
),

sums as (
  select
    month.unit_id,
    month.fiscal_year,
    month.month_no,
    month.budget_id,
    lines.chapter_id,
    {% for measure in budget_measures() -%}
    {{ sum_money('month.' ~ measure) }} as {{ measure }},
    {% endfor -%}
    bool_or(month.sample) as sample
  from {{ ref('int_budget__month') }} as month
  inner join lines on month.line_id = lines.line_id
  where {{ in_years('month.fiscal_year') }}
  group by 1, 2, 3, 4, 5
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

budget as (
  select
    collectivities.collectivity_code,
    collectivities.collectivity_type,
    sums.fiscal_year,
    make_date(sums.fiscal_year, sums.month_no, 1) as month_start,
    sums.budget_id,
    names.direction,
    names.part,
    names.chapter,
    names.nature,
    {% for measure in budget_measures() -%}
    sums.{{ measure }},
    {% endfor -%}
    sums.sample
  from sums
  inner join names on sums.chapter_id = names.chapter_id
  inner join collectivities on sums.unit_id = collectivities.unit_id
)

select * from budget
