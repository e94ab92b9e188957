-- The first day that an export said a project to be in use.
with source as (
  select * from {{ source('prdts', 'project') }}
),

first_use as (
  select project_id, cast(min(updated_at) as date) as in_use_on
  from source
  where status = 'OPERATIONNEL' and op <> 'D'
  group by project_id
)

select * from first_use
