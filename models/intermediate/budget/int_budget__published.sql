-- Our own figure for each published total of expenditure, in its unit.
with chapters as (
  select * from {{ ref('fct_budget_chapter') }}
  where direction = 'D'
),

years as (
  select
    fiscal_year,
    max(month(month_start)) as last_month,
    sum(case when nature in ('personnel', 'goods', 'interest') then ordered_mad end) as ordinary_mad,
    sum(case when nature = 'personnel' then ordered_mad end) as personnel_mad,
    sum(case when nature = 'goods' then ordered_mad end) as goods_mad,
    sum(case when nature = 'interest' then ordered_mad end) as interest_mad,
    sum(case when nature = 'investment' then ordered_mad end) as investment_mad
  from chapters
  group by fiscal_year
),

delays as (
  select
    fiscal_year,
    sum(delay_days_total) as delay_days,
    sum(payments_timed) as payments
  from {{ ref('fct_payment') }}
  group by fiscal_year
),

months as (
  select fiscal_year, month_start, sum(ordered_mad) as ordered_mad
  from chapters
  where nature in ('personnel', 'goods', 'interest')
  group by fiscal_year, month_start
),

-- A season is told over closed years: the current one has no December to be a share of.
seasons as (
  select
    running.month_no,
    sum(case when month(months.month_start) <= running.month_no then months.ordered_mad end) as cumulated_mad,
    sum(months.ordered_mad) as year_mad
  from months
  inner join years on months.fiscal_year = years.fiscal_year and years.last_month = 12
  cross join (select * from (values (1), (7), (10)) as running (month_no)) as running
  group by running.month_no
),

figures as (
  select 'depenses_ordinaires' as measure, cast(fiscal_year as string) as period, 'nation' as scope,
    cast(ordinary_mad as double) / 1e9 as computed_value from years
  union all
  select 'depenses_ordinaires_personnel_share', cast(fiscal_year as string), 'nation',
    {{ ratio('personnel_mad', 'ordinary_mad') }} from years
  union all
  select 'depenses_ordinaires_biens_services_share', cast(fiscal_year as string), 'nation',
    {{ ratio('goods_mad', 'ordinary_mad') }} from years
  union all
  select 'depenses_ordinaires_interets_share', cast(fiscal_year as string), 'nation',
    {{ ratio('interest_mad', 'ordinary_mad') }} from years
  union all
  select 'investissement', cast(fiscal_year as string), 'nation', cast(investment_mad as double) / 1e9 from years
  union all
  select 'payment_delay_mean', cast(fiscal_year as string), 'nation', {{ ratio('delay_days', 'payments') }} from delays
  union all
  select 'depenses_ordinaires_cumulees_share', 'month-' || lpad(cast(month_no as string), 2, '0'), 'nation',
    {{ ratio('cumulated_mad', 'year_mad') }} from seasons
)

select * from figures
