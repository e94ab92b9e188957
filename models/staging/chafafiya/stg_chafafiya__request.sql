{{ config(materialized='table') }}

{{ staged_cases('chafafiya', 'demande', 'request_no', [
  'collectivity_code', 'received_on', 'due_on', 'answered_on', 'decision', 'exception_article',
  'reply_days', 'appealed'
]) }}
