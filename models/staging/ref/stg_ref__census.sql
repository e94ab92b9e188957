with source as (
  select * from {{ source('ref', 'census') }}
),

clean as (
  select
    code,
    cast(census_year as integer) as census_year,
    cast(population as bigint) as population,
    cast(households as bigint) as households,
    cast(electricity_rate as double) as electricity_rate,
    cast(running_water_rate as double) as running_water_rate
  from source
)

select * from clean
