-- Which units a file's counter belongs to: itself, its city, province, region and the nation. Roll-ups count files;
-- they are never a mean of scores.
with territory as (
  select * from {{ ref('dim_territory') }}
  where level in ('commune', 'arrondissement')
),

places as (
  select code as unit_code, 'arrondissement' as level, code from territory where level = 'arrondissement'
  union all
  select code, 'commune', coalesce(commune_code, code) from territory
  union all
  select code, 'province', province_code from territory
  union all
  select code, 'region', region_code from territory
  union all
  select code, 'nation', 'MA' from territory
),

members as (
  select places.unit_code, units.unit_no
  from places
  inner join {{ ref('int_rokhas__unit') }} as units
    on places.level = units.level and places.code = units.code
)

select * from members
