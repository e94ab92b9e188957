{# Each key once: a doubled key doubles every sum above it. #}
{% test unique_key(model, columns) %}
select {{ columns | join(', ') }}, count(*) as rows_found
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}

{# A law of every row; null counts as a failure. `prevents` says what would go wrong unseen. #}
{% test always(model, condition, prevents) %}
select *
from {{ model }}
where not coalesce({{ condition }}, false)
{% endtest %}
