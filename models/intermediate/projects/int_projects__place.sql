-- The communes of each project, each once, and the lead one: the first that the export names.
with projects as (
  select project_id, commune_codes, sample from {{ ref('stg_prdts__project') }}
),

named as (
  select project_id, {{ each_of('commune_codes') }} as commune_code, {{ first_of('commune_codes') }} as lead_commune_code, sample
  from projects
),

places as (
  select distinct
    named.project_id,
    named.commune_code,
    named.commune_code = named.lead_commune_code as is_lead,
    named.sample
  from named
  inner join {{ ref('stg_ref__unit') }} as units
    on named.commune_code = units.code and units.is_current and units.level = 'commune'
)

select * from places
