-- Our own figure for each published total of receipts, in its unit. Ordinary receipts are those of the first part.
with receipts as (
  select * from {{ ref('fct_receipts') }}
  where part = '1'
),

years as (
  select
    fiscal_year,
    max(case when collected_mad <> 0 then month(month_start) end) as last_month,
    sum(collected_mad) as ordinary_mad,
    sum(case when nature in ('direct', 'indirect') then collected_mad end) as fiscal_mad,
    sum(case when nature = 'non_fiscal' then collected_mad end) as non_fiscal_mad,
    sum(case when management = 'TRANSFERE' then collected_mad end) as transferred_mad,
    sum(case when management = 'ETAT' then collected_mad end) as state_managed_mad
  from receipts
  group by fiscal_year
),

months as (
  select fiscal_year, month(month_start) as month_no, sum(collected_mad) as collected_mad
  from receipts
  group by 1, 2
),

seasons as (
  select
    running.month_no,
    sum(case when months.month_no <= running.month_no then months.collected_mad end) as cumulated_mad,
    sum(months.collected_mad) as year_mad
  from months
  inner join years on months.fiscal_year = years.fiscal_year and years.last_month = 12
  cross join (select * from (values (1), (2), (3), (6), (7), (10)) as running (month_no)) as running
  group by running.month_no
),

-- The bulletin of July 2023 gives the shares of the regions and of the communes over its seven months.
july as (
  select
    collectivities.region_code,
    receipts.collectivity_type,
    sum(receipts.collected_mad) as collected_mad
  from receipts
  inner join {{ ref('int_territory__collectivity') }} as collectivities
    on receipts.collectivity_code = collectivities.collectivity_code
  where receipts.fiscal_year = 2023 and month(receipts.month_start) <= 7
  group by 1, 2
),

nation as (
  select sum(collected_mad) as collected_mad from july
),

regions as (
  select 'region ' || july.region_code || ' ' || units.name_fr as scope, sum(july.collected_mad) as collected_mad
  from july
  inner join {{ ref('stg_ref__unit') }} as units on july.region_code = units.code and units.is_current
  group by 1
),

shares as (
  select scope, collected_mad from regions
  union all
  select 'communes' as scope, sum(collected_mad) as collected_mad from july
  where collectivity_type = 'commune'
),

figures as (
  select 'recettes_ordinaires' as measure, cast(fiscal_year as string) as period, 'nation' as scope,
    cast(ordinary_mad as double) / 1e9 as computed_value from years
  union all
  select 'recettes_fiscales', cast(fiscal_year as string), 'nation', cast(fiscal_mad as double) / 1e9 from years
  union all
  select 'recettes_non_fiscales', cast(fiscal_year as string), 'nation', cast(non_fiscal_mad as double) / 1e9 from years
  union all
  select 'recettes_transferees', cast(fiscal_year as string), 'nation', cast(transferred_mad as double) / 1e9 from years
  union all
  select 'recettes_gerees_etat', cast(fiscal_year as string), 'nation', cast(state_managed_mad as double) / 1e9 from years
  union all
  select 'recettes_cumulees_share', 'month-' || lpad(cast(month_no as string), 2, '0'), 'nation',
    {{ ratio('cumulated_mad', 'year_mad') }} from seasons
  union all
  select 'recettes_share', '2023-01..07', shares.scope, {{ ratio('shares.collected_mad', 'nation.collected_mad') }}
  from shares
  cross join nation
)

select * from figures
