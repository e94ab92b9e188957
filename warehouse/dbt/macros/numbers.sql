{# Dirhams, to the centime. #}
{% macro money(expression) -%}
  cast({{ expression }} as decimal(18, 2))
{%- endmacro %}

{# Sum of dirhams, zero where nothing was added. #}
{% macro sum_money(expression) -%}
  cast(coalesce(sum({{ expression }}), 0) as decimal(18, 2))
{%- endmacro %}

{# A share from 0 to 1 (or more), null where the denominator is zero or missing.
   Rounded, since the last bits of a double are not the same on every engine. #}
{% macro ratio(numerator, denominator) -%}
  round(cast({{ numerator }} as double) / nullif(cast({{ denominator }} as double), 0), 9)
{%- endmacro %}
