-- Permit files of a year counted in hexagons some 11 km wide, for maps: a file's own place is never released. Counts are
-- rounded to five, and none is given under ten, so that a hexagon tells of no single file. Edge: 0.06 degrees of
-- latitude; longitudes are shortened by cos 32 degrees, the middle of the country, so that hexagons look regular.
with placed as (
  select
    permits.domain,
    permits.on_time,
    permits.is_event,
    extract(year from permits.month_start) as permit_year,
    territory.region_code,
    territory.province_code,
    permits.sample,
    cast(files.lon as double) * 0.848 as x,
    cast(files.lat as double) as y
  from {{ ref('fct_permit') }} as permits
  inner join {{ ref('stg_rokhas__file') }} as files on permits.file_no = files.file_no
  inner join {{ ref('dim_territory') }} as territory on permits.commune_code = territory.code
  where files.lon between -17.5 and -0.9 and files.lat between 20.5 and 36.2
),

axial as (
  select
    *,
    (0.5773502691896258 * x - y / 3.0) / 0.06 as q,
    (2.0 * y / 3.0) / 0.06 as r
  from placed
),

cubed as (
  select *, round(q) as q0, round(r) as r0, round(0 - q - r) as s0 from axial
),

-- Of the three rounded axes, the one that moved most is made to fit the other two.
cells as (
  select
    *,
    cast(case
      when abs(q0 - q) > abs(r0 - r) and abs(q0 - q) > abs(s0 + q + r) then 0 - r0 - s0
      else q0
    end as integer) as cell_q,
    cast(case
      when abs(q0 - q) > abs(r0 - r) and abs(q0 - q) > abs(s0 + q + r) then r0
      when abs(r0 - r) > abs(s0 + q + r) then 0 - q0 - s0
      else r0
    end as integer) as cell_r
  from cubed
),

homes as (
  select cell_q, cell_r, region_code, province_code, row_number() over (
    partition by cell_q, cell_r order by count(*) desc, province_code
  ) as place
  from cells
  group by cell_q, cell_r, region_code, province_code
),

counted as (
  select
    cell_q,
    cell_r,
    cast(permit_year as integer) as permit_year,
    domain,
    count(*) as files,
    count(case when is_event and on_time is not null then 1 end) as decided,
    count(case when is_event and on_time then 1 end) as on_time_files,
    max(case when sample then 1 else 0 end) = 1 as sample
  from cells
  group by cell_q, cell_r, permit_year, domain
),

rounded as (
  select
    concat(cast(counted.cell_q as {{ dbt.type_string() }}), '_', cast(counted.cell_r as {{ dbt.type_string() }})) as hexagon,
    counted.permit_year,
    counted.domain,
    homes.region_code,
    homes.province_code,
    cast({{ rounded('0.06 * 1.7320508075688772 * (counted.cell_q + counted.cell_r / 2e0) / 0.848', 5) }} as decimal(9, 5)) as lon,
    cast({{ rounded('0.06 * 1.5 * counted.cell_r', 5) }} as decimal(9, 5)) as lat,
    cast(case when counted.files >= 10 then 5 * round(counted.files / 5.0) end as integer) as files,
    cast(case
      when counted.decided >= 20 then {{ rounded('cast(counted.on_time_files as double) / counted.decided', 1) }}
    end as decimal(3, 1)) as on_time_rate,
    counted.sample
  from counted
  inner join homes on counted.cell_q = homes.cell_q and counted.cell_r = homes.cell_r and homes.place = 1
)

select * from rounded
