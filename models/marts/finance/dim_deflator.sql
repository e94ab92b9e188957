with prices as (
  select year, price_index, change, sourced, source from {{ ref('deflator') }}
)

select * from prices
