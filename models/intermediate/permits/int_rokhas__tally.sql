-- Counts of each unit, period and domain.
with counters as (
  select
    unit_code,
    domain,
    quarter_no,
    sum(files) as files,
    sum(decided) as decided,
    sum(e_signed) as e_signed,
    sum(payable) as payable,
    sum(e_paid) as e_paid,
    sum(opinions_due) as opinions_due,
    sum(opinions_on_time) as opinions_on_time,
    {{ sum_money('tax_mad') }} as tax_mad,
    {{ sum_money('tax_ceiling_mad') }} as tax_ceiling_mad,
    max(sample) as sample
  from {{ ref('int_rokhas__count') }}
  group by unit_code, domain, quarter_no
),

tallies as (
  select
    member.unit_no,
    made_of.window_no,
    counters.domain,
    cast(sum(counters.files) as bigint) as files,
    cast(sum(counters.decided) as bigint) as decided,
    cast(sum(counters.e_signed) as bigint) as e_signed,
    cast(sum(counters.payable) as bigint) as payable,
    cast(sum(counters.e_paid) as bigint) as e_paid,
    cast(sum(counters.opinions_due) as bigint) as opinions_due,
    cast(sum(counters.opinions_on_time) as bigint) as opinions_on_time,
    {{ sum_money('counters.tax_mad') }} as tax_mad,
    {{ sum_money('counters.tax_ceiling_mad') }} as tax_ceiling_mad,
    max(counters.sample) as sample
  from counters
  inner join {{ ref('int_rokhas__member') }} as member on counters.unit_code = member.unit_code
  inner join {{ ref('int_rokhas__window_quarter') }} as made_of on counters.quarter_no = made_of.quarter_no
  group by member.unit_no, made_of.window_no, counters.domain
)

select * from tallies
