{{ config(**by_year()) }}

with payments as (
  select
    collectivity_code,
    fiscal_year,
    {{ accounting_month_number('paid_on', 'fiscal_year') }} as month_no,
    amount_mad,
    late_interest_mad,
    -- A payment before its service has no delay that means anything: it is counted, not timed.
    case when paid_on >= service_done_on then {{ days_between('service_done_on', 'paid_on') }} end as delay_days,
    sample
  from {{ ref('stg_gid__payment') }}
  where {{ in_years() }}
),

months as (
  select
    collectivity_code,
    fiscal_year,
    month_no,
    count(*) as payments,
    count(delay_days) as payments_timed,
    {{ sum_money('amount_mad') }} as amount_mad,
    cast(coalesce(sum(delay_days), 0) as bigint) as delay_days_total,
    count(case when delay_days > {{ var('payment_deadline_days') }} then 1 end) as payments_late,
    {{ sum_money('late_interest_mad') }} as late_interest_mad,
    bool_or(sample) as sample
  from payments
  group by 1, 2, 3
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

placed as (
  select
    months.collectivity_code,
    collectivities.collectivity_type,
    months.fiscal_year,
    make_date(months.fiscal_year, months.month_no, 1) as month_start,
    months.payments,
    months.payments_timed,
    months.amount_mad,
    months.delay_days_total,
    months.payments_late,
    months.late_interest_mad,
    months.sample
  from months
  inner join collectivities on months.collectivity_code = collectivities.collectivity_code
)

select * from placed
