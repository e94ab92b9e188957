-- Apart from the checks by year: a new list of offices has no year, and would have them all made again.
with checked as (
  {{ orphans('receipt_without_cash_office', ref('stg_gir__receipt'), 'regie_id', ref('stg_gir__cash_office')) }}
)

select * from checked
