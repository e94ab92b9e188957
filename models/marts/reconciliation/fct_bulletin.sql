-- The Treasury's cumulated national totals beside what this warehouse adds up to, month by month.
with published as (
  select * from {{ ref('stg_tgr__total') }}
),

receipts as (
  select
    fiscal_year,
    month_start,
    sum(collected_mad) as ordinary_mad,
    sum(case when nature in ('direct', 'indirect') then collected_mad else 0 end) as tax_mad
  from {{ ref('fct_receipts') }}
  where part = '1' and nature in ('direct', 'indirect', 'non_fiscal')
  group by 1, 2
),

spending as (
  select
    fiscal_year,
    month_start,
    sum(case when nature in ('personnel', 'goods', 'interest') then ordered_mad else 0 end) as ordinary_mad,
    sum(case when nature = 'investment' then ordered_mad else 0 end) as investment_mad
  from {{ ref('fct_budget_chapter') }}
  where direction = 'D'
  group by 1, 2
),

own as (
  select 'RECETTES_ORDINAIRES' as aggregate, fiscal_year, month_start, ordinary_mad as amount_mad from receipts
  union all
  select 'RECETTES_FISCALES', fiscal_year, month_start, tax_mad from receipts
  union all
  select 'DEPENSES_ORDINAIRES', fiscal_year, month_start, ordinary_mad from spending
  union all
  select 'INVESTISSEMENT', fiscal_year, month_start, investment_mad from spending
),

compared as (
  select
    published.aggregate,
    published.month_start,
    published.cumulated_mad as published_mad,
    {{ money('sum(own.amount_mad)') }} as computed_mad,
    published.sample
  from published
  left join own
    on published.aggregate = own.aggregate
    and year(published.month_start) = own.fiscal_year
    and own.month_start <= published.month_start
  group by published.aggregate, published.month_start, published.cumulated_mad, published.sample
),

judged as (
  select
    'MA' as territory_code,
    aggregate,
    month_start,
    published_mad,
    computed_mad,
    {{ money('computed_mad - published_mad') }} as gap_mad,
    {{ ratio('computed_mad - published_mad', 'published_mad') }} as gap_ratio,
    -- The bulletin prints rounded figures of accounts that are closed later.
    coalesce(computed_mad = published_mad or abs({{ ratio('computed_mad - published_mad', 'published_mad') }}) <= 0.02, false) as agrees,
    sample
  from compared
)

select * from judged
