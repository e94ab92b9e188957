-- What a council paid to its suppliers in a year. An amount that would tell what one firm got stays here: fewer than three
-- shared it, or the largest has more than half of it, or the two largest more than three quarters: with a quarter left to
-- others, the second is far from working the first out. Suppliers are told apart by a number that stands for their keyed
-- hash, which is long and would be compared for every order; it is left here too.
with suppliers as (
  select supplier_key, row_number() over (order by supplier_key) as supplier_id
  from (select distinct supplier_key from {{ ref('stg_gid__commitment') }} where is_committed and supplier_key is not null) as keys
),

commitments as (
  select commitments.commitment_no, min(suppliers.supplier_id) as supplier_id
  from {{ ref('stg_gid__commitment') }} as commitments
  inner join suppliers on commitments.supplier_key = suppliers.supplier_key
  where commitments.is_committed
  group by commitments.commitment_no
),

paid as (
  select
    orders.collectivity_code,
    orders.fiscal_year,
    commitments.supplier_id,
    {{ sum_money('orders.gross_mad') }} as paid_mad,
    bool_or(orders.sample) as sample
  from {{ ref('stg_gid__payment_order') }} as orders
  inner join commitments on orders.commitment_no = commitments.commitment_no
  where orders.status = 'PAYE'
  group by orders.collectivity_code, orders.fiscal_year, commitments.supplier_id
),

placed as (
  select
    *,
    row_number() over (partition by collectivity_code, fiscal_year order by paid_mad desc, supplier_id) as place
  from paid
),

years as (
  select
    collectivity_code,
    fiscal_year,
    cast(count(*) as integer) as suppliers,
    {{ sum_money('paid_mad') }} as paid_mad,
    {{ sum_money('case when place = 1 then paid_mad end') }} as first_mad,
    {{ sum_money('case when place = 2 then paid_mad end') }} as second_mad,
    bool_or(sample) as sample
  from placed
  group by collectivity_code, fiscal_year
),

judged as (
  select
    *,
    case
      when suppliers < {{ var('firms_least') }} then 'firms'
      when first_mad > {{ var('dominance_one') }} * paid_mad
        or first_mad + second_mad > {{ var('dominance_two') }} * paid_mad
        then 'dominance'
    end as withheld_for
  from years
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
