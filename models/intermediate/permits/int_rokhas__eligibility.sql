-- Who is scored and who is ranked, by unit and period, whatever the period's own files: thirty files over the twelve
-- months that end with it for a rank, ten for a score. Every unit is here, with its reason.
with windows as (
  select * from {{ ref('int_rokhas__window') }}
  where is_scored
),

years as (
  select tallies.unit_no, windows.quarter_no, cast(sum(tallies.files) as bigint) as files
  from {{ ref('int_rokhas__tally') }} as tallies
  inner join {{ ref('int_rokhas__window') }} as windows
    on tallies.window_no = windows.window_no and windows.span = 'rolling12'
  group by tallies.unit_no, windows.quarter_no
),

signs as (
  select member.unit_no, counted.quarter_no
  from {{ ref('int_rokhas__count') }} as counted
  inner join {{ ref('int_rokhas__member') }} as member on counted.unit_code = member.unit_code
  union all
  select unit_no, quarter_no from {{ ref('int_rokhas__online') }} where online > 0
),

deployments as (
  select unit_no, min(quarter_no) as first_no
  from signs
  group by unit_no
),

placed as (
  select
    units.unit_no,
    units.level,
    units.level_no,
    units.code,
    units.stratum,
    units.segment,
    windows.window_no,
    windows.span,
    windows.period,
    windows.quarter_start,
    coalesce(scores.files, 0) as files,
    coalesce(years.files, 0) as files_12m,
    case
      when deployments.first_no is null or deployments.first_no > windows.quarter_no then 'not_deployed'
      when coalesce(years.files, 0) < 10 or coalesce(scores.files, 0) = 0 then 'too_few_files'
      when years.files < 30 then 'provisional'
      else 'ranked'
    end as eligibility
  from {{ ref('int_rokhas__unit') }} as units
  cross join windows
  left join years on units.unit_no = years.unit_no and windows.quarter_no = years.quarter_no
  left join deployments on units.unit_no = deployments.unit_no
  left join {{ ref('int_rokhas__score') }} as scores
    on units.unit_no = scores.unit_no and windows.window_no = scores.window_no
)

select * from placed
