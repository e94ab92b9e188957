{{ config(materialized='table') }}

with source as (
  select * from {{ source('chikaya', 'requete') }}
),

{{ latest_revision('source', 'request_no', [
  'request_no', 'collectivity_code', 'kind', 'theme', 'channel', 'received_at', 'admissible', 'first_answer_at',
  'closed_at', 'outcome', 'reopened_count', 'satisfied', '_export_id', '_row', '_sample'
]) }},

clean as (
  select
    request_no,
    collectivity_code as unit_code,
    kind,
    theme,
    channel,
    {{ legal_date('received_at') }} as received_on,
    admissible,
    {{ legal_date('first_answer_at') }} as first_answered_on,
    {{ legal_date('closed_at') }} as closed_on,
    outcome,
    reopened_count,
    satisfied,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from latest
)

select * from clean
