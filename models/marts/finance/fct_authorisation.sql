-- AP and AS from notification to payment: what was engaged, ordered and paid on each, and the funds asked for and
-- released. A cancelled act keeps its row and its spending, and opens nothing.
with acts as (
  select * from {{ ref('stg_gid__authorisation') }}
),

commitments as (
  select
    act_no,
    {{ sum_money('committed_mad') }} as committed_mad,
    {{ sum_money('ordered_mad') }} as ordered_mad,
    {{ sum_money('paid_mad') }} as paid_mad
  from {{ ref('int_finance__commitment') }}
  where act_no is not null
  group by act_no
),

releases as (
  select
    act_no,
    {{ sum_money('amount_mad') }} as requested_mad,
    {{ sum_money("case when released_on is not null then amount_mad end") }} as released_mad,
    cast(count(released_on) as integer) as releases,
    cast(coalesce(sum({{ days_between('requested_on', 'released_on') }}), 0) as bigint) as release_days
  from {{ ref('stg_gid__fund_release') }}
  group by act_no
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

joined as (
  select
    acts.act_no,
    acts.kind,
    acts.collectivity_code,
    collectivities.collectivity_type,
    acts.fiscal_year,
    acts.cas_code,
    acts.status,
    acts.status = 'ANNULE' as cancelled,
    acts.notified_on,
    acts.taken_charge_on,
    cast({{ days_between('acts.notified_on', 'acts.taken_charge_on') }} as integer) as charge_days,
    acts.amount_mad,
    acts.cp_y0_mad as credit_y0_mad,
    acts.cp_y1_mad as credit_y1_mad,
    acts.cp_y2_mad as credit_y2_mad,
    -- Payment credits that the three years do not spread yet.
    {{ money('acts.amount_mad - acts.cp_y0_mad - acts.cp_y1_mad - acts.cp_y2_mad') }} as credit_later_mad,
    {{ money('coalesce(commitments.committed_mad, 0)') }} as committed_mad,
    {{ money('coalesce(commitments.ordered_mad, 0)') }} as ordered_mad,
    {{ money('coalesce(commitments.paid_mad, 0)') }} as paid_mad,
    {{ money('coalesce(releases.requested_mad, 0)') }} as requested_mad,
    {{ money('coalesce(releases.released_mad, 0)') }} as released_mad,
    coalesce(releases.releases, 0) as releases,
    coalesce(releases.release_days, 0) as release_days,
    {{ ratio('coalesce(commitments.committed_mad, 0)', 'acts.amount_mad') }} as consumption_rate,
    acts.sample
  from acts
  inner join collectivities on acts.collectivity_code = collectivities.collectivity_code
  left join commitments on acts.act_no = commitments.act_no
  left join releases on acts.act_no = releases.act_no
)

select * from joined
