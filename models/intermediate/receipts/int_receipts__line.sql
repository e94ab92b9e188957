-- The lines that receipts use, as int_budget__line has them: a list of their own, so that a file of commitments, which
-- brings no line of receipts, has no model of receipts made again.
with nomenclature as (
  select * from {{ ref('stg_ref__budget_line') }}
),

used as (
  select distinct line_id, cast(line_id as string) as line_code from {{ ref('int_receipts__month') }}
),

lines as (
  select
    used.line_id,
    used.line_code,
    {{ line_parts('used.line_code') }},
    coalesce(nomenclature.nature, 'unknown') as nature
  from used
  left join nomenclature on used.line_code = nomenclature.line_code
)

select * from lines
