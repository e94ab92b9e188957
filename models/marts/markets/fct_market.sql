with days as (
  select
    site_id, collectivity_code, 'MARCHE_GROS' as market_kind, product, worked_on, weight_t,
    cast(null as integer) as heads, value_mad, tax_mad, sample
  from {{ ref('stg_gir__wholesale_day') }}
  union all
  select
    site_id, collectivity_code, 'ABATTOIR', species, worked_on, weight_t, heads, cast(null as decimal(18, 2)), tax_mad, sample
  from {{ ref('stg_gir__slaughter_day') }}
),

months as (
  select
    site_id,
    collectivity_code,
    market_kind,
    product,
    {{ month_start('worked_on') }} as month_start,
    cast(count(*) as integer) as days,
    cast(sum(weight_t) as decimal(14, 3)) as weight_t,
    cast(sum(heads) as bigint) as heads,
    {{ money('sum(value_mad)') }} as value_mad,
    {{ sum_money('tax_mad') }} as tax_mad,
    bool_or(sample) as sample
  from days
  group by 1, 2, 3, 4, 5
)

select * from months
