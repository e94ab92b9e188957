with source as (
  select * from {{ source('ref', 'census_indicator') }}
),

clean as (
  select
    code,
    cast(census_year as integer) as census_year,
    area,
    sex,
    indicator,
    cast(value as double) as value,
    unit
  from source
)

select * from clean
