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
  {{ rounded('cast(' ~ numerator ~ ' as double) / nullif(cast(' ~ denominator ~ ' as double), 0)', 9) }}
{%- endmacro %}

{# A double rounded half away from zero, as DuckDB does it: in the double's own arithmetic. Spark's round() goes by the
   shortest decimal that names the double, and gives another last digit wherever a half is not one exactly. #}
{% macro rounded(expression, digits) -%}
  {{ return(adapter.dispatch('rounded', 'bayan')(expression, digits)) }}
{%- endmacro %}

{% macro default__rounded(expression, digits) -%}
  round({{ expression }}, {{ digits }})
{%- endmacro %}

{% macro spark__rounded(expression, digits) -%}
  (round(({{ expression }}) * 1e{{ digits }}) / 1e{{ digits }})
{%- endmacro %}
