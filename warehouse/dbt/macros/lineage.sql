{# Columns that tie every staged row to the export and the record it came from. #}
{% macro lineage() -%}
  _export_id,
    _row
{%- endmacro %}

{# Whether a row came from an invented export, as the view of its table says (pipelines/engine/views.ts): looking each
   row's export up in the list of all of them took as long as summing the row. #}
{% macro is_sample() -%}
  _sample
{%- endmacro %}
