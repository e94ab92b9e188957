{# Moments of shares between units, for a beta-binomial prior. `share` and `files` name each unit's share and the number
   of files it rests on; rows without files tell nothing and must be left out before. #}
{% macro share_moments(share, files) -%}
    count(*) as units,
    {{ exact_sum(files ~ ' * ' ~ share) }} as sum_hits,
    {{ exact_sum(files) }} as sum_files,
    {{ exact_sum(share) }} as sum_share,
    {{ exact_sum(share ~ ' * ' ~ share) }} as sum_square,
    {{ exact_sum('1 / ' ~ files) }} as sum_inverse
{%- endmacro %}

{% macro share_moments_again() -%}
    cast(sum(units) as bigint) as units,
    {{ exact_sum('sum_hits') }} as sum_hits,
    {{ exact_sum('sum_files') }} as sum_files,
    {{ exact_sum('sum_share') }} as sum_share,
    {{ exact_sum('sum_square') }} as sum_square,
    {{ exact_sum('sum_inverse') }} as sum_inverse
{%- endmacro %}

{# m = Σx ÷ Σn. #}
{% macro prior_mean() -%}
sum_hits / sum_files
{%- endmacro %}

{# α + β = clip(m (1 − m) ÷ v − 1, 1, 200), v the variance between units less the mean of m (1 − m) ÷ n. Where chance
   alone explains as much variance as there is, the prior is as strong as it may be. #}
{% macro prior_strength() -%}
case
      when units < 2 then 200
      when {{ between_variance() }} <= 0 then 200
      else least(200, greatest(1, {{ prior_mean() }} * (1 - {{ prior_mean() }}) / ({{ between_variance() }}) - 1))
    end
{%- endmacro %}

{% macro between_variance() -%}
((sum_square - sum_share * sum_share / units) / nullif(units - 1, 0) - {{ prior_mean() }} * (1 - {{ prior_mean() }}) * sum_inverse / units)
{%- endmacro %}

{# Least units in a stratum for it to have a prior of its own; the national one serves the others. #}
{% macro least_units() -%}
10
{%- endmacro %}
