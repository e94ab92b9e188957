-- Our own figure for each published total of the services, in its unit.
with deployed as (
  select
    platform,
    count(case when since <= date '2020-12-31' then 1 end) as places
  from {{ ref('fct_deployment') }}
  group by platform
),

named as (
  select
    case platform
      when 'GIR' then 'gir_ct'
      when 'GIR_ABATTOIR' then 'gir_abattoirs'
      when 'GIR_MARCHE' then 'gir_marches_gros'
      when 'BOD' then 'bod'
      when 'MESSAGERIE' then 'institutional_mail'
    end as measure,
    places
  from deployed
),

telecom as (
  select
    cast(survey_year as string) as period,
    {{ ratio('count(case when not is_covered then 1 end)', 'count(*)') }} as share
  from {{ ref('fct_telecom') }}
  group by survey_year
),

staff as (
  select sum(staff) as staff, sum(engineers) as engineers from {{ ref('fct_staff') }}
),

figures as (
  select measure, 'c. 2020 (circular undated)' as period, 'nation' as scope, cast(places as double) as computed_value
  from named
  where measure is not null
  union all
  select 'communes_without_telecom_share', period, 'nation', share from telecom
  union all
  -- A statement of today beside a figure of 2020: near, and no more than that.
  select 'staff', '2020', 'nation', cast(staff as double) from staff
  union all
  select 'engineers', '2020', 'nation', cast(engineers as double) from staff
)

-- What has not come has no figure.
select * from figures where computed_value is not null
