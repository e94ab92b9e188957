{{ config(materialized='table') }}

with source as (
  select * from {{ source('prdts', 'project') }}
),

{{ latest_revision('source', 'project_id', [
  'project_id', 'programme', 'title', 'sector', 'commune_codes', 'owner', 'plan_year', 'budget_mad', 'unit',
  'qty_planned', 'start_planned', 'end_planned', 'start_actual', 'end_actual', 'status', 'operational', 'lon', 'lat',
  '_export_id', '_row', '_sample'
]) }},

clean as (
  select
    project_id,
    programme,
    title,
    sector,
    commune_codes,
    owner,
    plan_year,
    budget_mad,
    unit,
    qty_planned,
    start_planned,
    end_planned,
    start_actual,
    end_actual,
    status,
    operational,
    lon,
    lat,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from latest
)

select * from clean
