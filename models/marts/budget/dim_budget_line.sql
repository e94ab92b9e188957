with lines as (
  select
    line_code,
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
    sourced
  from {{ ref('int_budget__line') }}
)

select * from lines
