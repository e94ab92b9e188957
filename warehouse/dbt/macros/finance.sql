{# Chapter 60 carries the result of the year before and the surplus from one part to the other: it opens credits that
   nobody can order, and receipts that nobody collects. Rates leave it out on both sides. #}
{% macro is_real(chapter, nature) -%}
  {{ chapter }} <> '60' and {{ nature }} not in ('surplus', 'surplus_transfer')
{%- endmacro %}

{# A quotient of sums at full width: ratio() rounds to nine decimals, which is too coarse for amounts per inhabitant. #}
{% macro quotient(numerator, denominator) -%}
  {{ rounded('cast(' ~ numerator ~ ' as double) / nullif(cast(' ~ denominator ~ ' as double), 0)', 12) }}
{%- endmacro %}

{# Sums of fct_finance that a ratio is made of, and that add up over councils. #}
{% macro finance_measures() -%}
  {{ return([
    'operating_receipts_mad', 'transferred_mad', 'own_receipts_mad', 'own_tax_mad', 'direct_tax_mad', 'expected_own_tax_mad',
    'loan_mad', 'equipment_grant_mad', 'revenue_forecast_mad', 'revenue_collected_mad',
    'receivable_mad', 'receivable_collected_mad',
    'operating_expenditure_mad', 'personnel_mad', 'interest_mad', 'principal_mad', 'investment_mad',
    'functioning_credit_mad', 'functioning_ordered_mad', 'equipment_credit_mad', 'equipment_ordered_mad',
    'committed_mad', 'paid_mad', 'budgeted_expenditure_mad', 'actual_expenditure_mad', 'debt_mad',
    'late_interest_paid_mad', 'late_interest_owed_mad',
  ]) }}
{%- endmacro %}

{% macro finance_counts() -%}
  {{ return([
    'payments_timed', 'delay_days', 'payments_late',
    'authorising_timed', 'authorising_days', 'authorising_late', 'accounting_timed', 'accounting_days', 'accounting_late',
  ]) }}
{%- endmacro %}

{# Every ratio as the columns of fct_finance say it: numerator, denominator (none for an amount), and what makes it null
   besides a denominator of zero, first match first. dashboards/lib/ratios says the same for people, and a test computes
   it again from there. #}
{% macro finance_ratios() -%}
  {% set savings = 'operating_receipts_mad - operating_expenditure_mad' -%}
  {% set annuity = 'interest_mad + principal_mad' -%}
  {% set no_debt = ['debt_mad is null', 'no_debt_statement'] -%}
  {% set open = ['not closed', 'year_open'] -%}
  {{ return([
    {'name': 'operating_expenditure_per_head', 'over': 'operating_expenditure_mad', 'under': 'population'},
    {'name': 'direct_tax_per_head', 'over': 'direct_tax_mad', 'under': 'population'},
    {'name': 'operating_receipts_per_head', 'over': 'operating_receipts_mad', 'under': 'population'},
    {'name': 'investment_per_head', 'over': 'investment_mad', 'under': 'population'},
    {'name': 'debt_per_head', 'over': 'debt_mad', 'under': 'population', 'unless': [no_debt]},
    {'name': 'transfers_per_head', 'over': 'transferred_mad', 'under': 'population'},
    {'name': 'staff_share', 'over': 'personnel_mad', 'under': 'operating_expenditure_mad'},
    {'name': 'tax_effort', 'over': 'own_tax_mad', 'under': 'expected_own_tax_mad'},
    {'name': 'self_financing_margin', 'over': 'operating_expenditure_mad + principal_mad', 'under': 'operating_receipts_mad'},
    {'name': 'equipment_rate', 'over': 'investment_mad', 'under': 'operating_receipts_mad'},
    {'name': 'debt_rate', 'over': 'debt_mad', 'under': 'operating_receipts_mad', 'unless': [no_debt]},
    {'name': 'management_savings', 'over': savings ~ ' + interest_mad'},
    {'name': 'gross_savings', 'over': savings},
    {'name': 'net_savings', 'over': savings ~ ' - principal_mad'},
    {'name': 'gross_savings_rate', 'over': savings, 'under': 'operating_receipts_mad'},
    {'name': 'net_savings_rate', 'over': savings ~ ' - principal_mad', 'under': 'operating_receipts_mad'},
    {'name': 'years_to_repay', 'over': 'debt_mad', 'under': savings, 'unless': [no_debt, [savings ~ ' <= 0', 'savings_not_positive']]},
    {'name': 'rigidity', 'over': 'personnel_mad + ' ~ annuity, 'under': 'operating_receipts_mad'},
    {'name': 'fiscal_autonomy', 'over': 'own_tax_mad', 'under': 'operating_receipts_mad'},
    {'name': 'financial_autonomy', 'over': 'own_receipts_mad', 'under': 'operating_receipts_mad'},
    {'name': 'debt_service', 'over': annuity, 'under': 'operating_receipts_mad'},
    {'name': 'functioning_execution', 'over': 'functioning_ordered_mad', 'under': 'functioning_credit_mad'},
    {'name': 'equipment_execution', 'over': 'equipment_ordered_mad', 'under': 'equipment_credit_mad'},
    {'name': 'total_execution', 'over': 'functioning_ordered_mad + equipment_ordered_mad', 'under': 'functioning_credit_mad + equipment_credit_mad'},
    {'name': 'total_commitment', 'over': 'committed_mad', 'under': 'functioning_credit_mad + equipment_credit_mad'},
    {'name': 'receipts_recovery', 'over': 'receivable_collected_mad', 'under': 'receivable_mad', 'unless': [['receivable_mad is null', 'opening_unknown']]},
    {'name': 'pefa_pi_1', 'over': 'actual_expenditure_mad', 'under': 'budgeted_expenditure_mad', 'unless': [open]},
    {'name': 'pefa_pi_3', 'over': 'revenue_collected_mad', 'under': 'revenue_forecast_mad', 'unless': [open]},
    {'name': 'delay_days', 'over': 'delay_days', 'under': 'payments_timed'},
    {'name': 'authorising_delay_days', 'over': 'authorising_days', 'under': 'authorising_timed'},
    {'name': 'accounting_delay_days', 'over': 'accounting_days', 'under': 'accounting_timed'},
    {'name': 'late_share', 'over': 'payments_late', 'under': 'payments_timed'},
    {'name': 'authorising_late_share', 'over': 'authorising_late', 'under': 'authorising_timed'},
    {'name': 'accounting_late_share', 'over': 'accounting_late', 'under': 'accounting_timed'},
    {'name': 'late_interest_owed', 'over': 'late_interest_owed_mad'},
    {'name': 'late_interest_paid', 'over': 'late_interest_paid_mad'},
  ]) }}
{%- endmacro %}

{# The letter that PEFA gives to one year: the narrowest band that the value falls in, D outside all. #}
{% macro pefa_band(ratio, value) -%}
  case
    when {{ value }} is null then null
    when {{ ratio }} = 'pefa_pi_1' then case
      when {{ value }} between 0.95 and 1.05 then 'A' when {{ value }} between 0.90 and 1.10 then 'B'
      when {{ value }} between 0.85 and 1.15 then 'C' else 'D' end
    when {{ ratio }} = 'pefa_pi_2_1' then case
      when {{ value }} < 0.05 then 'A' when {{ value }} < 0.10 then 'B' when {{ value }} < 0.15 then 'C' else 'D' end
    when {{ ratio }} = 'pefa_pi_3' then case
      when {{ value }} between 0.97 and 1.06 then 'A' when {{ value }} between 0.94 and 1.12 then 'B'
      when {{ value }} between 0.92 and 1.16 then 'C' else 'D' end
  end
{%- endmacro %}
