{# Whole numbers `n` from 0 to `count` − 1, `count` a power of ten. #}
{% macro numbers(count) -%}
  {% set places = (count | string | length) - 1 -%}
  select {% for place in range(places) %}{{ ' + ' if not loop.first }}d{{ place }}.d * {{ 10 ** place }}{% endfor %} as n
  from {% for place in range(places) -%}
    {{ ' cross join ' if not loop.first }}(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as d{{ place }} (d)
  {%- endfor %}
{%- endmacro %}
