with counted as (
  select name, rows_checked, rows_found, sample from {{ ref('int_budget__check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_budget__order_check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_receipts__check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_receipts__office_check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_territory__groupement_check') }}
  union all
  select name, rows_checked, rows_found, sample from {{ ref('int_services__check') }}
),

found as (
  select
    name,
    cast(sum(rows_checked) as bigint) as rows_checked,
    cast(sum(rows_found) as bigint) as rows_found,
    bool_or(sample) as sample
  from counted
  group by name
),

meanings as (
  select * from (
    values
      ('order_without_commitment', 'a payment order that no approved commitment explains', 'warn'),
      ('payment_without_order', 'money paid that no order explains', 'warn'),
      ('commitment_without_authorisation', 'a commitment on an authorisation that was never notified', 'warn'),
      ('release_without_authorisation', 'funds released on an authorisation that was never notified', 'warn'),
      ('commitment_repeated', 'one commitment counted twice, in two files', 'warn'),
      ('order_repeated', 'one payment order counted twice, in two files', 'warn'),
      ('payment_repeated', 'one payment counted twice, in two files', 'warn'),
      ('spending_without_credit', 'spending left out of every execution rate for want of a credit', 'warn'),
      ('commitment_over_credit', 'credits overrun, hidden by the lines beside them', 'warn'),
      ('receipt_without_order', 'a tax collected that nobody raised', 'warn'),
      ('reduction_without_order', 'a reduction of what was never raised', 'warn'),
      ('receipt_without_cash_office', 'cash received by no known office', 'warn'),
      ('receipt_order_repeated', 'one receipt order counted twice, in two files', 'warn'),
      ('receipt_repeated', 'one receipt counted twice, in two files', 'warn'),
      ('budget_of_unknown_groupement', 'a budget that stands for no body that anyone can find', 'warn'),
      ('decision_without_session', 'a decision of no session: its theme is not known', 'warn'),
      ('item_without_session', 'an item of no session, in no count of sessions', 'warn'),
      ('recommendation_without_mission', 'a recommendation of no mission: its theme and risk are not known', 'warn'),
      ('zone_without_document', 'building rights that no planning document gives', 'warn'),
      ('bulletin_disagrees', 'national sums that drift from the Treasury bulletin, month after month', 'warn'),
      ('outstanding_identity', 'a statement of what remains to be collected that its own year does not explain', 'warn')
  ) as meaning (name, prevents, severity)
),

checks as (
  select
    meanings.name,
    meanings.prevents,
    coalesce(found.rows_checked, 0) as rows_checked,
    coalesce(found.rows_found, 0) as rows_found,
    meanings.severity,
    coalesce(found.sample, false) as sample
  from meanings
  left join found on meanings.name = found.name
  union all
  select name, prevents, rows_checked, rows_found, severity, sample
  from {{ ref('meta_check_services') }}
)

select * from checks
