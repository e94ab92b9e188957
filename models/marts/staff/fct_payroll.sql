with pay as (
  select
    collectivity_code,
    month_start,
    cast(sum(headcount) as bigint) as headcount,
    {{ sum_money('gross_mad') }} as gross_mad,
    {{ sum_money('net_mad') }} as net_mad,
    {{ sum_money('employer_mad') }} as employer_mad,
    bool_or(sample) as sample
  from {{ ref('stg_indmaj__pay') }}
  group by 1, 2
)

select * from pay
