{# As many rows as another model: none lost and none doubled on the way. #}
{% test same_rows(model, other) %}
with counts as (
  select
    (select count(*) from {{ model }}) as ours,
    (select count(*) from {{ other }}) as theirs
)

select * from counts
where ours <> theirs
{% endtest %}

{# Each period of each level lists each of its units. #}
{% test every_unit(model) %}
with listed as (
  select level, period, {{ adapter.quote('window') }} as span, count(*) as units
  from {{ model }}
  group by level, period, {{ adapter.quote('window') }}
),

expected as (
  select level, count(*) as units
  from {{ ref('int_rokhas__unit') }}
  group by level
)

select listed.*
from listed
inner join expected on listed.level = expected.level
where listed.units <> expected.units
{% endtest %}

{# Parts of a whole: exactly one. #}
{% test shares_add_up(model, by, share) %}
select {{ by }}, sum({{ share }}) as total
from {{ model }}
group by {{ by }}
having sum({{ share }}) <> 1
{% endtest %}

{# The last month of the monthly rows is what the projects themselves say. #}
{% test last_month_is_project(model, other, measures) %}
with months as (
  select {% for measure in measures %}sum({{ measure }}) as m{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
  from {{ model }}
  where month_start = (select max(month_start) from {{ model }})
),

projects as (
  select {% for measure in measures %}sum({{ measure }}) as m{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
  from {{ other }}
)

select months.*
from months
cross join projects
where {% for measure in measures %}months.m{{ loop.index }} is distinct from projects.m{{ loop.index }}{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
