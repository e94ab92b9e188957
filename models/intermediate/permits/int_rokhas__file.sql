-- What one file brings to the index, for the draws that give scores and ranks their bands: the files of the last twelve
-- months, and so of the last quarter and the one before, and of the twelve months that ended on that day of each of the
-- four years before. Redrawing every older quarter would cost minutes.
with files as (
  select
    files.*,
    {{ quarter_no('files.deposited_on') }} as quarter_no
  from {{ ref('fct_permit') }} as files
),

bounds as (
  select max(quarter_no) as last_no from {{ ref('int_rokhas__window') }} where is_scored
),

territory as (
  select code, level, coalesce(commune_code, code) as commune_code, province_code, region_code
  from {{ ref('dim_territory') }}
  where level in ('commune', 'arrondissement')
),

units as (
  select unit_no, level, code from {{ ref('int_rokhas__unit') }}
),

placed as (
  select
    files.file_no,
    coalesce(arrondissements.unit_no, 0) as arrondissement_no,
    communes.unit_no as commune_no,
    coalesce(provinces.unit_no, 0) as province_no,
    coalesce(regions.unit_no, 0) as region_no,
    nation.unit_no as nation_no,
    cast(category.category_no as integer) as category_no,
    case when category.domain = 'URB' then 0 else 1 end as domain_no,
    cast(files.quarter_no as integer) as quarter_no,
    -- Six limits is the farthest horizon that the sensitivity of the index is tried at.
    case when files.clock_days is not null then least(6, cast(files.clock_days as double) / files.legal_days) end as time_ratio,
    case when files.is_event and files.clock_days <= 6 * files.legal_days then 1 else 0 end as event,
    case when files.state = 'decided' then 1 else 0 end as decided,
    case when files.state = 'decided' and files.e_signed then 1 else 0 end as e_signed,
    case when files.state = 'decided' and files.tax_due_mad > 0 then 1 else 0 end as payable,
    case when files.state = 'decided' and files.tax_due_mad > 0 and files.e_paid then 1 else 0 end as e_paid,
    files.opinions_due,
    files.opinions_on_time,
    case
      when files.favourable and files.area_m2 > 0 and category.tax_ceiling_mad_m2 is not null then cast(files.tax_due_mad as double)
      else 0
    end as tax_mad,
    case
      when files.favourable and files.area_m2 > 0 then coalesce(cast(files.area_m2 * category.tax_ceiling_mad_m2 as double), 0)
      else 0
    end as tax_ceiling_mad
  from files
  inner join {{ ref('permit_category') }} as category on files.category = category.category
  inner join bounds on files.quarter_no between bounds.last_no - 19 and bounds.last_no
  inner join territory on files.unit_code = territory.code
  inner join units as communes on communes.level = 'commune' and communes.code = territory.commune_code
  inner join units as nation on nation.level = 'nation'
  left join units as arrondissements
    on arrondissements.level = 'arrondissement' and arrondissements.code = territory.code
  left join units as provinces on provinces.level = 'province' and provinces.code = territory.province_code
  left join units as regions on regions.level = 'region' and regions.code = territory.region_code
)

select * from placed
