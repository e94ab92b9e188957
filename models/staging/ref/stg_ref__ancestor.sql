with source as (
  select * from {{ source('ref', 'ancestor') }}
),

clean as (
  select unit_code, ancestor_code, cast(depth as integer) as depth, valid_from, valid_to
  from source
)

select * from clean
