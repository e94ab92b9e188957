-- Head counts alone: what one person is, has or earns stays in staging.
with staff as (
  select
    collectivity_code,
    as_of,
    grade,
    corps,
    sex,
    position,
    cast(count(*) as bigint) as staff,
    cast(count(case when is_engineer then 1 end) as bigint) as engineers,
    bool_or(sample) as sample
  from {{ ref('stg_indmaj__agent') }}
  group by 1, 2, 3, 4, 5, 6
)

select * from staff
