with source as (
  select * from {{ ref('published_total') }}
),

clean as (
  select system, measure, period, scope, value, unit, source
  from source
)

select * from clean
