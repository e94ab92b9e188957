-- Region + province + commune = nation, the regions together = nation, the segments together = all communes: exactly.
{% set measures = ['operating_receipts_mad', 'operating_expenditure_mad', 'principal_mad', 'investment_mad', 'revenue_collected_mad', 'functioning_credit_mad', 'equipment_credit_mad', 'payments_timed', 'delay_days'] %}
with scopes as (
  select scopes.*, units.level
  from {{ ref('int_finance__scope') }} as scopes
  left join {{ ref('dim_territory') }} as units on scopes.scope = 'place' and scopes.code = units.code
),

sides as (
  {% for name, ours, theirs in [
    ('councils', "scope = 'council'", "level = 'nation' and councils_of = 'all'"),
    ('kinds', "level = 'nation' and councils_of <> 'all'", "level = 'nation' and councils_of = 'all'"),
    ('regions', "level = 'region' and councils_of = 'all'", "level = 'nation' and councils_of = 'all'"),
    ('segments', "scope = 'segment'", "level = 'nation' and councils_of = 'commune'"),
  ] -%}
  {% if not loop.first %}union all{% endif %}
  select '{{ name }}' as name, fiscal_year
    {%- for measure in measures %}, sum(case when {{ ours }} then {{ measure }} else 0 end) - sum(case when {{ theirs }} then {{ measure }} else 0 end) as m{{ loop.index }}{% endfor %}
  from scopes
  group by fiscal_year
  {% endfor %}
)

select * from sides
where {% for measure in measures %}m{{ loop.index }} <> 0{{ ' or ' if not loop.last }}{% endfor %}
