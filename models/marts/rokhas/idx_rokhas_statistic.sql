{% set names = rokhas_scores() %}
-- How the five sub-scores go together among the ranked units of a period: correlations, what share of the variance of
-- R500 each one carries (its effective weight, beside the 20 % that it has in name), and Cronbach's alpha.
with scores as (
  select * from {{ ref('idx_rokhas') }}
  where rank_r500 is not null
),

moments as (
  select
    level,
    period,
    {{ adapter.quote('window') }},
    count(*) as units,
    {% for a in names -%}
    {% for b in names if names.index(b) > names.index(a) -%}
    corr({{ a }}, {{ b }}) as corr_{{ a }}_{{ b }},
    {% endfor -%}
    covar_samp({{ a }}, r500) as covariance_{{ a }},
    var_samp({{ a }}) as variance_{{ a }},
    {% endfor -%}
    var_samp(r500) as variance,
    max(case when sample then 1 else 0 end) = 1 as sample
  from scores
  group by level, period, {{ adapter.quote('window') }}
  having count(*) >= 10
),

statistics as (
  {% for a in names -%}
  {% for b in names if names.index(b) > names.index(a) -%}
  select level, period, {{ adapter.quote('window') }}, 'correlation' as statistic, '{{ a }}' as first_score, '{{ b }}' as second_score,
    {{ rounded('case when variance_' ~ a ~ ' > 0 and variance_' ~ b ~ ' > 0 then corr_' ~ a ~ '_' ~ b ~ ' end', 6) }} as value, cast(units as integer) as units, sample
  from moments
  union all
  {% endfor -%}
  select level, period, {{ adapter.quote('window') }}, 'effective_weight', '{{ a }}', '{{ a }}',
    {{ rounded('covariance_' ~ a ~ ' / nullif(variance, 0)', 6) }}, cast(units as integer), sample
  from moments
  union all
  {% endfor -%}
  select level, period, {{ adapter.quote('window') }}, 'cronbach_alpha', 'r500', 'r500',
    {% set variances -%}{% for a in names %}variance_{{ a }}{{ ' + ' if not loop.last }}{% endfor %}{%- endset -%}
    {{ rounded('1.25 * (1 - (' ~ variances ~ ') / nullif(variance, 0))', 6) }}, cast(units as integer), sample
  from moments
)

select * from statistics
