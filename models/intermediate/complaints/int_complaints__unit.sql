-- Complaints of the last twelve months by unit, at each level, by theme and all themes together, and by clock. Roll-ups
-- count complaints; they are never a mean of shares.
with complaints as (
  select
    complaints.*,
    {{ quarter_no('complaints.received_on') }} as quarter_no
  from {{ ref('fct_complaint') }} as complaints
  where clock_reason is null
),

bounds as (
  select min({{ quarter_no('received_on') }}) as first_no, max(quarter_no) - 1 as last_no
  from complaints
),

territory as (
  select code, coalesce(commune_code, code) as commune_code, province_code, region_code
  from {{ ref('dim_territory') }}
  where level in ('commune', 'arrondissement')
),

counted as (
  select
    bounds.last_no as quarter_no,
    territory.commune_code,
    territory.province_code,
    territory.region_code,
    complaints.theme,
    least(complaints.clock_days, 4 * complaints.legal_days) / cast(complaints.legal_days as double) as time_ratio,
    count(*) as complaints,
    count(*) filter (where complaints.is_event and complaints.clock_days <= 4 * complaints.legal_days) as events,
    count(*) filter (where complaints.closed_on is null) as backlog,
    count(*) filter (where complaints.closed_on is not null and complaints.reopened) as reopened,
    count(complaints.satisfied) as answers,
    count(*) filter (where complaints.satisfied) as satisfied,
    max(case when complaints.sample then 1 else 0 end) as sample
  from complaints
  cross join bounds
  inner join territory on complaints.unit_code = territory.code
  where complaints.quarter_no between bounds.last_no - 3 and bounds.last_no
  group by
    bounds.last_no, territory.commune_code, territory.province_code, territory.region_code, complaints.theme,
    least(complaints.clock_days, 4 * complaints.legal_days) / cast(complaints.legal_days as double)
),

placed as (
  {% for level, column in {'commune': 'commune_code', 'province': 'province_code', 'region': 'region_code'}.items() -%}
  select '{{ level }}' as level, {{ column }} as code, counted.* from counted
  union all
  {% endfor -%}
  select 'nation', 'MA', counted.* from counted
),

themed as (
  select *, theme as of_theme from placed
  union all
  select *, 'ALL' from placed
)

select * from themed
