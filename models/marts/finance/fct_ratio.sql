with scopes as (
  select * from {{ ref('int_finance__scope') }}
),

-- One row per ratio and scope; an amount has no denominator.
quotients as (
  {% for ratio in finance_ratios() -%}
  {% if not loop.first %}union all{% endif %}
  select
    scope, code, councils_of, fiscal_year, closed, councils, sample,
    '{{ ratio.name }}' as ratio,
    {{ money(ratio.over) }} as numerator,
    {% if ratio.under %}{{ money(ratio.under) }}{% else %}cast(null as decimal(18, 2)){% endif %} as denominator,
    {% set why = ratio.unless or [] -%}
    case
      {% for condition, reason in why -%}
      when {{ condition }} then '{{ reason }}'
      {% endfor -%}
      when {{ ratio.over }} is null then 'no_data'
      {% if ratio.under %}when {{ ratio.under }} is null then 'no_data'
      when {{ ratio.under }} = 0 then 'zero_denominator'{% endif %}
    end as reason,
    {% if ratio.under %}{{ quotient(ratio.over, ratio.under) }}{% else %}{{ rounded('cast(' ~ ratio.over ~ ' as double)', 2) }}{% endif %} as quotient
  from scopes
  {% endfor -%}
  union all
  select
    scopes.scope, scopes.code, scopes.councils_of, scopes.fiscal_year, scopes.closed, scopes.councils, scopes.sample,
    'pefa_pi_2_1' as ratio,
    composition.variance_mad as numerator,
    composition.actual_mad as denominator,
    case
      when not scopes.closed then 'year_open'
      when composition.actual_mad is null then 'no_data'
      when composition.actual_mad = 0 or composition.budgeted_mad = 0 then 'zero_denominator'
    end as reason,
    composition.variance as quotient
  from scopes
  left join {{ ref('int_finance__composition') }} as composition
    on scopes.scope = composition.scope and scopes.code = composition.code
    and scopes.councils_of = composition.councils_of and scopes.fiscal_year = composition.fiscal_year
),

valued as (
  select
    *,
    case when reason is null then quotient end as value,
    {{ pefa_band('ratio', 'case when reason is null then quotient end') }} as year_grade
  from quotients
),

-- PEFA's own letter: reached in at least two of the last three closed years.
graded as (
  select
    scope, code, councils_of, fiscal_year, ratio,
    count(year_grade) over three as years,
    {% for letter in ['A', 'B', 'C'] -%}
    count(case when year_grade <= '{{ letter }}' then 1 end) over three as reached_{{ letter | lower }}{{ ',' if not loop.last }}
    {% endfor %}
  from valued
  where ratio like 'pefa%' and reason is null
  window three as (
    partition by scope, code, councils_of, ratio
    order by fiscal_year range between 2 preceding and current row
  )
),

ratios as (
  select
    valued.scope,
    valued.code,
    valued.councils_of,
    valued.fiscal_year,
    valued.ratio,
    valued.numerator,
    valued.denominator,
    valued.value,
    valued.reason,
    valued.year_grade,
    case
      when graded.years < 3 then null
      when graded.reached_a >= 2 then 'A'
      when graded.reached_b >= 2 then 'B'
      when graded.reached_c >= 2 then 'C'
      when graded.years = 3 then 'D'
    end as grade,
    valued.closed,
    cast(valued.councils as integer) as councils,
    valued.sample
  from valued
  left join graded
    on valued.scope = graded.scope and valued.code = graded.code and valued.councils_of = graded.councils_of
    and valued.fiscal_year = graded.fiscal_year and valued.ratio = graded.ratio
)

select * from ratios
