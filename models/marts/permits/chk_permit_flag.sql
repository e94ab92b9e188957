-- Patterns that deserve a look, by unit over the last twelve months, with their evidence: never published, never a
-- penalty by themselves. Each compares the unit with the country; z above 3 is hardly chance.
with bounds as (
  select covered_until, {{ add_days('covered_until', -365) }} as since from {{ ref('stg_rokhas__coverage') }}
),

permits as (
  select
    permits.file_no,
    permits.unit_code,
    permits.category,
    permits.deposited_on,
    permits.decided_on,
    permits.state,
    permits.clock_days,
    permits.legal_days,
    permits.sample
  from {{ ref('fct_permit') }} as permits
  cross join bounds
  where permits.clock_reason is null and permits.deposited_on > bounds.since
),

-- Decisions of the last legal days against those just past the limit (McCrary): heaping makes the first outnumber the
-- second by more than they do over the country.
edges as (
  select
    unit_code,
    count(*) filter (where state = 'decided' and clock_days between legal_days - 1 and legal_days) as before_limit,
    count(*) filter (where state = 'decided' and clock_days between legal_days + 1 and legal_days + 2) as after_limit
  from permits
  group by unit_code
),

edges_nation as (
  select ln(cast(sum(before_limit) as double) / nullif(sum(after_limit), 0)) as log_ratio from edges
),

heaping as (
  select
    edges.unit_code,
    'heaping_at_limit' as flag,
    edges.before_limit as observed,
    edges.before_limit + edges.after_limit as base,
    (ln((edges.before_limit + 0.5) / (edges.after_limit + 0.5)) - edges_nation.log_ratio)
      / sqrt(1 / (edges.before_limit + 0.5) + 1 / (edges.after_limit + 0.5)) as z
  from edges
  cross join edges_nation
  where edges.before_limit + edges.after_limit >= 20
),

stops as (
  select
    permits.unit_code,
    permits.file_no,
    max(case
      when {{ days_between('clocks.started_on', 'suspensions.suspended_on') }} between permits.legal_days - 2 and permits.legal_days then 1
      else 0
    end) as hit
  from {{ ref('int_permits__suspension') }} as suspensions
  inner join permits on suspensions.file_no = permits.file_no
  inner join {{ ref('int_permits__clock') }} as clocks on suspensions.file_no = clocks.file_no
  group by permits.unit_code, permits.file_no
),

-- A file withdrawn, and within three months another of the same applicant, act and counter: its clock starts anew.
withdrawn as (
  select distinct permits.unit_code, permits.file_no, permits.category, permits.deposited_on, dossiers.applicant_key
  from permits
  inner join {{ source('rokhas', 'dossier') }} as dossiers on permits.file_no = dossiers.file_no
  where permits.state = 'withdrawn'
),

later as (
  select distinct dossiers.file_no, dossiers.applicant_key
  from {{ source('rokhas', 'dossier') }} as dossiers
  where dossiers.applicant_key in (select applicant_key from withdrawn)
),

-- Matched first and told of every withdrawn file after: a left join on dates among equals is a loop over all pairs.
followed as (
  select distinct withdrawn.file_no
  from withdrawn
  inner join later on withdrawn.applicant_key = later.applicant_key and withdrawn.file_no <> later.file_no
  inner join permits
    on later.file_no = permits.file_no and withdrawn.unit_code = permits.unit_code and withdrawn.category = permits.category
  where {{ days_between('withdrawn.deposited_on', 'permits.deposited_on') }} between 0 and 90
),

again as (
  select
    withdrawn.unit_code,
    withdrawn.file_no,
    max(case when followed.file_no is not null then 1 else 0 end) as hit
  from withdrawn
  left join followed on withdrawn.file_no = followed.file_no
  group by withdrawn.unit_code, withdrawn.file_no
),

signed as (
  select
    permits.unit_code,
    permits.file_no,
    -- Sundays: Saturdays are worked in some counters.
    case when {{ is_sunday('permits.decided_on') }} then 1 else 0 end as on_sunday
  from permits
  where permits.state = 'decided'
),

-- A decision dated before an opinion or a resumption that it should have waited for.
dated as (
  select
    permits.unit_code,
    permits.file_no,
    max(case when {{ legal_date('events.happened_at') }} > permits.decided_on then 1 else 0 end) as hit
  from permits
  inner join {{ ref('stg_rokhas__event') }} as events on permits.file_no = events.file_no and events.kind in ('AVIS', 'REPRISE')
  where permits.state = 'decided'
  group by permits.unit_code, permits.file_no
),

hits as (
  select unit_code, 'suspended_at_limit' as flag, hit from stops
  union all
  select unit_code, 'withdrawn_then_again', hit from again
  union all
  select unit_code, 'signed_on_sunday', on_sunday from signed
  union all
  select unit_code, 'dated_before_steps', hit from dated
),

nation as (
  select flag, cast(sum(hit) as double) / count(*) as share
  from hits
  group by flag
),

counted as (
  select unit_code, flag, cast(sum(hit) as bigint) as observed, count(*) as base
  from hits
  group by unit_code, flag
),

compared as (
  select
    counted.unit_code,
    counted.flag,
    counted.observed,
    counted.base,
    (counted.observed - counted.base * nation.share) / sqrt(counted.base * nation.share * (1 - nation.share)) as z
  from counted
  inner join nation on counted.flag = nation.flag
  where counted.base >= 20 and nation.share > 0 and nation.share < 1
),

flags as (
  select unit_code, flag, observed, base, z from heaping
  union all
  select unit_code, flag, observed, base, z from compared
),

samples as (
  select coalesce(max(case when sample then 1 else 0 end), 0) = 1 as sample from permits
),

final as (
  select
    flags.unit_code,
    flags.flag,
    cast(flags.observed as bigint) as observed,
    cast(flags.base as bigint) as base,
    {{ rounded('flags.z', 6) }} as z,
    samples.sample
  from flags
  cross join samples
  -- One file is chance, whatever it is measured against.
  where flags.z > 3 and flags.observed >= 5
)

select * from final
