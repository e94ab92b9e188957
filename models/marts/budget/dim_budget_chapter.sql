with chapters as (
  select direction, part, chapter, label_fr, label_ar, label_en
  from {{ ref('budget_chapter') }}
)

select * from chapters
