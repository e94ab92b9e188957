{{ config(materialized='table') }}

{{ staged_cases('teledeclaration', 'teledeclaration', 'declaration_no', [
  'collectivity_code', 'tax', 'tax_period', 'base_mad', 'amount_mad', 'declared_on', 'paid_on',
  'channel', 'status'
]) }}
