{{ config(materialized='table') }}

{{ staged_cases('majaliss', 'acte', 'act_no', [
  'collectivity_code', 'session_id', 'point_no', 'transmitted_on', 'due_on', 'decided_on', 'decision',
  'executed'
]) }}
