with source as (
  select * from {{ source('prdts', 'funding') }}
),

clean as (
  select project_id, funder, committed_mad, paid_mad, {{ is_sample() }} as sample, {{ lineage() }}
  from source
)

select * from clean
