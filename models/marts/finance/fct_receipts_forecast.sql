-- What a year's receipts may come to, from what is in by a month and the share of the year that other closed years had
-- in by then: the point by their mean share, the interval by how they spread (Student's t, four chances in five). A
-- closed year is forecast as if it stood at the same month, from the others: the backtest shown beside the forecast.
with months as (
  select collectivity_code, collectivity_type, fiscal_year, month(month_start) as month_no, sum(collected_mad) as collected_mad
  from {{ ref('fct_receipts') }}
  where part = '1' and {{ is_real('chapter', 'nature') }}
  group by 1, 2, 3, 4
),

standing as (
  select max(month_no) as month_no
  from months
  where collected_mad <> 0 and fiscal_year = (select max(fiscal_year) from months)
),

bridge as (
  select bridge.unit_code, bridge.ancestor_code
  from {{ ref('bridge_territory') }} as bridge
  inner join {{ ref('dim_territory') }} as units on bridge.ancestor_code = units.code and units.level in ('nation', 'region', 'province')
  where bridge.relation = 'hierarchy' and bridge.valid_to is null
),

councils as (
  select
    'council' as scope,
    months.collectivity_code as code,
    months.fiscal_year,
    sum(case when months.month_no <= standing.month_no then months.collected_mad else 0 end) as to_date_mad,
    sum(months.collected_mad) as year_mad
  from months
  cross join standing
  group by 1, 2, 3
),

sums as (
  select * from councils
  union all
  select 'place' as scope, bridge.ancestor_code as code, councils.fiscal_year, sum(councils.to_date_mad), sum(councils.year_mad)
  from councils
  inner join bridge on councils.code = bridge.unit_code
  group by 2, 3
),

years as (
  select fiscal_year, closed from {{ ref('int_finance__closed') }}
),

shares as (
  select sums.scope, sums.code, sums.fiscal_year, {{ ratio('sums.to_date_mad', 'sums.year_mad') }} as share
  from sums
  inner join years on sums.fiscal_year = years.fiscal_year
  where years.closed and sums.year_mad > 0 and sums.to_date_mad > 0
),

seasons as (
  select
    sums.scope,
    sums.code,
    sums.fiscal_year,
    count(shares.share) as years,
    {{ exact_sum('shares.share') }} / count(shares.share) as share,
    {{ exact_sum('shares.share * shares.share') }} as squares,
    {{ exact_sum('shares.share') }} as total
  from sums
  inner join shares
    on sums.scope = shares.scope and sums.code = shares.code and sums.fiscal_year <> shares.fiscal_year
  group by 1, 2, 3
),

-- Nine tenths of Student's t by degrees of freedom, widened for one more year.
spread as (
  select
    *,
    {% set margin -%}
      case years when 2 then 3.078 when 3 then 1.886 when 4 then 1.638 when 5 then 1.533 when 6 then 1.476 else 1.440 end
      * sqrt(greatest(0, (squares - total * total / years) / (years - 1)) * (1 + 1e0 / years))
    {%- endset -%}
    {{ rounded(margin, 9) }} as margin
  from seasons
  -- Two other years at least: one alone has no spread.
  where years >= 2
),

samples as (
  select coalesce(bool_or(sample), false) as sample from {{ ref('stg_meta__export') }}
),

forecast as (
  select
    sums.scope,
    sums.code,
    sums.fiscal_year,
    cast(standing.month_no as integer) as month_no,
    years.closed,
    cast(spread.years as integer) as seasons,
    {{ money('sums.to_date_mad') }} as to_date_mad,
    {{ rounded('spread.share', 9) }} as share,
    {{ money(rounded('cast(sums.to_date_mad as double) / spread.share', 2)) }} as forecast_mad,
    {{ money(rounded('cast(sums.to_date_mad as double) / least(1, spread.share + spread.margin)', 2)) }} as forecast_low_mad,
    {{ money(rounded('cast(sums.to_date_mad as double) / greatest(0.05, spread.share - spread.margin)', 2)) }} as forecast_high_mad,
    case when years.closed then {{ money('sums.year_mad') }} end as actual_mad,
    samples.sample
  from sums
  inner join years on sums.fiscal_year = years.fiscal_year
  inner join spread on sums.scope = spread.scope and sums.code = spread.code and sums.fiscal_year = spread.fiscal_year
  cross join standing
  cross join samples
),

judged as (
  select
    *,
    case when closed then {{ ratio('forecast_mad - actual_mad', 'actual_mad') }} end as error_ratio,
    case when closed then actual_mad between forecast_low_mad and forecast_high_mad end as inside
  from forecast
)

select * from judged
