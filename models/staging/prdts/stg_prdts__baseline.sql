with source as (
  select * from {{ source('prdts', 'baseline') }}
),

clean as (
  select project_id, month_start, planned_value_mad, planned_ratio, {{ is_sample() }} as sample, {{ lineage() }}
  from source
)

select * from clean
