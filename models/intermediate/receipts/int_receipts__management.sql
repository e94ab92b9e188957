-- Who manages a line's receipts in a year: as its receipt orders say, by amount; else as the nomenclature says. A
-- receipt without an order carries no management of its own, and a rate needs both of its sides to agree.
with orders as (
  select fiscal_year, line_code, management, sum(raised_mad) as raised_mad
  from {{ ref('stg_gir__receipt_order') }}
  group by fiscal_year, line_code, management
),

ranked as (
  select
    fiscal_year,
    line_code,
    management,
    row_number() over (partition by fiscal_year, line_code order by raised_mad desc, management) as place
  from orders
),

managed as (
  select fiscal_year, cast(line_code as bigint) as line_id, management
  from ranked
  where place = 1
)

select * from managed
