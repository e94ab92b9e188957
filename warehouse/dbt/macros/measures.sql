{# Measures of a budget line, from vote to payment. #}
{% macro budget_measures() -%}
  {{ return([
    'credit_initial_mad', 'credit_carried_mad', 'credit_transfer_mad', 'credit_amendment_mad', 'credit_final_mad',
    'committed_mad', 'ordered_mad', 'paid_mad',
  ]) }}
{%- endmacro %}

{# Measures of a receipts line, from forecast to what remains. #}
{% macro receipts_measures() -%}
  {{ return(['forecast_mad', 'opening_outstanding_mad', 'raised_mad', 'reduced_mad', 'collected_mad']) }}
{%- endmacro %}
