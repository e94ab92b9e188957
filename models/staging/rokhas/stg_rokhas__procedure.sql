with source as (
  select * from {{ source('rokhas', 'catalogue') }}
),

clean as (
  select
    collectivity_code as unit_code,
    category,
    valid_from,
    lead(valid_from) over (partition by collectivity_code, category order by valid_from) as replaced_on,
    online,
    e_sign,
    e_pay,
    legal_days,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
