-- The regions together are the nation; what councils spent is all in it, and what groupements spent too: exactly.
{% set measures = ['gross_receipts_mad', 'gross_expenditure_mad', 'groupement_expenditure_mad', 'internal_mad', 'consolidated_expenditure_mad'] %}
with nation as (
  select * from {{ ref('fct_consolidation') }} where level = 'nation'
),

regions as (
  select fiscal_year{% for measure in measures %}, sum({{ measure }}) as {{ measure }}{% endfor %}
  from {{ ref('fct_consolidation') }} where level = 'region'
  group by fiscal_year
),

councils as (
  select fiscal_year, sum(functioning_ordered_mad + equipment_ordered_mad) as gross_expenditure_mad
  from {{ ref('fct_finance') }}
  group by fiscal_year
),

groupements as (
  select fiscal_year, sum(ordered_mad) as groupement_expenditure_mad
  from {{ ref('fct_groupement_budget') }}
  where direction = 'D' and {{ is_real('chapter', 'nature') }}
  group by fiscal_year
)

select nation.fiscal_year
from nation
left join regions on nation.fiscal_year = regions.fiscal_year
left join councils on nation.fiscal_year = councils.fiscal_year
left join groupements on nation.fiscal_year = groupements.fiscal_year
where {% for measure in measures %}nation.{{ measure }} is distinct from regions.{{ measure }} or {% endfor -%}
  nation.gross_expenditure_mad is distinct from councils.gross_expenditure_mad
  or nation.groupement_expenditure_mad is distinct from coalesce(groupements.groupement_expenditure_mad, 0)
