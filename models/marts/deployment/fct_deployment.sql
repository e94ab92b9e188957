-- Who a platform is meant for, and since when it is there. A place without the platform is not deployed, whatever it
-- does: it has no row in the platform's own figures, never a zero, and is in no denominator of theirs.
with sites as (
  select
    platform,
    site_id,
    collectivity_code,
    state,
    since,
    target_on,
    drawn_on,
    coalesce(since <= target_on, false) as on_target,
    coalesce(target_on < drawn_on, false) as is_due,
    sample
  from {{ ref('stg_deploiement__site') }}
)

select * from sites
