-- What is counted of the files of each counter, act and quarter of deposit.
with files as (
  select * from {{ ref('fct_permit') }}
),

counted as (
  select
    files.unit_code,
    category.category_no,
    category.domain,
    {{ quarter_no('files.deposited_on') }} as quarter_no,
    count(*) as files,
    count(files.clock_days) as clocked,
    coalesce(sum(case when files.clock_days is not null then files.legal_days end), 0) as legal_days_total,
    count(*) filter (where files.state = 'decided') as decided,
    count(*) filter (where files.state = 'decided' and files.e_signed) as e_signed,
    count(*) filter (where files.state = 'decided' and files.tax_due_mad > 0) as payable,
    count(*) filter (where files.state = 'decided' and files.tax_due_mad > 0 and files.e_paid) as e_paid,
    sum(files.opinions_due) as opinions_due,
    sum(files.opinions_on_time) as opinions_on_time,
    -- The tax of authorised areas, over what it would be at the legal ceiling.
    {{ sum_money('case when files.favourable and files.area_m2 > 0 and category.tax_ceiling_mad_m2 is not null then files.tax_due_mad end') }} as tax_mad,
    {{ sum_money('case when files.favourable and files.area_m2 > 0 then files.area_m2 * category.tax_ceiling_mad_m2 end') }} as tax_ceiling_mad,
    max(case when files.sample then 1 else 0 end) as sample
  from files
  inner join {{ ref('permit_category') }} as category on files.category = category.category
  group by files.unit_code, category.category_no, category.domain, {{ quarter_no('files.deposited_on') }}
)

select * from counted
