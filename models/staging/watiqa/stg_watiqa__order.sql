{{ config(materialized='table') }}

{{ staged_cases('watiqa', 'commande', 'order_no', [
  'collectivity_code', 'document', 'origin', 'copies', 'fee_mad', 'status'
], instants=[
  'ordered_at', 'paid_at', 'prepared_at', 'posted_at', 'delivered_at'
]) }}
