-- What the bulletins printed beside what this release adds up to, for every total that both know.
with published as (
  select * from {{ ref('stg_ref__published_total') }}
),

population as (
  select 'population' as measure, cast(census_year as string) as period, 'nation' as scope,
    cast(sum(population) as double) as computed_value
  from {{ ref('fct_population') }}
  group by census_year
),

computed as (
  select * from {{ ref('int_budget__published') }}
  union all
  select * from {{ ref('int_receipts__published') }}
  union all
  select * from {{ ref('int_meta__published_services') }}
  union all
  select * from {{ ref('int_services__published') }}
  union all
  select * from population
),

samples as (
  select coalesce(bool_or(sample), false) as sample
  from {{ ref('stg_meta__export') }}
),

compared as (
  select
    published.measure,
    published.period,
    published.scope,
    published.value as published_value,
    published.unit,
    {{ rounded('computed.computed_value', 6) }} as computed_value,
    -- A share is off by so many points, whatever its size; an amount by so much of itself.
    case published.unit
      when 'ratio' then {{ rounded('computed.computed_value - published.value', 9) }}
      else {{ ratio('computed.computed_value - published.value', 'published.value') }}
    end as gap_ratio,
    published.source,
    published.system <> 'territoire' and samples.sample as sample
  from published
  inner join computed
    on published.measure = computed.measure
    and published.period = computed.period
    and published.scope = computed.scope
  cross join samples
)

select * from compared
