{# One row per element of a list column. #}
{% macro each_of(list) -%}
  {{ return(adapter.dispatch('each_of', 'bayan')(list)) }}
{%- endmacro %}

{% macro default__each_of(list) -%}
  unnest({{ list }})
{%- endmacro %}

{% macro spark__each_of(list) -%}
  explode({{ list }})
{%- endmacro %}

{# The first element of a list; null of an empty one. #}
{% macro first_of(list) -%}
  {{ return(adapter.dispatch('first_of', 'bayan')(list)) }}
{%- endmacro %}

{% macro default__first_of(list) -%}
  list_extract({{ list }}, 1)
{%- endmacro %}

{% macro spark__first_of(list) -%}
  try_element_at({{ list }}, 1)
{%- endmacro %}
