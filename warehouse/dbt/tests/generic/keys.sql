{# Each key once: a doubled key doubles every sum above it. #}
{% test unique_key(model, columns) %}
select {{ columns | join(', ') }}, count(*) as rows_found
from {{ tested(model) if 'fiscal_year' in columns else model }} as looked_at
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}

{# A law of every row; null counts as a failure. `prevents` says what would go wrong unseen. #}
{% test always(model, condition, prevents) %}
select *
from {{ tested(model) }} as looked_at
where not coalesce({{ condition }}, false)
{% endtest %}

{# What a contract's not_null says of a table: a view holds no row that could be refused. #}
{% test never_null(model, columns) %}
select {{ columns | join(', ') }}
from {{ tested(model) }} as looked_at
where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
