{# A budget line's code has ten digits: part, direction, chapter, article, paragraph, line. #}
{% macro line_part(code) -%}
  substr({{ code }}, 1, 1)
{%- endmacro %}

{% macro line_direction(code) -%}
  case substr({{ code }}, 2, 1) when '1' then 'R' else 'D' end
{%- endmacro %}

{% macro line_chapter(code) -%}
  substr({{ code }}, 3, 2)
{%- endmacro %}

{# Chapter and article together, since an article's number means nothing without its chapter. #}
{% macro line_article(code) -%}
  substr({{ code }}, 3, 4)
{%- endmacro %}
