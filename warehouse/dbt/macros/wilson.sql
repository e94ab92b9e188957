{# One end of Wilson's 90 % interval of a share: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n), z = 1.644854. #}
{% macro wilson(hits, count, side) -%}
{%- set value -%}
  (
    cast({{ hits }} as double) / nullif({{ count }}, 0) + 2.705543e0 / (2e0 * nullif({{ count }}, 0))
    {{ side }} 1.644854 * sqrt(
      cast({{ hits }} as double) / nullif({{ count }}, 0) * (1 - cast({{ hits }} as double) / nullif({{ count }}, 0)) / nullif({{ count }}, 0)
      + 2.705543e0 / (4e0 * {{ count }} * nullif({{ count }}, 0))
    )
  ) / (1 + 2.705543e0 / nullif({{ count }}, 0))
{%- endset -%}
{{ rounded(value, 10) }}
{%- endmacro %}
