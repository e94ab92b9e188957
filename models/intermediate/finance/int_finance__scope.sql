-- The sums of fct_finance by council, by place and kind of council, and by segment: what every ratio is a quotient of.
-- A ratio of a place is the quotient of its sums, never a mean of quotients.
{% set sums %}
    {% for measure in finance_measures() -%}
    {{ money('sum(' ~ measure ~ ')') }} as {{ measure }},
    {% endfor -%}
    {% for count in finance_counts() -%}
    cast(sum({{ count }}) as bigint) as {{ count }},
    {% endfor -%}
    count(*) as councils,
    bool_and(closed) as closed,
    bool_or(sample) as sample
{% endset %}

with finance as (
  select * from {{ ref('fct_finance') }}
),

places as (
  select finance.*, bridge.ancestor_code as place_code
  from finance
  inner join {{ ref('bridge_territory') }} as bridge
    on finance.collectivity_code = bridge.unit_code and bridge.relation = 'hierarchy' and bridge.valid_to is null
  inner join {{ ref('dim_territory') }} as units
    on bridge.ancestor_code = units.code and units.level in ('nation', 'region', 'province')
),

by_council as (
  select 'council' as scope, collectivity_code as code, collectivity_type as councils_of, fiscal_year,
    cast(sum(population) as bigint) as population, {{ sums }}
  from finance
  group by 2, 3, 4
),

by_kind as (
  select 'place' as scope, place_code as code, collectivity_type as councils_of, fiscal_year,
    cast(sum(population) as bigint) as population, {{ sums }}
  from places
  group by 2, 3, 4
),

by_place as (
  select 'place' as scope, place_code as code, 'all' as councils_of, fiscal_year,
    -- Its communes' inhabitants: those of its provinces and region are the same people.
    cast(sum(case when collectivity_type = 'commune' then population end) as bigint) as population, {{ sums }}
  from places
  group by 2, 4
),

by_segment as (
  select 'segment' as scope, segment as code, collectivity_type as councils_of, fiscal_year,
    cast(sum(population) as bigint) as population, {{ sums }}
  from finance
  where segment is not null and collectivity_type = 'commune'
  group by 2, 3, 4
),

scopes as (
  select * from by_council
  union all
  select * from by_kind
  union all
  select * from by_place
  union all
  select * from by_segment
)

select * from scopes
