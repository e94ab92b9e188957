{# Sums of doubles depend on the order of the rows; sums of decimals do not. Fifteen decimals are finer than what a
   double of this size holds, and leave room for a billion units. #}
{% macro exact(expression) -%}
  cast({{ expression }} as decimal(24, 15))
{%- endmacro %}

{% macro exact_sum(expression) -%}
  cast(sum({{ exact(expression) }}) as double)
{%- endmacro %}

{# Between 0 and 1; null stays null, which greatest() and least() would pass over. #}
{% macro clip(expression) -%}
  case when {{ expression }} is not null then least(1, greatest(0, {{ expression }})) end
{%- endmacro %}
