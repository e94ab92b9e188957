with source as (
  select * from {{ source('ref', 'unit_version') }}
),

clean as (
  select code, version, code_then, name_fr, name_ar, parent_code, valid_from, valid_to
  from source
)

select * from clean
