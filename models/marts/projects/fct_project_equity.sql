-- Each commune with what the programmes bring it and what the censuses say of its needs, before (2014) and after (2024).
-- A project of several communes counts in each by its share, so that the communes add up to the programmes.
{% set needs = {
  'electricity': 'amenities_electricity',
  'running_water': 'amenities_running_water',
  'road': 'households_distance_to_paved_road_km',
  'illiteracy': 'illiteracy_rate_10_plus',
} -%}
with communes as (
  select code as commune_code, region_code, province_code
  from {{ ref('stg_ref__unit') }}
  where is_current and level = 'commune'
),

spent as (
  select
    bridge.commune_code,
    cast(count(*) as integer) as projects,
    {% for name in ['budget_mad', 'paid_mad'] -%}
    {{ sum_money(money(rounded('cast(projects.' ~ name ~ ' as double) * cast(bridge.share as double)', 2))) }} as {{ name }},
    {% endfor -%}
    bool_or(bridge.sample) as sample
  from {{ ref('bridge_project_commune') }} as bridge
  inner join {{ ref('fct_project') }} as projects on bridge.project_id = projects.project_id
  where projects.status <> 'ABANDONNE'
  group by bridge.commune_code
),

-- That a commune has no project is said by the same exports.
marked as (
  select coalesce(bool_or(sample), false) as sample from spent
),

people as (
  select
    code,
    {% for year in [2014, 2024] -%}
    max(case when census_year = {{ year }} then population end) as population_{{ year }},
    max(case when census_year = {{ year }} then households end) as households_{{ year }}{{ ',' if not loop.last }}
    {% endfor %}
  from {{ ref('stg_ref__census') }}
  group by code
),

measured as (
  select
    code
    {%- for name, indicator in needs.items() %}
    {%- for year in [2014, 2024] %},
    max(case when census_year = {{ year }} and indicator = '{{ indicator }}' then value end) as {{ name }}_{{ year }}
    {%- endfor %}
    {%- endfor %}
  from {{ ref('stg_ref__census_indicator') }}
  where area = 'total' and sex = 'all' and indicator in ({% for indicator in needs.values() %}'{{ indicator }}'{{ ', ' if not loop.last }}{% endfor %})
  group by code
),

joined as (
  select
    communes.commune_code,
    communes.region_code,
    communes.province_code,
    coalesce(spent.projects, 0) > 0 as served,
    coalesce(spent.projects, 0) as projects,
    {{ money('coalesce(spent.budget_mad, 0)') }} as budget_mad,
    {{ money('coalesce(spent.paid_mad, 0)') }} as paid_mad,
    people.population_2014,
    people.population_2024,
    people.households_2014,
    people.households_2024,
    {% for name in ['electricity', 'running_water', 'illiteracy'] -%}
    {% for year in [2014, 2024] -%}
    round(measured.{{ name }}_{{ year }} / 100, 6) as {{ name }}_rate_{{ year }},
    {% endfor -%}
    {% endfor -%}
    measured.road_2014 as road_km_2014,
    measured.road_2024 as road_km_2024,
    coalesce(spent.sample, marked.sample) as sample
  from communes
  cross join marked
  left join spent on communes.commune_code = spent.commune_code
  left join people on communes.commune_code = people.code
  left join measured on communes.commune_code = measured.code
)

select * from joined
