-- Procedures of each unit that can be done online at the end of each quarter, and those that it has.
with procedures as (
  select procedures.*, category.domain
  from {{ ref('stg_rokhas__procedure') }} as procedures
  inner join {{ ref('permit_category') }} as category on procedures.category = category.category
),

quarters as (
  select quarter_no, quarter_end
  from {{ ref('int_rokhas__window') }}
  where span = 'quarter'
),

counters as (
  select
    procedures.unit_code,
    procedures.domain,
    quarters.quarter_no,
    count(*) as procedures,
    count(*) filter (where procedures.online) as online
  from procedures
  inner join quarters
    on procedures.valid_from <= quarters.quarter_end
    and (procedures.replaced_on is null or procedures.replaced_on > quarters.quarter_end)
  group by procedures.unit_code, procedures.domain, quarters.quarter_no
),

units as (
  select
    member.unit_no,
    counters.domain,
    counters.quarter_no,
    cast(sum(counters.procedures) as bigint) as procedures,
    cast(sum(counters.online) as bigint) as online
  from counters
  inner join {{ ref('int_rokhas__member') }} as member on counters.unit_code = member.unit_code
  group by member.unit_no, counters.domain, counters.quarter_no
)

select * from units
