{# By fiscal year, how many rows of `child` name a `parent` that never came. They stay in the sums: the money was
   spent or collected whatever became of the other file. Numbers are compared whole: DuckDB's hash() gives two of fifty
   numbers of one pattern the same value (measured). #}
{% macro orphans(name, child, column, parent, parent_column=none) -%}
  select
    '{{ name }}' as name,
    child.fiscal_year,
    count(*) as rows_checked,
    count(case when not child.is_known then 1 end) as rows_found,
    bool_or(child.sample) as sample
  from (
    select
      fiscal_year,
      sample,
      {{ column }} in (
        select {{ parent_column or column }} from {{ parent }}
        {%- if is_incremental() and years() %}
        -- Of all years' numbers only those that are asked for, which spares a table of all of them.
        where {{ parent_column or column }} in (select {{ column }} from {{ child }} where {{ in_years_onwards() }})
        {%- endif %}
      ) as is_known
    from {{ child }}
    where {{ column }} is not null and {{ in_years_onwards() }}
  ) as child
  group by child.fiscal_year
{%- endmacro %}

{# By fiscal year, how many rows carry a number that another row of the same year has. A number is given once, and a
   file replaces its period whole: the same act in two files would be counted twice. #}
{% macro repeated(name, model, column) -%}
  select
    '{{ name }}' as name,
    fiscal_year,
    count(*) as rows_checked,
    count(*) - count(distinct {{ column }}) as rows_found,
    bool_or(sample) as sample
  from {{ model }}
  where {{ in_years_onwards() }}
  group by fiscal_year
{%- endmacro %}
