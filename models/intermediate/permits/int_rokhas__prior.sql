-- Priors of each level, stratum, period and act, by moments: for the share decided in time (beta-binomial) and for the
-- logarithm of the restricted mean time (normal). A stratum of fewer than ten units takes the national ones.
with cells as (
  select * from {{ ref('int_rokhas__survival') }}
),

share_strata as (
  select level, stratum, window_no, category_no,
    {{ share_moments('on_time_share', 'effective_files') }}
  from cells
  where effective_files > 0
  group by level, stratum, window_no, category_no
),

share_nation as (
  select level, window_no, category_no,
    {{ share_moments_again() }}
  from share_strata
  group by level, window_no, category_no
),

time_strata as (
  select level, stratum, window_no, category_no,
    count(*) as units,
    {{ exact_sum('files * log_rmst') }} as sum_hits,
    {{ exact_sum('files') }} as sum_files,
    {{ exact_sum('log_rmst') }} as sum_log,
    {{ exact_sum('log_rmst * log_rmst') }} as sum_square,
    {{ exact_sum('1e0 / files') }} as sum_inverse,
    -- Variance of one file's contribution, pooled: n² s² ÷ (n − 1) is it without bias, s² by the delta method.
    {{ exact_sum('cast(files as double) * files * rmst_variance / (greatest(rmst, 1e0 / 120) * greatest(rmst, 1e0 / 120))') }} as sum_spread,
    {{ exact_sum('files - 1') }} as sum_freedom
  from cells
  where log_rmst is not null
  group by level, stratum, window_no, category_no
),

time_nation as (
  select level, window_no, category_no,
    cast(sum(units) as bigint) as units,
    {{ exact_sum('sum_hits') }} as sum_hits,
    {{ exact_sum('sum_files') }} as sum_files,
    {{ exact_sum('sum_log') }} as sum_log,
    {{ exact_sum('sum_square') }} as sum_square,
    {{ exact_sum('sum_inverse') }} as sum_inverse,
    {{ exact_sum('sum_spread') }} as sum_spread,
    {{ exact_sum('sum_freedom') }} as sum_freedom
  from time_strata
  group by level, window_no, category_no
),

shares as (
  select level, stratum, window_no, category_no, units, {{ prior_mean() }} as mean, {{ prior_strength() }} as strength
  from share_strata
),

shares_nation as (
  select level, window_no, category_no, {{ prior_mean() }} as mean, {{ prior_strength() }} as strength
  from share_nation
),

times as (
  select level, stratum, window_no, category_no, units, sum_hits / sum_files as mean,
    coalesce(sum_spread / nullif(sum_freedom, 0), 0) as file_variance,
    case when units < 2 then null else (sum_square - sum_log * sum_log / units) / (units - 1) end as unit_variance,
    sum_inverse / units as mean_inverse
  from time_strata
),

times_nation as (
  select level, window_no, category_no, sum_hits / sum_files as mean,
    coalesce(sum_spread / nullif(sum_freedom, 0), 0) as file_variance,
    case when units < 2 then null else (sum_square - sum_log * sum_log / units) / (units - 1) end as unit_variance,
    sum_inverse / units as mean_inverse
  from time_nation
),

strata as (
  select distinct level, stratum from {{ ref('int_rokhas__unit') }}
),

priors as (
  select
    strata.level,
    strata.stratum,
    nation.window_no,
    nation.category_no,
    case when shares.units >= {{ least_units() }} then shares.mean else nation.mean end as share_mean,
    case when shares.units >= {{ least_units() }} then shares.strength else nation.strength end as share_strength,
    case when times.units >= {{ least_units() }} then times.mean else times_nation.mean end as time_mean,
    case when times.units >= {{ least_units() }} then times.file_variance else times_nation.file_variance end as file_variance,
    -- Between units, beyond what the number of files explains.
    case
      when times.units >= {{ least_units() }} then greatest(0, times.unit_variance - times.file_variance * times.mean_inverse)
      else greatest(0, times_nation.unit_variance - times_nation.file_variance * times_nation.mean_inverse)
    end as unit_variance
  from shares_nation as nation
  inner join strata on nation.level = strata.level
  left join shares
    on strata.level = shares.level and strata.stratum = shares.stratum
    and nation.window_no = shares.window_no and nation.category_no = shares.category_no
  left join times_nation
    on nation.level = times_nation.level and nation.window_no = times_nation.window_no
    and nation.category_no = times_nation.category_no
  left join times
    on strata.level = times.level and strata.stratum = times.stratum
    and nation.window_no = times.window_no and nation.category_no = times.category_no
)

select * from priors
