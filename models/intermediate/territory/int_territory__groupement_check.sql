with budgets as (
  select collectivity_code, count(*) as rows_checked, bool_or(sample) as sample
  from {{ ref('fct_groupement_budget') }}
  group by collectivity_code
),

known as (
  select code from {{ ref('int_territory__groupement') }}
),

checked as (
  select
    'budget_of_unknown_groupement' as name,
    sum(budgets.rows_checked) as rows_checked,
    sum(case when known.code is null then budgets.rows_checked else 0 end) as rows_found,
    bool_or(budgets.sample) as sample
  from budgets
  left join known on budgets.collectivity_code = known.code
)

select * from checked
