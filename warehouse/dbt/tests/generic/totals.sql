{# Another model holds the same dirhams, group by group, to the centime. #}
{% test same_total(model, other, by, measures, other_measures=none) %}
{% set theirs = other_measures or measures %}
{% set yearly = 'fiscal_year' in by %}
with ours as (
  select {{ by | join(', ') }}
    {%- for measure in measures %}, sum({{ measure }}) as m{{ loop.index }}{% endfor %}
  from {{ tested(model, also=other) if yearly else model }} as looked_at
  group by {{ by | join(', ') }}
),

theirs as (
  select {{ by | join(', ') }}
    {%- for measure in theirs %}, sum({{ measure }}) as m{{ loop.index }}{% endfor %}
  from {{ tested(other, also=model) if yearly else other }} as looked_at
  group by {{ by | join(', ') }}
),

compared as (
  select
    {% for column in by %}coalesce(ours.{{ column }}, theirs.{{ column }}) as {{ column }}, {% endfor %}
    {%- for measure in measures %}
    coalesce(ours.m{{ loop.index }}, 0) - coalesce(theirs.m{{ loop.index }}, 0) as gap{{ loop.index }}{{ ',' if not loop.last }}
    {%- endfor %}
  from ours
  full outer join theirs
    on {% for column in by %}ours.{{ column }} = theirs.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}
)

select * from compared
where {% for measure in measures %}gap{{ loop.index }} <> 0{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}

{# Every unit is its own council's money and its children's, and the nation is all of it: exactly, in DECIMAL.
   The left side goes by the closure that scopes are read from, the right side by the parent of each unit. #}
{% test adds_up(model, measures) %}
with own as (
  select fiscal_year, collectivity_code as code
    {%- for measure in measures %}, sum({{ measure }}) as m{{ loop.index }}{% endfor %}
  from {{ tested(model) }} as looked_at
  group by fiscal_year, collectivity_code
),

units as (
  select code, parent_code from {{ ref('dim_territory') }}
  where level in ('nation', 'region', 'province', 'commune')
),

rolled as (
  select own.fiscal_year, bridge.ancestor_code as code
    {%- for measure in measures %}, sum(own.m{{ loop.index }}) as m{{ loop.index }}{% endfor %}
  from own
  inner join {{ ref('bridge_territory') }} as bridge
    on own.code = bridge.unit_code and bridge.relation = 'hierarchy' and bridge.valid_to is null
  group by own.fiscal_year, bridge.ancestor_code
),

parts as (
  select fiscal_year, code
    {%- for measure in measures %}, m{{ loop.index }}{% endfor %}
  from own
  union all
  select rolled.fiscal_year, units.parent_code as code
    {%- for measure in measures %}, rolled.m{{ loop.index }}{% endfor %}
  from rolled
  inner join units on rolled.code = units.code
  where units.parent_code is not null
),

summed as (
  select fiscal_year, code
    {%- for measure in measures %}, sum(m{{ loop.index }}) as m{{ loop.index }}{% endfor %}
  from parts
  group by fiscal_year, code
),

nation as (
  select fiscal_year, 'MA' as code
    {%- for measure in measures %}, sum(m{{ loop.index }}) as m{{ loop.index }}{% endfor %}
  from own
  group by fiscal_year
),

expected as (
  select * from summed
  union all
  select * from nation
)

select expected.fiscal_year, expected.code
from expected
left join rolled on expected.fiscal_year = rolled.fiscal_year and expected.code = rolled.code
where {% for measure in measures %}rolled.m{{ loop.index }} is distinct from expected.m{{ loop.index }}{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
