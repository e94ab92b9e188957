{% macro month_start(expression) -%}
  cast(date_trunc('month', {{ expression }}) as date)
{%- endmacro %}

{# Whole days from one date to another. #}
{% macro days_between(first_date, last_date) -%}
  {{ return(adapter.dispatch('days_between', 'bayan')(first_date, last_date)) }}
{%- endmacro %}

{% macro default__days_between(first_date, last_date) -%}
  date_diff('day', cast({{ first_date }} as date), cast({{ last_date }} as date))
{%- endmacro %}

{% macro spark__days_between(first_date, last_date) -%}
  datediff(cast({{ last_date }} as date), cast({{ first_date }} as date))
{%- endmacro %}

{# The month that a fiscal year's books give to an operation, 1 to 12: what is done after 31 December on the year's
   credits (the complementary period) stands in December, what is done before the year in January. So months add up
   to the fiscal year, whatever the day of the payment. #}
{% macro accounting_month_number(day, fiscal_year) -%}
  case
      when year({{ day }}) > {{ fiscal_year }} then 12
      when year({{ day }}) < {{ fiscal_year }} then 1
      else cast(month({{ day }}) as integer)
    end
{%- endmacro %}

{% macro add_days(day, days) -%}
  {{ return(adapter.dispatch('add_days', 'bayan')(day, days)) }}
{%- endmacro %}

{% macro default__add_days(day, days) -%}
  ({{ day }} + cast({{ days }} as integer))
{%- endmacro %}

{% macro spark__add_days(day, days) -%}
  date_add({{ day }}, cast({{ days }} as int))
{%- endmacro %}

{% macro is_sunday(day) -%}
  {{ return(adapter.dispatch('is_sunday', 'bayan')(day)) }}
{%- endmacro %}

{% macro default__is_sunday(day) -%}
  (isodow({{ day }}) = 7)
{%- endmacro %}

{% macro spark__is_sunday(day) -%}
  (dayofweek({{ day }}) = 1)
{%- endmacro %}
