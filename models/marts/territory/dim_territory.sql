with units as (
  select * from {{ ref('stg_ref__unit') }}
  where is_current
),

segments as (
  select
    code,
    max(case when census_year = 2014 then segment end) as segment,
    max(case when census_year = 2024 then segment end) as segment_2024
  from {{ ref('stg_ref__segment') }}
  group by code
),

censuses as (
  select
    code,
    max(case when census_year = 2014 then population end) as population_2014,
    max(case when census_year = 2024 then population end) as population_2024,
    max(case when census_year = 2014 then households end) as households_2014,
    max(case when census_year = 2024 then households end) as households_2024,
    max(case when census_year = 2024 then electricity_rate end) as electricity_rate,
    max(case when census_year = 2024 then running_water_rate end) as running_water_rate
  from {{ ref('stg_ref__census') }}
  group by code
),

described as (
  select
    units.code,
    units.level,
    units.kind,
    units.name_fr,
    units.name_ar,
    units.name_en,
    units.parent_code,
    units.region_code,
    units.province_code,
    units.commune_code,
    units.has_council,
    units.collectivity_type,
    segments.segment,
    segments.segment_2024,
    censuses.population_2014,
    censuses.population_2024,
    censuses.households_2014,
    censuses.households_2024,
    censuses.electricity_rate,
    censuses.running_water_rate,
    units.valid_from,
    units.valid_to,
    false as sample
  from units
  left join segments on units.code = segments.code
  left join censuses on units.code = censuses.code
),

-- Groupements stand beside the 1,590: no census of their own, since their members have it.
groupements as (
  select
    code,
    'groupement' as level,
    'groupement' as kind,
    name_fr,
    name_ar,
    name_fr as name_en,
    province_code as parent_code,
    region_code,
    province_code,
    cast(null as string) as commune_code,
    true as has_council,
    cast(null as string) as collectivity_type,
    cast(null as string) as segment,
    cast(null as string) as segment_2024,
    cast(null as bigint) as population_2014,
    cast(null as bigint) as population_2024,
    cast(null as bigint) as households_2014,
    cast(null as bigint) as households_2024,
    cast(null as double) as electricity_rate,
    cast(null as double) as running_water_rate,
    valid_from,
    cast(null as date) as valid_to,
    sample
  from {{ ref('int_territory__groupement') }}
),

joined as (
  select * from described
  union all
  select * from groupements
)

select * from joined
