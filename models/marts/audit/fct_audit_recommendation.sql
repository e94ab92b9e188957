with missions as (
  select mission_id, theme, risk from {{ ref('stg_audit__mission') }}
),

recommendations as (
  select stated.*, coalesce(missions.theme, 'unknown') as theme, coalesce(missions.risk, 'unknown') as risk
  from {{ ref('stg_audit__recommendation') }} as stated
  left join missions on stated.mission_id = missions.mission_id
),

clocked as (
  select
    recommendation_no,
    collectivity_code,
    theme,
    risk,
    severity,
    owner,
    status,
    issued_on,
    {{ month_start('issued_on') }} as month_start,
    due_on,
    implemented_on,
    {{ case_clock('issued_on', 'implemented_on', 'due_on') }},
    sample
  from recommendations
)

select * from clocked
