{{ config(**by_year()) }}

with outstanding as (
  select * from {{ ref('stg_gir__outstanding') }}
  where {{ in_years() }}
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

placed as (
  select
    outstanding.collectivity_code,
    collectivities.collectivity_type,
    outstanding.fiscal_year,
    outstanding.as_of,
    outstanding.line_code,
    outstanding.origin_year,
    {{ money('outstanding.amount_mad') }} as outstanding_mad,
    outstanding.sample
  from outstanding
  inner join collectivities on outstanding.collectivity_code = collectivities.collectivity_code
)

select * from placed
