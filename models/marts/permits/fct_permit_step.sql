-- Where time goes: days that decided files spent with each holder, by year of deposit. Units of which fewer than five
-- files have their events are left out: a step of one file is somebody's.
with territory as (
  select code, coalesce(commune_code, code) as commune_code, province_code, region_code
  from {{ ref('dim_territory') }}
  where level in ('commune', 'arrondissement')
),

placed as (
  {% for level, column in {'commune': 'commune_code', 'province': 'province_code', 'region': 'region_code'}.items() -%}
  select '{{ level }}' as level, territory.{{ column }} as code, holdings.*
  from {{ ref('int_permits__holding') }} as holdings
  inner join territory on holdings.unit_code = territory.code
  union all
  {% endfor -%}
  select 'nation', 'MA', holdings.* from {{ ref('int_permits__holding') }} as holdings
),

followed as (
  select level, code, cast(year(deposited_on) as integer) as deposit_year, cast(count(distinct file_no) as bigint) as files
  from placed
  group by level, code, year(deposited_on)
  having count(distinct file_no) >= 5
),

steps as (
  select
    followed.level,
    followed.code,
    followed.deposit_year,
    placed.holder,
    followed.files,
    -- Rounded twice, since engines differ in the last bit of a day's fraction and halves are frequent.
    {{ rounded(rounded(exact_sum('placed.days') ~ ' / followed.files', 9), 6) }} as mean_days,
    max(placed.sample) = 1 as sample
  from placed
  inner join followed
    on placed.level = followed.level and placed.code = followed.code and year(placed.deposited_on) = followed.deposit_year
  group by followed.level, followed.code, followed.deposit_year, placed.holder, followed.files
)

select * from steps
