with source as (
  select * from {{ source('prdts', 'market') }}
),

clean as (
  select
    market_no as contract_no,
    project_id,
    kind,
    supplier_key,
    amount_mad,
    started_on,
    contract_days,
    amendments,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
