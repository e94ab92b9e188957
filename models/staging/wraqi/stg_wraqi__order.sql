{{ config(materialized='table') }}

{{ staged_cases('wraqi', 'commande', 'order_no', [
  'collectivity_code', 'document', 'channel', 'legal_days', 'status'
], instants=['ordered_at', 'ready_at', 'delivered_at']) }}
