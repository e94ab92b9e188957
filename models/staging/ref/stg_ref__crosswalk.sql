with source as (
  select * from {{ source('ref', 'crosswalk') }}
),

clean as (
  select code_2024, code_2014
  from source
)

select * from clean
