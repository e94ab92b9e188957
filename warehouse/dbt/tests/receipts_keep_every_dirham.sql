-- Receipts of groupements are not in these marts: they are taken off what was read.
{% set years = years() %}
{% set in_years = 'fiscal_year in (' ~ years | join(', ') ~ ')' if years else 'true' %}

with rows_read as (
  select fiscal_year, sum(raised_mad) as raised, 0 as reduced, 0 as collected
  from {{ ref('stg_gir__receipt_order') }} where collectivity_code not like 'ECI.%' and {{ in_years }} group by fiscal_year
  union all
  -- Lines that never see an order are raised as they are collected.
  select receipts.fiscal_year, sum(receipts.amount_mad), 0, 0
  from {{ ref('stg_gir__receipt') }} as receipts
  left join {{ ref('int_receipts__management') }} as managed
    on receipts.fiscal_year = managed.fiscal_year and cast(receipts.line_code as bigint) = managed.line_id
  where not receipts.cancelled and managed.line_id is null and receipts.collectivity_code not like 'ECI.%'
    and {{ in_years | replace('fiscal_year', 'receipts.fiscal_year') }}
  group by receipts.fiscal_year
  union all
  select fiscal_year, 0, sum(amount_mad), 0
  from {{ ref('stg_gir__reduction') }} where collectivity_code not like 'ECI.%' and {{ in_years }} group by fiscal_year
  union all
  select fiscal_year, 0, 0, sum(amount_mad)
  from {{ ref('stg_gir__receipt') }} where not cancelled and collectivity_code not like 'ECI.%' and {{ in_years }} group by fiscal_year
),

rows_kept as (
  select fiscal_year, -sum(raised_mad) as raised, -sum(reduced_mad) as reduced, -sum(collected_mad) as collected
  from {{ ref('fct_receipts') }} where {{ in_years }} group by fiscal_year
),

gaps as (
  select fiscal_year, sum(raised) as raised, sum(reduced) as reduced, sum(collected) as collected
  from (select * from rows_read union all select * from rows_kept) as both_sides
  group by fiscal_year
)

select * from gaps
where raised <> 0 or reduced <> 0 or collected <> 0
