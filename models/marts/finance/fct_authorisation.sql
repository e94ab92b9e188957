-- AP and AS from notification to payment: what was engaged, ordered and paid on each, and the funds asked for and
-- released. A cancelled act keeps its row and its spending, and opens nothing.
with acts as (
  select * from {{ ref('stg_gid__authorisation') }}
),

commitments as (
  select commitment_no, act_no, amount_mad
  from {{ ref('stg_gid__commitment') }}
  where act_no is not null and is_committed
),

committed as (
  select act_no, {{ sum_money('amount_mad') }} as committed_mad
  from commitments
  group by act_no
),

-- A commitment number names its act once; annulments repeat it.
engaged as (
  select distinct commitment_no, act_no from commitments
),

orders as (
  select orders.order_no, engaged.act_no, orders.gross_mad
  from {{ ref('stg_gid__payment_order') }} as orders
  inner join engaged on orders.commitment_no = engaged.commitment_no
  where orders.is_ordered
),

ordered as (
  select act_no, {{ sum_money('gross_mad') }} as ordered_mad
  from orders
  group by act_no
),

paid as (
  select orders.act_no, {{ sum_money('payments.amount_mad') }} as paid_mad
  from {{ ref('stg_gid__payment') }} as payments
  inner join (select distinct order_no, act_no from orders) as orders on payments.order_no = orders.order_no
  group by orders.act_no
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
    {{ money('coalesce(committed.committed_mad, 0)') }} as committed_mad,
    {{ money('coalesce(ordered.ordered_mad, 0)') }} as ordered_mad,
    {{ money('coalesce(paid.paid_mad, 0)') }} as paid_mad,
    {{ money('coalesce(releases.requested_mad, 0)') }} as requested_mad,
    {{ money('coalesce(releases.released_mad, 0)') }} as released_mad,
    coalesce(releases.releases, 0) as releases,
    coalesce(releases.release_days, 0) as release_days,
    {{ ratio('coalesce(committed.committed_mad, 0)', 'acts.amount_mad') }} as consumption_rate,
    acts.sample
  from acts
  inner join collectivities on acts.collectivity_code = collectivities.collectivity_code
  left join committed on acts.act_no = committed.act_no
  left join ordered on acts.act_no = ordered.act_no
  left join paid on acts.act_no = paid.act_no
  left join releases on acts.act_no = releases.act_no
)

select * from joined
