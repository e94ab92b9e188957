-- R500 is the plain sum of the five sub-scores; R100 their weighted geometric mean, so that a weak délai cannot be
-- bought back; service leaves out attractivité and fiscalité, which a commune's service does not decide.
with scored as (
  select
    placed.unit_no,
    placed.level,
    placed.level_no,
    placed.code,
    placed.stratum,
    placed.segment,
    placed.window_no,
    placed.span,
    placed.period,
    placed.quarter_start,
    placed.files,
    placed.files_12m,
    placed.eligibility,
    placed.eligibility in ('ranked', 'provisional') as is_scored,
    {% for name in rokhas_scores() -%}
    case when placed.eligibility in ('ranked', 'provisional') then scores.{{ name }} end as {{ name }},
    {% endfor -%}
    case when placed.eligibility in ('ranked', 'provisional') then scores.on_time_files / nullif(scores.clocked, 0) end as on_time_share
  from {{ ref('int_rokhas__eligibility') }} as placed
  left join {{ ref('int_rokhas__score') }} as scores
    on placed.unit_no = scores.unit_no and placed.window_no = scores.window_no
),

means as (
  select
    level,
    window_no,
    {% for name in rokhas_scores() -%}
    {{ exact_sum(name) }} / nullif(count({{ name }}), 0) as {{ name }}{{ ',' if not loop.last }}
    {% endfor %}
  from scored
  group by level, window_no
),

stratum_means as (
  select
    level,
    stratum,
    window_no,
    {% for name in rokhas_scores() -%}
    {{ exact_sum(name) }} / nullif(count({{ name }}), 0) as {{ name }}{{ ',' if not loop.last }}
    {% endfor %}
  from scored
  group by level, stratum, window_no
),

-- A sub-score that a unit's files cannot give (no authorised area, no opinion asked) counts as its stratum's mean.
filled as (
  select
    scored.*,
    {% for name in rokhas_scores() -%}
    coalesce(scored.{{ name }}, stratum_means.{{ name }}, means.{{ name }}) as full_{{ name }},
    {% endfor -%}
    nullif(concat_ws(
      ' '
      {%- for name in rokhas_scores() %},
      case when scored.{{ name }} is null then '{{ name }}' end
      {%- endfor %}
    ), '') as imputed
  from scored
  left join means on scored.level = means.level and scored.window_no = means.window_no
  left join stratum_means
    on scored.level = stratum_means.level and scored.stratum = stratum_means.stratum
    and scored.window_no = stratum_means.window_no
),

samples as (
  select window_no, max(sample) = 1 as sample
  from {{ ref('int_rokhas__tally') }}
  group by window_no
),

composed as (
  select
    filled.*,
    -- Rounded far below what is shown, so that the last bit of a logarithm moves no figure.
    {% for name in rokhas_scores() -%}
    {{ rounded('case when filled.is_scored then full_' ~ name ~ ' end', 10) }} as score_{{ name }},
    {% endfor -%}
    {% set r500 -%}
      {% for name in rokhas_scores() %}full_{{ name }}{{ ' + ' if not loop.last }}{% endfor %}
    {%- endset -%}
    {% set r100 -%}
      exp({% for name, weight in rokhas_weights().items() %}{{ weight }} * ln(greatest(full_{{ name }}, 1)){{ ' + ' if not loop.last }}{% endfor %})
    {%- endset -%}
    {% set service -%}
      exp((
        {%- for name in ['delai', 'ecosysteme', 'digital'] %}{{ rokhas_weights()[name] }} * ln(greatest(full_{{ name }}, 1)){{ ' + ' if not loop.last }}{% endfor -%}
      ) / {{ rokhas_weights()['delai'] + rokhas_weights()['ecosysteme'] + rokhas_weights()['digital'] }})
    {%- endset -%}
    {% for name, value in [('r500', r500), ('r100', r100), ('service', service), ('rmst_days', 'days.rmst_days')] -%}
    {{ rounded('case when filled.is_scored then ' ~ value ~ ' end', 10) }} as {{ name }},
    {% endfor -%}
    coalesce(samples.sample, false) as sample
  from filled
  left join {{ ref('int_rokhas__days') }} as days on filled.unit_no = days.unit_no and filled.window_no = days.window_no
  left join samples on filled.window_no = samples.window_no
),

ranks as (
  select
    unit_no,
    window_no,
    {% for index, column in rokhas_indices().items() -%}
    case when {{ column }} is not null then
      cast(rank() over (partition by level, window_no order by {{ column }} desc) as integer)
    end as rank_{{ index }},
    case when {{ column }} is not null then
      cast(rank() over (partition by level, stratum, window_no order by {{ column }} desc) as integer)
    end as segment_rank_{{ index }}{{ ',' if not loop.last }}
    {% endfor %}
  from composed
  where eligibility = 'ranked'
),

final as (
  select
    composed.level,
    composed.level_no,
    composed.code,
    composed.period,
    composed.quarter_start,
    composed.span as {{ adapter.quote('window') }},
    composed.segment,
    composed.files,
    composed.files_12m,
    composed.eligibility,
    composed.score_delai as delai,
    composed.score_attractivite as attractivite,
    composed.score_digital as digital,
    composed.score_ecosysteme as ecosysteme,
    composed.score_fiscalite as fiscalite,
    composed.r500,
    composed.r100,
    composed.service,
    case when composed.is_scored then composed.imputed end as imputed,
    {{ rounded('composed.on_time_share', 10) }} as on_time_share,
    composed.rmst_days,
    {% for index in rokhas_indices() -%}
    ranks.rank_{{ index }},
    case when composed.level = 'commune' then ranks.segment_rank_{{ index }} end as segment_rank_{{ index }},
    {% endfor -%}
    -- Bands are drawn once the tables stand: see warehouse/compute/rokhas.
    {% for index, column in rokhas_indices().items() -%}
    {% set name = index -%}
    cast(null as double) as {{ name }}_low,
    cast(null as double) as {{ name }}_high,
    cast(null as integer) as rank_{{ name }}_low,
    cast(null as integer) as rank_{{ name }}_high,
    cast(null as string) as tier_{{ name }},
    cast(null as string) as trend_{{ name }},
    {% endfor -%}
    composed.sample
  from composed
  left join ranks on composed.unit_no = ranks.unit_no and composed.window_no = ranks.window_no
)

select * from final
