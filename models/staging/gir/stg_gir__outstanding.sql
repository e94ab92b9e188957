with source as (
  select * from {{ source('gir', 'rar') }}
),

clean as (
  select
    collectivity_code,
    fiscal_year,
    line_code,
    origin_year,
    as_of,
    amount_mad,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
