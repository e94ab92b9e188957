with source as (
  select * from {{ source('gid', 'deblocage') }}
),

clean as (
  select
    request_no,
    act_no,
    collectivity_code,
    fiscal_year,
    amount_mad,
    requested_on,
    released_on,
    status,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
