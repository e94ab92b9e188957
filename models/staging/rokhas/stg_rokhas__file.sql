{{ config(materialized='table') }}

with source as (
  select * from {{ source('rokhas', 'dossier') }}
),

{{ latest_revision('source', 'file_no', [
  'file_no', 'collectivity_code', 'domain', 'category', 'deposited_at', 'completed_at', 'decided_at', 'status',
  'decision', 'lon', 'lat', 'area_m2', 'tax_due_mad', 'tax_paid_mad', 'e_signed', 'e_paid', 'updated_at', '_export_id', '_row', '_sample'
]) }},

clean as (
  select
    file_no,
    collectivity_code as unit_code,
    domain,
    category,
    {{ legal_date('deposited_at') }} as deposited_on,
    {{ legal_date('completed_at') }} as completed_on,
    {{ legal_date('decided_at') }} as decided_on,
    {{ legal_date('updated_at') }} as updated_on,
    decided_at,
    status,
    decision,
    lon,
    lat,
    area_m2,
    tax_due_mad,
    tax_paid_mad,
    e_signed,
    e_paid,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from latest
)

select * from clean
