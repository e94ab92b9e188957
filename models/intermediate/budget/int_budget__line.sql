-- Every line of the nomenclature, and every line that the data uses without its knowing it.
with nomenclature as (
  select * from {{ ref('stg_ref__budget_line') }}
),

used as (
  select cast(line_id as string) as line_code
  from (
    select line_id from {{ ref('int_budget__month') }}
    union
    select line_id from {{ ref('int_receipts__line') }}
  ) as line_ids
),

joined as (
  select
    coalesce(nomenclature.line_code, used.line_code) as line_code,
    nomenclature.label_fr,
    nomenclature.label_ar,
    nomenclature.label_en,
    coalesce(nomenclature.nature, 'unknown') as nature,
    coalesce(nomenclature.sourced, false) as sourced
  from nomenclature
  full outer join used on nomenclature.line_code = used.line_code
),

parsed as (
  select
    line_code,
    cast(line_code as bigint) as line_id,
    {{ line_parts('line_code') }},
    label_fr,
    label_ar,
    label_en,
    nature,
    sourced
  from joined
),

-- One integer for what is summed together by chapter: half the time of five texts over millions of rows.
numbered as (
  select *, dense_rank() over (order by direction, part, chapter, nature) as chapter_id
  from parsed
)

select * from numbered
