{{ config(materialized='table') }}

{{ staged_cases('funeraire', 'acte', 'act_no', ['collectivity_code', 'cemetery_id', 'kind'], instants=['requested_at', 'authorised_at', 'done_at']) }}
