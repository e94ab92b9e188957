-- The chain of each special account of the State by council and year: notified, taken in charge, committed, ordered,
-- paid, funds requested and released. Sums of fct_authorisation, cancelled acts left out.
with acts as (
  select * from {{ ref('fct_authorisation') }}
  where not cancelled
),

chain as (
  select
    collectivity_code,
    collectivity_type,
    fiscal_year,
    cas_code,
    kind,
    cast(count(*) as integer) as acts,
    cast(count(taken_charge_on) as integer) as acts_taken,
    {{ sum_money('amount_mad') }} as notified_mad,
    {{ sum_money('case when taken_charge_on is not null then amount_mad end') }} as taken_mad,
    {% for measure in ['committed_mad', 'ordered_mad', 'paid_mad', 'requested_mad', 'released_mad'] -%}
    {{ sum_money(measure) }} as {{ measure }},
    {% endfor -%}
    cast(coalesce(sum(charge_days), 0) as bigint) as charge_days,
    cast(sum(releases) as bigint) as releases,
    cast(sum(release_days) as bigint) as release_days,
    bool_or(sample) as sample
  from acts
  group by 1, 2, 3, 4, 5
)

select * from chain
