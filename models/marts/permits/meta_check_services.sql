-- What is odd in the files of the services and kept all the same: counted here, dropped nowhere but where the name of
-- the check says so.
with permits as (
  select
    cast(count(*) as bigint) as files,
    cast(count(*) filter (where clock_reason = 'not_complete') as bigint) as not_complete,
    cast(count(*) filter (where clock_reason = 'no_legal_clock') as bigint) as no_legal_clock,
    cast(count(*) filter (where clock_reason not in ('not_complete', 'no_legal_clock')) as bigint) as impossible,
    cast(count(*) filter (where favourable is not null and tax_paid_mad > tax_due_mad) as bigint) as overpaid
  from {{ ref('fct_permit') }}
),

events as (
  select cast(count(*) as bigint) as events from {{ ref('stg_rokhas__event') }}
),

orphan_events as (
  select cast(count(*) as bigint) as events
  from {{ ref('stg_rokhas__event') }}
  where file_no not in (select file_no from {{ ref('stg_rokhas__file') }})
),

complaints as (
  select
    cast(count(*) as bigint) as complaints,
    cast(count(*) filter (where clock_reason is not null) as bigint) as impossible
  from {{ ref('fct_complaint') }}
),

funded as (
  select project_id, sum(committed_mad) as committed_mad
  from {{ ref('stg_prdts__funding') }}
  group by project_id
),

projects as (
  select
    cast(count(*) as bigint) as projects,
    cast(count(*) filter (where coalesce(funded.committed_mad, 0) <> projects.budget_mad) as bigint) as gaps,
    cast(count(*) filter (where projects.lead_commune_code is null) as bigint) as nowhere,
    cast(count(*) filter (where projects.spi_reason = 'no_data') as bigint) as unplanned,
    cast(count(*) filter (where projects.physical_ratio = 1 and not projects.is_finished and projects.status <> 'ABANDONNE') as bigint) as unreceived
  from {{ ref('fct_project') }} as projects
  left join funded on projects.project_id = funded.project_id
),

parts as (
  select project_id from {{ ref('stg_prdts__funding') }}
  union all
  select project_id from {{ ref('stg_prdts__baseline') }}
  union all
  select project_id from {{ ref('stg_prdts__progress') }}
  union all
  select project_id from {{ ref('stg_prdts__contract') }}
),

orphan_parts as (
  -- Counted by membership: its contrary, inside a count, is a comparison of every row with every other on Spark.
  select
    cast(count(*) as bigint) as parts,
    cast(count(case when not is_known then 1 end) as bigint) as orphans
  from (
    select project_id in (select project_id from {{ ref('stg_prdts__project') }}) as is_known
    from parts
  ) as known
),

samples as (
  select coalesce(max(case when sample then 1 else 0 end), 0) = 1 as sample
  from (
    select sample from {{ ref('fct_permit') }}
    union all
    select sample from {{ ref('fct_complaint') }}
    union all
    select sample from {{ ref('fct_project') }}
  ) as facts
),

counted as (
  select 'permit_event_without_file' as name, events.events as rows_checked, orphan_events.events as rows_found from events cross join orphan_events
  union all
  select 'permit_with_impossible_dates', files, impossible from permits
  union all
  select 'permit_not_complete', files, not_complete from permits
  union all
  select 'permit_without_legal_clock', files, no_legal_clock from permits
  union all
  select 'permit_tax_overpaid', files, overpaid from permits
  union all
  select 'complaint_with_impossible_dates', complaints, impossible from complaints
  union all
  select 'project_funding_not_budget', projects, gaps from projects
  union all
  select 'project_without_place', projects, nowhere from projects
  union all
  select 'project_without_baseline', projects, unplanned from projects
  union all
  select 'project_done_not_received', projects, unreceived from projects
  union all
  select 'project_part_without_project', parts, orphans from orphan_parts
)

select
  counted.name,
  known.label_fr,
  known.label_ar,
  known.label_en,
  counted.rows_checked,
  counted.rows_found,
  known.severity,
  samples.sample
from counted
left join {{ ref('data_check') }} as known on counted.name = known.name
cross join samples
