with counted as (
  select name, rows_checked, rows_found, sample from {{ ref('int_budget__check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_budget__order_check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_receipts__check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_receipts__office_check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_territory__groupement_check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_services__check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('meta_check_services') }}
),

found as (
  select
    name,
    cast(sum(rows_checked) as bigint) as rows_checked,
    cast(sum(rows_found) as bigint) as rows_found,
    bool_or(sample) as sample
  from counted
  group by name
),

-- A check without a name in the seed has no label, which the contract refuses.
checks as (
  select
    coalesce(known.name, found.name) as name,
    known.label_fr,
    known.label_ar,
    known.label_en,
    coalesce(found.rows_checked, 0) as rows_checked,
    coalesce(found.rows_found, 0) as rows_found,
    known.severity,
    coalesce(found.sample, false) as sample
  from {{ ref('data_check') }} as known
  full join found on known.name = found.name
)

select * from checks
