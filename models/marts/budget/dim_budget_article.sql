with articles as (
  select direction, part, chapter, article, label_fr, label_ar, label_en
  from {{ ref('budget_article') }}
)

select * from articles
