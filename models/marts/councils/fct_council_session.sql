with items as (
  select
    session_id,
    cast(count(*) as integer) as items,
    cast(count(case when result = 'ADOPTE' then 1 end) as integer) as items_adopted
  from {{ ref('stg_majaliss__item') }}
  group by session_id
),

sessions as (
  select
    sessions.session_id,
    sessions.collectivity_code,
    sessions.kind,
    sessions.opens_on,
    {{ month_start('sessions.opens_on') }} as month_start,
    sessions.closes_on,
    sessions.had_quorum,
    coalesce(items.items, 0) as items,
    coalesce(items.items_adopted, 0) as items_adopted,
    sessions.sample
  from {{ ref('stg_majaliss__session') }} as sessions
  left join items on sessions.session_id = items.session_id
)

select * from sessions
