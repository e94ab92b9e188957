-- Whose money it is: the 1,590 councils, and the groupements beside them. Tens of millions of rows are grouped by
-- `unit_id` instead of the text code, in half the time; it is the code's digits after a 1 (a 2 for groupements), so
-- that it is the same in every build and an older year's rows keep their meaning.
with councils as (
  select
    cast('1' || replace(code, '.', '') as bigint) as unit_id,
    code as collectivity_code,
    collectivity_type,
    region_code,
    province_code
  from {{ ref('stg_ref__unit') }}
  where is_current and collectivity_type is not null
),

-- Every code that a groupement may have, listed or not: money of one that the referential forgot is not lost, and a
-- new list of groupements does not touch the years behind.
groupements as (
  select
    2000 + n as unit_id,
    'ECI.' || lpad(cast(n as string), 3, '0') as collectivity_code,
    cast(null as string) as collectivity_type,
    cast(null as string) as region_code,
    cast(null as string) as province_code
  from ({{ numbers(1000) }}) as numbers
),

joined as (
  select * from councils
  union all
  select * from groupements
)

select * from joined
