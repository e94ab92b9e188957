-- The days that the exports cover, one row; without a dated export, those that the rows themselves speak of.
with exports as (
  {{ covered_days('rokhas', 'dossier') }}
),

rows_seen as (
  select min(deposited_at) as first_at, max(updated_at) as last_at from {{ source('rokhas', 'dossier') }}
),

coverage as (
  select
    coalesce(exports.covered_from, cast(rows_seen.first_at as date)) as covered_from,
    coalesce(exports.covered_until, cast(rows_seen.last_at as date)) as covered_until
  from exports
  cross join rows_seen
)

select * from coverage
