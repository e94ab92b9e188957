-- Payment credits of the acts that stand, in the year in which each may be paid; `later` is what no year holds yet.
with acts as (
  select * from {{ ref('fct_authorisation') }}
  where not cancelled
),

spread as (
  {% for column, shift in [('credit_y0_mad', 0), ('credit_y1_mad', 1), ('credit_y2_mad', 2), ('credit_later_mad', none)] -%}
  {% if not loop.first %}union all{% endif %}
  select collectivity_code, collectivity_type, kind, cas_code, fiscal_year,
    {% if shift is none %}0{% else %}fiscal_year + {{ shift }}{% endif %} as credit_year, {{ column }} as credit_mad, sample
  from acts
  {% endfor %}
),

credits as (
  select
    collectivity_code,
    collectivity_type,
    kind,
    cas_code,
    fiscal_year,
    cast(nullif(credit_year, 0) as integer) as credit_year,
    case when credit_year = 0 then 'later' else 'programmed' end as stage,
    {{ sum_money('credit_mad') }} as credit_mad,
    bool_or(sample) as sample
  from spread
  where credit_mad <> 0
  group by 1, 2, 3, 4, 5, 6, 7
)

select * from credits
