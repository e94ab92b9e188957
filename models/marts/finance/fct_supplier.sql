-- What a council paid to its suppliers in a year. An amount that would tell what one firm got stays here: fewer than three
-- shared it, or the largest has more than half of it, or the two largest more than three quarters: with a quarter left to
-- others, the second is far from working the first out.
with judged as (
  select
    *,
    case
      when suppliers < {{ var('firms_least') }} then 'firms'
      when first_mad > {{ var('dominance_one') }} * paid_mad
        or first_mad + second_mad > {{ var('dominance_two') }} * paid_mad
        then 'dominance'
    end as withheld_for
  from {{ ref('int_finance__supplier') }}
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

told as (
  select
    judged.collectivity_code,
    collectivities.collectivity_type,
    judged.fiscal_year,
    case when judged.withheld_for is null or judged.withheld_for <> 'firms' then judged.suppliers end as suppliers,
    case when judged.withheld_for is null then judged.paid_mad end as paid_mad,
    case when judged.withheld_for is not null then 'c' end as status,
    judged.withheld_for,
    judged.sample
  from judged
  inner join collectivities on judged.collectivity_code = collectivities.collectivity_code
)

select * from told
