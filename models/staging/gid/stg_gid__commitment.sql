with source as (
  select * from {{ source('gid', 'engagement') }}
),

clean as (
  select
    commitment_no,
    collectivity_code,
    fiscal_year,
    budget_id,
    line_code,
    act_no,
    project_id,
    market_no,
    supplier_key,
    kind,
    amount_mad,
    committed_on,
    approved_on,
    status,
    rejection_reason,
    -- Only what the accountant has approved binds credits. An annulment is booked as a negative row of its
    -- own; a cancelled row that is positive never bound any.
    status = 'VISE' or (status = 'ANNULE' and amount_mad < 0) as is_committed,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
