with exports as (
  select * from {{ ref('stg_meta__export') }}
)

select * from exports
