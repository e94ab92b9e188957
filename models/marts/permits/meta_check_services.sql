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

checks as (
  select 'permit_event_without_file' as name, 'a file whose clock ignores its suspensions because its steps came under another number' as prevents, events.events as rows_checked, orphan_events.events as rows_found, 'warn' as severity from events cross join orphan_events
  union all
  select 'permit_with_impossible_dates', 'a negative or endless delay inside a mean', files, impossible, 'warn' from permits
  union all
  select 'permit_not_complete', 'a clock that the applicant, and not the commune, keeps from starting', files, not_complete, 'info' from permits
  union all
  select 'permit_without_legal_clock', 'acts judged on no law', files, no_legal_clock, 'error' from permits
  union all
  select 'permit_tax_overpaid', 'a tax per square metre above what was due', files, overpaid, 'info' from permits
  union all
  select 'complaint_with_impossible_dates', 'a negative delay inside a mean', complaints, impossible, 'warn' from complaints
  union all
  select 'project_funding_not_budget', 'funders whose shares do not make the budget that the SPI is computed on', projects, gaps, 'warn' from projects
  union all
  select 'project_without_place', 'money of a programme that no map shows', projects, nowhere, 'warn' from projects
  union all
  select 'project_without_baseline', 'a project that cannot be late', projects, unplanned, 'warn' from projects
  union all
  select 'project_done_not_received', 'works finished on paper and never handed over', projects, unreceived, 'info' from projects
  union all
  select 'project_part_without_project', 'money, plans and progress left out of every project', parts, orphans, 'warn' from orphan_parts
)

select checks.*, samples.sample
from checks
cross join samples
