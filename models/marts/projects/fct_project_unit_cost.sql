-- Unit costs of finished projects, by sector and place: the spread that one project's cost is read against.
with costs as (
  select sector, unit, region_code, unit_cost_mad, sample
  from {{ ref('fct_project') }}
  where unit_cost_mad is not null
),

placed as (
  select sector, unit, coalesce(region_code, 'MA') as region_code, unit_cost_mad, sample from costs
  union all
  select sector, unit, 'MA' as region_code, unit_cost_mad, sample from costs
  where region_code is not null
),

spread as (
  select
    sector,
    unit,
    region_code,
    cast(count(*) as integer) as projects,
    {% for name, share in [('d1', 0.1), ('q1', 0.25), ('median', 0.5), ('q3', 0.75), ('d9', 0.9)] -%}
    -- Rounded twice: engines differ in the last bit between two values, and half a centime is often what lies there.
    {{ money(rounded(rounded("percentile_cont(" ~ share ~ ") within group (order by cast(unit_cost_mad as double))", 6), 2)) }} as {{ name }}_mad,
    {% endfor -%}
    bool_or(sample) as sample
  from placed
  group by sector, unit, region_code
)

select * from spread
