-- How sure each score is, by a thousand bootstraps: empty here, filled from int_rokhas__file by warehouse/compute/rokhas
-- once dbt has made what it reads, in the same run and before anything is published.
-- depends_on: {{ ref('int_rokhas__file') }}
with scores as (
  select * from {{ ref('idx_rokhas') }}
),

bands as (
  select
    level,
    code,
    period,
    {{ adapter.quote('window') }},
    cast(null as string) as index_name,
    cast(null as double) as score_low,
    cast(null as double) as score_high,
    cast(null as integer) as rank_low,
    cast(null as integer) as rank_high,
    cast(null as double) as rank_expected,
    cast(null as double) as top_ten,
    cast(null as string) as tier,
    cast(null as double) as tier_share,
    cast(null as double) as change,
    cast(null as double) as change_low,
    cast(null as double) as change_high,
    cast(null as string) as trend,
    cast(null as integer) as draws,
    sample
  from scores
  where false
)

select * from bands
