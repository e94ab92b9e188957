-- Our own figure for each published total of permits, complaints and programme projects, in its unit.
with permits as (
  select
    category,
    month_start,
    decided_on,
    clock_days,
    state = 'decided' and is_event as is_timed
  from {{ ref('fct_permit') }}
),

deposited as (
  select cast(year(month_start) as string) as period, category, count(*) as files
  from permits
  group by 1, 2
),

deposits as (
  select 'building_permit_files' as measure, period, sum(files) as files from deposited
  where category in ('PP', 'GP') group by period
  union all
  select 'building_permit_files_pp', period, files from deposited where category = 'PP'
  union all
  select 'building_permit_files_gp', period, files from deposited where category = 'GP'
  union all
  select 'habitation_permit_files', period, files from deposited where category = 'PH'
),

delays as (
  select
    case category when 'PP' then 'delay_mean_pp' else 'delay_mean_gp' end as measure,
    '2023-01..09' as period,
    {{ ratio('sum(clock_days)', 'count(clock_days)') }} as days
  from permits
  where category in ('PP', 'GP') and is_timed and decided_on between date '2023-01-01' and date '2023-09-30'
  group by category
  union all
  select 'delay_mean_habitation', 'all', {{ ratio('sum(clock_days)', 'count(clock_days)') }}
  from permits
  where category = 'PH' and is_timed
),

-- Published of all administrations, ours of the collectivities alone: only shares can stand side by side.
complaints as (
  select
    cast(year(received_on) as string) as period,
    {{ ratio("count(case when outcome = 'POSITIF' then 1 end)", 'count(outcome)') }} as positive_share
  from {{ ref('fct_complaint') }}
  group by 1
),

reopened as (
  select {{ ratio('count(case when reopened then 1 end)', 'count(outcome)') }} as reopened_share
  from {{ ref('fct_complaint') }}
),

-- The programme's counts were made at the end of 2023.
projects as (
  select
    sector,
    budget_mad,
    coalesce(end_actual <= date '2023-12-31', false) as is_complete
  from {{ ref('fct_project') }}
  where programme = 'PRDTS'
),

programme as (
  select
    count(*) as projects,
    count(case when is_complete then 1 end) as complete,
    count(case when is_complete and sector in ('ROUTE', 'PISTE') then 1 end) as complete_roads,
    count(case when is_complete and sector = 'ENS' then 1 end) as complete_schools,
    count(case when is_complete and sector = 'SANTE' then 1 end) as complete_health,
    count(case when is_complete and sector = 'ELEC' then 1 end) as complete_power,
    count(case when is_complete and sector = 'AEP' then 1 end) as complete_water,
    sum(budget_mad) as budget_mad,
    sum(case when sector in ('ROUTE', 'PISTE') then budget_mad end) as roads_mad
  from projects
),

funders as (
  select
    case funder when 'REGION' then 'funder_share_regions' else 'funder_share_' || lower(funder) end as measure,
    sum(committed_mad) as committed_mad
  from {{ ref('fct_project_funding') }}
  where programme = 'PRDTS'
  group by funder
),

funded as (
  select sum(committed_mad) as committed_mad from funders
),

figures as (
  select measure, period, 'nation' as scope, cast(files as double) as computed_value from deposits
  union all
  select measure, period, 'nation', days from delays
  union all
  select 'positive_share', period, 'all administrations', positive_share from complaints
  union all
  select 'reopened_share', 'all', 'all administrations', reopened_share from reopened
  union all
  select 'projects', '2017..2023', 'nation', cast(projects as double) from programme
  union all
  select 'projects_complete', '2017..2023', 'nation', cast(complete as double) from programme
  union all
  select 'projects_complete_routes', '2017..2023', 'nation', cast(complete_roads as double) from programme
  union all
  select 'projects_complete_enseignement', '2017..2023', 'nation', cast(complete_schools as double) from programme
  union all
  select 'projects_complete_sante', '2017..2023', 'nation', cast(complete_health as double) from programme
  union all
  select 'projects_complete_electrification', '2017..2023', 'nation', cast(complete_power as double) from programme
  union all
  select 'projects_complete_eau', '2017..2023', 'nation', cast(complete_water as double) from programme
  union all
  select 'budget', '2017..2023', 'nation', cast(budget_mad as double) / 1e9 from programme
  union all
  select 'roads_budget_share', '2017..2023', 'nation', {{ ratio('roads_mad', 'budget_mad') }} from programme
  union all
  select funders.measure, '2017..2023', 'nation', {{ ratio('funders.committed_mad', 'funded.committed_mad') }}
  from funders
  cross join funded
)

select * from figures
