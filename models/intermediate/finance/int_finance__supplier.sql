{{ config(**by_reached_year()) }}

-- What a council paid to all its suppliers in a year, to the first and to the second of them: what fct_supplier judges.
-- Suppliers are told apart by a number that stands for their keyed hash, which is long and would be compared for every
-- order; it is left here. An order may be paid on a commitment of another year.
{% do reach([
  "select fiscal_year from " ~ ref('stg_gid__payment_order') ~ " where status = 'PAYE' and not " ~ in_years()
    ~ " and commitment_no in (select commitment_no from " ~ ref('stg_gid__commitment') ~ " where " ~ in_years() ~ ")",
]) %}

with named as (
  -- Not filtered: the engine would take these for fewer than the orders, and read them all.
  select commitment_no, fiscal_year, case when is_committed then supplier_key end as supplier_key
  from {{ ref('stg_gid__commitment') }}
  {%- if reached_years() %}
  where commitment_no in (
    select commitment_no from {{ ref('stg_gid__payment_order') }} where status = 'PAYE' and {{ in_reached_years() }}
  )
  {%- endif %}
),

suppliers as (
  select supplier_key, row_number() over (order by supplier_key) as supplier_id
  from (select distinct supplier_key from named where supplier_key is not null) as keys
),

commitments as (
  select
    named.commitment_no,
    min(suppliers.supplier_id) as supplier_id,
    min(named.fiscal_year) as first_year,
    max(named.fiscal_year) as last_year
  from named
  inner join suppliers on named.supplier_key = suppliers.supplier_key
  group by named.commitment_no
),

paid as (
  select
    orders.collectivity_code,
    orders.fiscal_year,
    commitments.supplier_id,
    {{ sum_money('orders.gross_mad') }} as paid_mad,
    bool_or(orders.sample) as sample,
    min(commitments.first_year) as first_year,
    max(commitments.last_year) as last_year
  from {{ ref('stg_gid__payment_order') }} as orders
  inner join commitments on orders.commitment_no = commitments.commitment_no
  where orders.status = 'PAYE' and {{ in_reached_years('orders.fiscal_year') }}
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
    bool_or(sample) as sample,
    least(fiscal_year, min(first_year)) as first_year,
    greatest(fiscal_year, max(last_year)) as last_year
  from placed
  group by collectivity_code, fiscal_year
)

select * from years
