-- The tables of the monthly bulletin of local finance, cumulated since January as it prints them. Each section's lines
-- add up to one line of the section `trend`, by test. Results carried over are in none.
with months as (
  select fiscal_year, month_no from {{ ref('int_finance__flow') }} where section = 'any' and amount_mad <> 0
),

summed as (
  select * from {{ ref('int_finance__flow') }} where section <> 'any'
),

-- A line stands in each month that its year knows, whether or not anything moved on it.
lines as (
  select distinct section, line from summed
),

grid as (
  select
    lines.section,
    lines.line,
    months.fiscal_year,
    months.month_no,
    {{ money('coalesce(summed.amount_mad, 0)') }} as month_mad
  from months
  cross join lines
  left join summed
    on lines.section = summed.section and lines.line = summed.line
    and months.fiscal_year = summed.fiscal_year and months.month_no = summed.month_no
),

cumulated as (
  select
    *,
    {{ money('sum(month_mad) over (partition by section, line, fiscal_year order by month_no)') }} as amount_mad
  from grid
),

samples as (
  select coalesce(bool_or(sample), false) as sample from {{ ref('stg_meta__export') }}
),

bulletin as (
  select
    now_.section,
    now_.line,
    now_.fiscal_year,
    now_.month_no,
    now_.month_mad,
    now_.amount_mad,
    before.amount_mad as before_mad,
    {{ ratio('now_.amount_mad - before.amount_mad', 'abs(before.amount_mad)') }} as growth,
    samples.sample
  from cumulated as now_
  left join cumulated as before
    on now_.section = before.section and now_.line = before.line
    and now_.fiscal_year = before.fiscal_year + 1 and now_.month_no = before.month_no
  cross join samples
)

select * from bulletin
