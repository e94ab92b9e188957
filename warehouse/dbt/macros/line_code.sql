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

{# The parts of a line's code under the names that marts give them. #}
{% macro line_parts(code) -%}
  {{ line_direction(code) }} as direction,
    {{ line_part(code) }} as part,
    {{ line_chapter(code) }} as chapter,
    {{ line_article(code) }} as article,
    substr({{ code }}, 3, 6) as paragraph,
    substr({{ code }}, 9, 2) as line
{%- endmacro %}

{# Chapter and article together, since an article's number means nothing without its chapter. #}
{% macro line_article(code) -%}
  substr({{ code }}, 3, 4)
{%- endmacro %}
