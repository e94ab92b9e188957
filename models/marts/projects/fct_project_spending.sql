-- What collectivities' own books (GID) hold of each project: found by the project that a commitment names, else by its
-- contract, else by its authorisation. Each commitment counts once, whichever ways lead to it, and each budget beside
-- the others, so that a project paid from several is summed once.
with commitments as (
  select * from {{ ref('stg_gid__commitment') }}
  where project_id is not null or market_no is not null or act_no is not null
),

contracts as (
  select contract_no, project_id from {{ ref('stg_prdts__contract') }}
),

acts as (
  select act_no, project_id from {{ ref('stg_gid__authorisation') }}
  where project_id is not null
),

found as (
  select
    commitments.commitment_no,
    commitments.collectivity_code,
    commitments.budget_id,
    commitments.fiscal_year,
    commitments.amount_mad,
    commitments.committed_on,
    commitments.is_committed,
    coalesce(commitments.project_id, contracts.project_id, acts.project_id) as project_id,
    case
      when commitments.project_id is not null then 'project'
      when contracts.project_id is not null then 'contract'
      else 'authorisation'
    end as link,
    commitments.sample
  from commitments
  left join contracts on commitments.market_no = contracts.contract_no
  left join acts on commitments.act_no = acts.act_no
  where coalesce(commitments.project_id, contracts.project_id, acts.project_id) is not null
),

linked as (
  select found.*, projects.programme, projects.sector, projects.lead_commune_code
  from found
  inner join {{ ref('fct_project') }} as projects on found.project_id = projects.project_id
),

committed as (
  select
    project_id,
    collectivity_code,
    fiscal_year,
    budget_id,
    link,
    cast(count(case when is_committed then 1 end) as integer) as commitments,
    {{ sum_money('case when is_committed then amount_mad end') }} as committed_mad,
    min(committed_on) as first_committed_on,
    bool_or(sample) as sample
  from linked
  group by 1, 2, 3, 4, 5
),

-- A number may stand twice, with its annulment: it leads to its orders once.
numbers as (
  select commitment_no, min(project_id) as project_id, min(link) as link
  from linked
  group by commitment_no
),

orders as (
  select
    orders.order_no,
    orders.collectivity_code,
    orders.fiscal_year,
    orders.budget_id,
    orders.gross_mad,
    orders.is_ordered,
    orders.sample,
    numbers.project_id,
    numbers.link
  from {{ ref('stg_gid__payment_order') }} as orders
  inner join numbers on orders.commitment_no = numbers.commitment_no
),

ordered as (
  select
    project_id, collectivity_code, fiscal_year, budget_id, link,
    cast(count(case when is_ordered then 1 end) as integer) as orders,
    {{ sum_money('case when is_ordered then gross_mad end') }} as ordered_mad,
    bool_or(sample) as sample
  from orders
  group by 1, 2, 3, 4, 5
),

payments as (
  select
    orders.project_id, orders.collectivity_code, orders.fiscal_year, orders.budget_id, orders.link,
    payments.amount_mad,
    payments.paid_on,
    payments.sample,
    case when payments.paid_on >= payments.service_done_on then {{ days_between('payments.service_done_on', 'payments.paid_on') }} end as delay_days
  from {{ ref('stg_gid__payment') }} as payments
  inner join orders on payments.order_no = orders.order_no
),

paid as (
  select
    project_id, collectivity_code, fiscal_year, budget_id, link,
    cast(count(*) as integer) as payments,
    {{ sum_money('amount_mad') }} as paid_mad,
    cast(count(delay_days) as integer) as payments_timed,
    cast(coalesce(sum(delay_days), 0) as bigint) as delay_days_total,
    cast(count(case when delay_days > {{ var('payment_deadline_days') }} then 1 end) as integer) as payments_late,
    max(paid_on) as last_paid_on,
    bool_or(sample) as sample
  from payments
  group by 1, 2, 3, 4, 5
),

{% set key = ['project_id', 'collectivity_code', 'fiscal_year', 'budget_id', 'link'] -%}
keys as (
  select {{ key | join(', ') }} from committed
  union
  select {{ key | join(', ') }} from ordered
  union
  select {{ key | join(', ') }} from paid
),

joined as (
  select
    keys.project_id,
    keys.collectivity_code,
    keys.fiscal_year,
    keys.budget_id,
    keys.link,
    projects.programme,
    projects.sector,
    projects.lead_commune_code,
    coalesce(committed.commitments, 0) as commitments,
    coalesce(ordered.orders, 0) as orders,
    coalesce(paid.payments, 0) as payments,
    {{ money('coalesce(committed.committed_mad, 0)') }} as committed_mad,
    {{ money('coalesce(ordered.ordered_mad, 0)') }} as ordered_mad,
    {{ money('coalesce(paid.paid_mad, 0)') }} as paid_mad,
    coalesce(paid.payments_timed, 0) as payments_timed,
    coalesce(paid.delay_days_total, 0) as delay_days_total,
    coalesce(paid.payments_late, 0) as payments_late,
    committed.first_committed_on,
    paid.last_paid_on,
    coalesce(committed.sample, false) or coalesce(ordered.sample, false) or coalesce(paid.sample, false) as sample
  from keys
  inner join {{ ref('fct_project') }} as projects on keys.project_id = projects.project_id
  {% for relation in ['committed', 'ordered', 'paid'] -%}
  left join {{ relation }}
    on {% for column in key %}keys.{{ column }} = {{ relation }}.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}
  {% endfor %}
)

select * from joined
