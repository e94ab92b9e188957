with source as (
  select * from {{ ref('budget_line') }}
),

clean as (
  select
    code as line_code,
    direction,
    part,
    chapter,
    article,
    paragraph,
    line,
    label_fr,
    label_ar,
    label_en,
    nature,
    nullif(management, '') as management,
    cofog,
    sourced
  from source
)

select * from clean
