-- The initial budgets of the campaign are those of the lines.
with campaign as (
  select fiscal_year, sum(functioning_expenditure_mad + equipment_expenditure_mad) as expenditure_mad,
    sum(functioning_receipts_mad + equipment_receipts_mad) as receipts_mad
  from {{ ref('fct_budget_campaign') }}
  group by fiscal_year
),

lines as (
  select fiscal_year, sum(case when direction = 'D' then credit_initial_mad end) as expenditure_mad,
    sum(case when direction = 'R' then credit_initial_mad end) as receipts_mad
  from {{ ref('fct_budget_year') }}
  group by fiscal_year
)

select lines.fiscal_year
from lines
left join campaign on lines.fiscal_year = campaign.fiscal_year
where lines.expenditure_mad is distinct from campaign.expenditure_mad or lines.receipts_mad is distinct from campaign.receipts_mad
