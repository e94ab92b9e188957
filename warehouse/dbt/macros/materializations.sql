{# A build has its file to itself: nothing reads a relation while it is being made, so the names that dbt gives a new
   relation, the old one and the swap between them are only time. #}
{% materialization view, adapter='duckdb' %}
  {%- set target_relation = this.incorporate(type='view') -%}
  {%- set existing = load_cached_relation(this) -%}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}
  {% if existing is not none and not existing.is_view %}{% do adapter.drop_relation(existing) %}{% endif %}
  {% if config.get('contract').enforced %}{% do get_assert_columns_equivalent(compiled_code) %}{% endif %}
  {% call statement('main') -%}
    create or replace view {{ target_relation }} as ({{ compiled_code }})
  {%- endcall %}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {% do adapter.commit() %}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set existing = load_cached_relation(this) -%}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}
  {% if existing is not none %}{% do adapter.drop_relation(existing) %}{% endif %}
  {% call statement('main') -%}
    {{ create_table_as(False, target_relation, compiled_code) }}
  {%- endcall %}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {% do adapter.commit() %}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{# Of a model kept by year, a run puts its rows straight in their place, which its hook has emptied: by way of a table of
   their own they would be written twice. They have the columns that stand: a build whose models changed starts anew. #}
{% materialization incremental, adapter='duckdb' %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- set replaces = existing is not none and not existing.is_view and not should_full_refresh() -%}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}
  {% if existing is not none and not replaces %}{% do adapter.drop_relation(existing) %}{% endif %}
  {% call statement('main') -%}
    {% if replaces -%}
      insert into {{ target_relation }} by name ({{ compiled_code }})
    {%- else -%}
      {{ create_table_as(False, target_relation, compiled_code) }}
    {%- endif %}
  {%- endcall %}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {% do adapter.commit() %}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
