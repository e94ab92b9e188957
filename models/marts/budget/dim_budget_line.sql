-- Names and classes of each line. The functions of government (COFOG) and the economic classes of GFSM 2014 are our own
-- reading of the nomenclature: no source gives them, and `mapping_sourced` says so.
with lines as (
  select * from {{ ref('int_budget__line') }}
),

nomenclature as (
  select line_code, cofog from {{ ref('stg_ref__budget_line') }}
),

named as (
  select
    lines.line_code,
    lines.direction,
    lines.part,
    lines.chapter,
    lines.article,
    lines.paragraph,
    lines.line,
    lines.label_fr,
    lines.label_ar,
    lines.label_en,
    lines.nature,
    nomenclature.cofog,
    case
      when lines.line_code in ('1150204011', '1150204012') or lines.nature = 'equipment_grant' then '13'
      when lines.line_code = '1250201011' then '26'
      when lines.nature in ('direct', 'indirect') then '11'
      when lines.nature = 'non_fiscal' then '14'
      when lines.nature = 'personnel' then '21'
      when lines.nature = 'goods' then '22'
      when lines.nature = 'interest' then '24'
      when lines.nature = 'investment' then '31'
      when lines.nature in ('loan', 'principal') then '33'
    end as gfsm,
    false as mapping_sourced,
    lines.sourced
  from lines
  left join nomenclature on lines.line_code = nomenclature.line_code
)

select * from named
