{{ config(materialized='table') }}

{{ staged_cases('bod', 'courrier', 'mail_no', [
  'collectivity_code', 'direction', 'sender', 'category', 'due_on', 'status'
], instants=['received_at', 'assigned_at', 'answered_at']) }}
