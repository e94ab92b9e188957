-- The écosystème sub-index by domain: the share of external opinions given in time, shrunk as the share of files
-- decided in time is. A unit of which no opinion was asked stands at its stratum's mean.
with measures as (
  select * from {{ ref('int_rokhas__measure') }}
),

strata as (
  select level, stratum, window_no, domain,
    {{ share_moments('opinion_share', 'cast(opinions_due as double)') }}
  from measures
  where opinions_due > 0
  group by level, stratum, window_no, domain
),

nation as (
  select level, window_no, domain,
    {{ share_moments_again() }}
  from strata
  group by level, window_no, domain
),

stratum_priors as (
  select level, stratum, window_no, domain, units, {{ prior_mean() }} as mean, {{ prior_strength() }} as strength
  from strata
),

nation_priors as (
  select level, window_no, domain, {{ prior_mean() }} as mean, {{ prior_strength() }} as strength
  from nation
),

shrunk as (
  select
    measures.unit_no,
    measures.window_no,
    measures.domain,
    measures.opinions_due,
    coalesce(measures.opinion_share, 0) * measures.opinions_due as hits,
    case when stratum_priors.units >= {{ least_units() }} then stratum_priors.mean else nation_priors.mean end as mean,
    case when stratum_priors.units >= {{ least_units() }} then stratum_priors.strength else nation_priors.strength end as strength
  from measures
  inner join nation_priors
    on measures.level = nation_priors.level and measures.window_no = nation_priors.window_no
    and measures.domain = nation_priors.domain
  left join stratum_priors
    on measures.level = stratum_priors.level and measures.stratum = stratum_priors.stratum
    and measures.window_no = stratum_priors.window_no and measures.domain = stratum_priors.domain
),

scores as (
  select unit_no, window_no, domain, 100 * (hits + mean * strength) / (opinions_due + strength) as score
  from shrunk
)

select * from scores
