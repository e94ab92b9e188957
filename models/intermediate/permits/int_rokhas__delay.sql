-- The délai sub-index by domain: what a unit would give on the national mix of acts, each act shrunk towards its
-- stratum. An act that it does not have counts as its stratum's mean.
with priors as (
  select
    priors.*,
    weights.domain,
    weights.weight
  from {{ ref('int_rokhas__prior') }} as priors
  inner join {{ ref('int_rokhas__weight') }} as weights
    on priors.window_no = weights.window_no and priors.category_no = weights.category_no
),

base as (
  select level, stratum, window_no, domain,
    {{ exact_sum('weight') }} as weight,
    {{ exact_sum('weight * share_mean') }} as share_mean,
    -- An act on which no decision was given yet has no time: it is left out of the mean.
    {{ exact_sum('case when time_mean is not null then weight end') }} as time_weight,
    {{ exact_sum('weight * time_mean') }} as time_mean
  from priors
  group by level, stratum, window_no, domain
),

shrunk as (
  select
    cells.unit_no,
    cells.level,
    cells.stratum,
    cells.window_no,
    priors.domain,
    priors.weight,
    cells.files,
    cells.on_time_share,
    cells.rmst,
    (cells.on_time_share * cells.effective_files + priors.share_mean * priors.share_strength)
      / (cells.effective_files + priors.share_strength) - priors.share_mean as share_shift,
    case
      when cells.log_rmst is null then 0
      when priors.unit_variance = 0 then 0
      else priors.unit_variance / (priors.unit_variance + priors.file_variance / cells.files)
        * (cells.log_rmst - priors.time_mean)
    end as time_shift
  from {{ ref('int_rokhas__survival') }} as cells
  inner join priors
    on cells.level = priors.level and cells.stratum = priors.stratum
    and cells.window_no = priors.window_no and cells.category_no = priors.category_no
),

shifts as (
  select unit_no, level, stratum, window_no, domain,
    cast(sum(files) as bigint) as clocked,
    {{ exact_sum('files * on_time_share') }} as on_time_files,
    {{ exact_sum('weight * share_shift') }} as share_shift,
    {{ exact_sum('weight * time_shift') }} as time_shift
  from shrunk
  group by unit_no, level, stratum, window_no, domain
),

standardised as (
  select
    shifts.unit_no,
    shifts.window_no,
    shifts.domain,
    shifts.clocked,
    shifts.on_time_files,
    (base.share_mean + shifts.share_shift) / base.weight as on_time_share,
    (base.time_mean + shifts.time_shift) / base.time_weight as log_rmst
  from shifts
  inner join base
    on shifts.level = base.level and shifts.stratum = base.stratum
    and shifts.window_no = base.window_no and shifts.domain = base.domain
),

delays as (
  select
    *,
    100 * (0.6 * on_time_share + 0.4 * {{ clip('(ln(4) - log_rmst) / (ln(4) - ln(0.5))') }}) as score
  from standardised
)

select * from delays
