{# Columns that tie every staged row to the export and the record it came from. #}
{% macro lineage() -%}
  _export_id,
    _row
{%- endmacro %}

{# Whether a row came from an invented export. Membership, not a join: it can never multiply rows. #}
{% macro is_sample() -%}
  _export_id in (select export_id from {{ source('meta', 'export') }} where sample)
{%- endmacro %}
