-- Each budget from its first line to its visa. A budget whose dates disagree from line to line stands by its last ones:
-- it is not executory before all of it is.
with budgets as (
  select
    collectivity_code,
    fiscal_year,
    budget_id,
    case when count(voted_on) = count(*) then max(voted_on) end as voted_on,
    case when count(transmitted_on) = count(*) then max(transmitted_on) end as transmitted_on,
    case when count(approved_on) = count(*) then max(approved_on) end as approved_on,
    {% for direction, name in [('R', 'receipts'), ('D', 'expenditure')] -%}
    {% for part, part_name in [('1', 'functioning'), ('2', 'equipment')] -%}
    {{ sum_money("case when " ~ line_direction('line_code') ~ " = '" ~ direction ~ "' and " ~ line_part('line_code') ~ " = '" ~ part ~ "' then credit_initial_mad end") }} as {{ part_name }}_{{ name }}_mad,
    {% endfor -%}
    {% endfor -%}
    bool_or(sample) as sample
  from {{ ref('stg_gid__budget_line') }}
  group by collectivity_code, fiscal_year, budget_id
),

deadlines as (
  select
    max(case when step = 'vote' then month * 100 + day end) as vote_on,
    max(case when step = 'transmission' then month * 100 + day end) as transmission_on,
    max(case when step = 'approval' then days end) as approval_days
  from {{ ref('budget_deadline') }}
),

dated as (
  select
    budgets.*,
    collectivities.collectivity_type,
    make_date(budgets.fiscal_year - 1, cast(floor(deadlines.vote_on / 100) as integer), cast(deadlines.vote_on % 100 as integer)) as vote_due_on,
    make_date(budgets.fiscal_year - 1, cast(floor(deadlines.transmission_on / 100) as integer), cast(deadlines.transmission_on % 100 as integer)) as transmission_due_on,
    {{ add_days('budgets.transmitted_on', 'deadlines.approval_days') }} as approval_due_on,
    make_date(budgets.fiscal_year, 1, 1) as executory_due_on,
    -- The wali has the visa of regions and provinces, the governor that of communes.
    case collectivities.collectivity_type when 'commune' then collectivities.province_code else collectivities.region_code end as authority_code
  from budgets
  inner join {{ ref('int_territory__collectivity') }} as collectivities
    on budgets.collectivity_code = collectivities.collectivity_code
  cross join deadlines
  where collectivities.collectivity_type is not null
),

campaign as (
  select
    collectivity_code,
    collectivity_type,
    fiscal_year,
    budget_id,
    authority_code,
    case
      when approved_on is not null then 'approved'
      when transmitted_on is not null then 'transmitted'
      when voted_on is not null then 'voted'
      else 'prepared'
    end as step,
    voted_on,
    vote_due_on,
    transmitted_on,
    transmission_due_on,
    approved_on,
    approval_due_on,
    approved_on as executory_on,
    executory_due_on,
    case when voted_on is not null then cast(greatest(0, {{ days_between('vote_due_on', 'voted_on') }}) as integer) end as vote_late_days,
    case when transmitted_on is not null then cast(greatest(0, {{ days_between('transmission_due_on', 'transmitted_on') }}) as integer) end as transmission_late_days,
    case when approved_on is not null then cast(greatest(0, {{ days_between('approval_due_on', 'approved_on') }}) as integer) end as approval_late_days,
    cast({{ days_between('transmitted_on', 'approved_on') }} as integer) as approval_days,
    coalesce(approved_on < executory_due_on, false) as executory_in_time,
    functioning_receipts_mad,
    functioning_expenditure_mad,
    equipment_receipts_mad,
    equipment_expenditure_mad,
    {{ money('functioning_receipts_mad + equipment_receipts_mad - functioning_expenditure_mad - equipment_expenditure_mad') }} as balance_mad,
    -- Annexed budgets and special accounts live on what the main budget gives them, whose receipts no line of theirs holds.
    case when budget_id = 'PRINCIPAL' then
      functioning_receipts_mad >= functioning_expenditure_mad
      and functioning_receipts_mad + equipment_receipts_mad >= functioning_expenditure_mad + equipment_expenditure_mad
    end as balanced,
    sample
  from dated
)

select * from campaign
