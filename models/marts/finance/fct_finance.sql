{% set spent = "direction = 'D'" -%}
with budgets as (
  select
    collectivity_code,
    fiscal_year,
    {{ sum_money("case when " ~ spent ~ " and part = '1' then ordered_mad end") }} as operating_expenditure_mad,
    {{ sum_money("case when " ~ spent ~ " and nature = 'personnel' then ordered_mad end") }} as personnel_mad,
    {{ sum_money("case when " ~ spent ~ " and nature = 'interest' then ordered_mad end") }} as interest_mad,
    {{ sum_money("case when " ~ spent ~ " and nature = 'principal' then ordered_mad end") }} as principal_mad,
    {{ sum_money("case when " ~ spent ~ " and part = '2' and nature <> 'principal' then ordered_mad end") }} as investment_mad,
    {{ sum_money("case when " ~ spent ~ " and part = '1' then credit_final_mad end") }} as functioning_credit_mad,
    {{ sum_money("case when " ~ spent ~ " and part = '2' then credit_final_mad end") }} as equipment_credit_mad,
    {{ sum_money("case when " ~ spent ~ " and part = '2' then ordered_mad end") }} as equipment_ordered_mad,
    {{ sum_money("case when " ~ spent ~ " then committed_mad end") }} as committed_mad,
    {{ sum_money("case when " ~ spent ~ " then paid_mad end") }} as paid_mad,
    -- Repaying principal is financing, not expenditure.
    {{ sum_money("case when " ~ spent ~ " and nature <> 'principal' then credit_initial_mad end") }} as budgeted_expenditure_mad,
    {{ sum_money("case when " ~ spent ~ " and nature <> 'principal' then ordered_mad end") }} as actual_expenditure_mad,
    {{ sum_money("case when direction = 'R' and nature <> 'loan' then credit_initial_mad end") }} as revenue_forecast_mad,
    bool_or(sample) as sample
  from {{ ref('fct_budget_year') }}
  where {{ is_real('chapter', 'nature') }}
  group by collectivity_code, fiscal_year
),

receipts as (
  select
    collectivity_code,
    fiscal_year,
    {{ sum_money("case when part = '1' then collected_mad end") }} as operating_receipts_mad,
    {{ sum_money("case when part = '1' and management = 'TRANSFERE' then collected_mad end") }} as transferred_mad,
    {{ sum_money("case when part = '1' and management <> 'TRANSFERE' then collected_mad end") }} as own_receipts_mad,
    {{ sum_money("case when part = '1' and management <> 'TRANSFERE' and nature in ('direct', 'indirect') then collected_mad end") }} as own_tax_mad,
    {{ sum_money("case when part = '1' and management <> 'TRANSFERE' and nature = 'direct' then collected_mad end") }} as direct_tax_mad,
    {{ sum_money("case when nature = 'loan' then collected_mad end") }} as loan_mad,
    {{ sum_money("case when nature = 'equipment_grant' then collected_mad end") }} as equipment_grant_mad,
    {{ sum_money("case when nature <> 'loan' then collected_mad end") }} as revenue_collected_mad,
    -- Unknown, not nothing, in a year that no statement opens.
    {{ money('sum(opening_outstanding_mad + raised_mad - reduced_mad)') }} as receivable_mad,
    {{ sum_money('collected_mad') }} as receivable_collected_mad,
    bool_or(sample) as sample
  from {{ ref('fct_receipts') }}
  where {{ is_real('chapter', 'nature') }}
  group by collectivity_code, fiscal_year
),

payments as (
  select
    collectivity_code,
    fiscal_year,
    {{ sum_money('late_interest_mad') }} as late_interest_paid_mad
  from {{ ref('fct_payment') }}
  group by collectivity_code, fiscal_year
),

-- A year's statement of debt is the whole country's: who is not in it owes nothing.
debts as (
  select
    collectivity_code,
    fiscal_year,
    {{ sum_money('closing_mad') }} as debt_mad
  from {{ ref('fct_debt') }}
  group by collectivity_code, fiscal_year
),

stated as (
  select distinct fiscal_year from {{ ref('fct_debt') }}
),

councils as (
  select code, collectivity_type, segment, population_2024 as population
  from {{ ref('dim_territory') }}
  where collectivity_type is not null
),

years as (
  select fiscal_year, closed from {{ ref('int_finance__closed') }}
),

joined as (
  select
    councils.code as collectivity_code,
    councils.collectivity_type,
    years.fiscal_year,
    years.closed,
    councils.segment,
    councils.population,
    {% for column in ['operating_receipts_mad', 'transferred_mad', 'own_receipts_mad', 'own_tax_mad', 'direct_tax_mad', 'loan_mad', 'equipment_grant_mad', 'revenue_collected_mad', 'receivable_collected_mad'] -%}
    coalesce(receipts.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    receipts.receivable_mad,
    coalesce(budgets.operating_expenditure_mad, 0) as functioning_ordered_mad,
    {% for column in ['operating_expenditure_mad', 'personnel_mad', 'interest_mad', 'principal_mad', 'investment_mad', 'functioning_credit_mad', 'equipment_credit_mad', 'equipment_ordered_mad', 'committed_mad', 'paid_mad', 'budgeted_expenditure_mad', 'actual_expenditure_mad', 'revenue_forecast_mad'] -%}
    coalesce(budgets.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    case when stated.fiscal_year is not null then coalesce(debts.debt_mad, 0) end as debt_mad,
    coalesce(payments.late_interest_paid_mad, 0) as late_interest_paid_mad,
    coalesce(delays.late_interest_owed_mad, 0) as late_interest_owed_mad,
    {% for column in finance_counts() -%}
    coalesce(delays.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    coalesce(budgets.sample, false) or coalesce(receipts.sample, false) as sample
  from councils
  cross join years
  left join budgets on councils.code = budgets.collectivity_code and years.fiscal_year = budgets.fiscal_year
  left join receipts on councils.code = receipts.collectivity_code and years.fiscal_year = receipts.fiscal_year
  left join payments on councils.code = payments.collectivity_code and years.fiscal_year = payments.fiscal_year
  left join debts on councils.code = debts.collectivity_code and years.fiscal_year = debts.fiscal_year
  left join stated on years.fiscal_year = stated.fiscal_year
  left join {{ ref('int_finance__delay') }} as delays
    on councils.code = delays.collectivity_code and years.fiscal_year = delays.fiscal_year
  -- A council without any figure in a year has no row, rather than a row of zeros.
  where budgets.collectivity_code is not null or receipts.collectivity_code is not null
),

-- What a council would collect at the rate per inhabitant of its peers: communes of its segment, or all provinces, or
-- all regions.
peers as (
  select
    collectivity_type,
    segment,
    fiscal_year,
    sum(own_tax_mad) as own_tax_mad,
    sum(population) as population
  from joined
  group by collectivity_type, segment, fiscal_year
),

finance as (
  select
    joined.*,
    {{ money(rounded('cast(peers.own_tax_mad as double) * joined.population / nullif(peers.population, 0)', 2)) }} as expected_own_tax_mad
  from joined
  left join peers
    on joined.collectivity_type = peers.collectivity_type
    and joined.segment is not distinct from peers.segment
    and joined.fiscal_year = peers.fiscal_year
),

final as (
  select
    collectivity_code,
    collectivity_type,
    fiscal_year,
    closed,
    segment,
    population,
    {% for measure in finance_measures() -%}
    {{ money(measure) }} as {{ measure }},
    {% endfor -%}
    {% for count in finance_counts() -%}
    cast({{ count }} as bigint) as {{ count }},
    {% endfor -%}
    sample
  from finance
)

select * from final
