-- A decision whose item never came is kept, its theme unknown: meta_check counts them.
with items as (
  select session_id, point_no, theme from {{ ref('stg_majaliss__item') }}
),

acts as (
  select acts.*, coalesce(items.theme, 'unknown') as theme
  from {{ ref('stg_majaliss__act') }} as acts
  left join items on acts.session_id = items.session_id and acts.point_no = items.point_no
),

decisions as (
  select
    act_no,
    collectivity_code,
    theme,
    transmitted_on,
    {{ month_start('transmitted_on') }} as month_start,
    due_on,
    decided_on,
    decision,
    executed,
    {{ case_clock('transmitted_on', 'decided_on', 'due_on') }},
    sample
  from acts
)

select * from decisions
