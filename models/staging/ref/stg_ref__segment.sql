with source as (
  select * from {{ source('ref', 'segment') }}
),

clean as (
  select code, cast(census_year as integer) as census_year, segment
  from source
)

select * from clean
