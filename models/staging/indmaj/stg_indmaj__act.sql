{{ config(materialized='table') }}

{{ staged_cases('indmaj', 'acte', 'act_no', [
  'collectivity_code', 'kind', 'drafted_on', 'submitted_on', 'approved_on', 'notified_on', 'status'
]) }}
