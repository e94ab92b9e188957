with source as (
  select * from {{ source('gir', 'ordre_recette') }}
),

clean as (
  select
    receipt_order_no,
    collectivity_code,
    fiscal_year,
    line_code,
    debtor_key,
    debtor_kind,
    raised_mad,
    raised_on,
    due_on,
    management,
    status,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
