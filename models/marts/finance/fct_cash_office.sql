-- Régies: what each took, paid into the treasury and was short or over, and how long the cash waited.
with receipts as (
  select
    regie_id,
    collectivity_code,
    year(collected_at) as year,
    count(*) as receipts,
    sum(amount_mad) as collected_mad,
    sum(case when method in ('TPE', 'VIR', 'EPAY') then amount_mad else 0 end) as electronic_mad,
    count(distinct cast(collected_at as date)) as days_open
  from {{ ref('stg_gir__receipt') }}
  where not cancelled and regie_id is not null
  group by 1, 2, 3
),

transfers as (
  select
    regie_id,
    year(transferred_on) as year,
    count(*) as transfers,
    sum(amount_mad) as transferred_mad,
    sum(gap_mad) as gap_mad,
    sum(abs(gap_mad)) as gap_size_mad,
    count(case when gap_mad <> 0 then 1 end) as gaps
  from {{ ref('stg_gir__transfer') }}
  group by 1, 2
),

-- Days between two payments into the treasury: cash that waits.
waits as (
  select
    regie_id,
    year(transferred_on) as year,
    {{ days_between('lag(transferred_on) over (partition by regie_id order by transferred_on, transfer_no)', 'transferred_on') }} as days
  from {{ ref('stg_gir__transfer') }}
),

longest as (
  select regie_id, year, max(days) as longest_wait_days
  from waits
  group by 1, 2
),

offices as (
  select regie_id, kind, sample from {{ ref('stg_gir__cash_office') }}
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

joined as (
  select
    receipts.regie_id,
    receipts.collectivity_code,
    collectivities.collectivity_type,
    cast(receipts.year as integer) as fiscal_year,
    offices.kind,
    receipts.receipts,
    cast(receipts.days_open as integer) as days_open,
    {{ money('receipts.collected_mad') }} as collected_mad,
    {{ money('receipts.electronic_mad') }} as electronic_mad,
    cast(coalesce(transfers.transfers, 0) as integer) as transfers,
    {{ money('coalesce(transfers.transferred_mad, 0)') }} as transferred_mad,
    {{ money('coalesce(transfers.gap_mad, 0)') }} as gap_mad,
    {{ money('coalesce(transfers.gap_size_mad, 0)') }} as gap_size_mad,
    cast(coalesce(transfers.gaps, 0) as integer) as gaps,
    cast(longest.longest_wait_days as integer) as longest_wait_days,
    coalesce(offices.sample, false) as sample
  from receipts
  inner join collectivities on receipts.collectivity_code = collectivities.collectivity_code
  left join transfers on receipts.regie_id = transfers.regie_id and receipts.year = transfers.year
  left join longest on receipts.regie_id = longest.regie_id and receipts.year = longest.year
  left join offices on receipts.regie_id = offices.regie_id
)

select * from joined
