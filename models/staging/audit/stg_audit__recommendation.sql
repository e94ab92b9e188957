{{ config(materialized='table') }}

{{ staged_cases('audit', 'reco', 'recommendation_no', [
  'mission_id', 'collectivity_code', 'severity', 'owner', 'issued_on', 'due_on', 'implemented_on',
  'status'
]) }}
