with versions as (
  select
    code,
    version,
    code_then,
    name_fr,
    name_ar,
    parent_code,
    valid_from,
    valid_to,
    false as sample
  from {{ ref('stg_ref__unit_version') }}
)

select * from versions
