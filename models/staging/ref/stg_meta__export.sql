with source as (
  select * from {{ source('meta', 'export') }}
),

clean as (
  select
    export_id,
    system,
    table_name,
    period,
    file,
    sha256,
    extracted_at,
    rows_in,
    rows_loaded,
    rows_refused,
    sample
  from source
)

select * from clean
