with interventions as (
  select
    collectivity_code,
    kind,
    {{ month_start('happened_on') }} as month_start,
    cast(count(*) as bigint) as interventions,
    cast(count(case when result <> 'SANS_OBJET' then 1 end) as bigint) as controls,
    cast(count(case when result = 'NON_CONFORME' then 1 end) as bigint) as nonconforming,
    cast(sum(samples) as bigint) as samples,
    cast(sum(nonconforming_samples) as bigint) as nonconforming_samples,
    bool_or(sample) as sample
  from {{ ref('stg_bch__intervention') }}
  group by 1, 2, 3
)

select * from interventions
