{{ config(materialized='table') }}

{{ staged_cases('contentieux', 'affaire', 'case_no', [
  'collectivity_code', 'court', 'matter', 'role', 'filed_on', 'stage', 'stake_mad', 'ruled_on',
  'outcome', 'due_mad', 'paid_mad'
]) }}
