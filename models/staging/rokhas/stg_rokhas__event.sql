with source as (
  select * from {{ source('rokhas', 'event') }}
),

clean as (
  select
    file_no,
    seq,
    happened_at,
    actor,
    kind,
    opinion,
    due_at,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
