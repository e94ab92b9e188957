-- What each choice behind the index does to the ranks (Sobol): empty here, filled by warehouse/compute/rokhas once dbt has
-- made what it reads.
-- depends_on: {{ ref('int_rokhas__file') }}
with scores as (
  select * from {{ ref('idx_rokhas') }}
),

effects as (
  select
    level,
    period,
    {{ adapter.quote('window') }},
    cast(null as string) as factor,
    cast(null as double) as first_order,
    cast(null as double) as total_order,
    cast(null as double) as mean_shift,
    cast(null as integer) as runs,
    sample
  from scores
  where false
)

select * from effects
