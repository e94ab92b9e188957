-- One row for each commune, with or without a plan. A plan holds until it expires; its age is counted on the day that
-- the referential was drawn.
with documents as (
  select document_id, kind, {{ each_of('commune_codes') }} as collectivity_code, approved_on, expires_on, drawn_on, sample
  from {{ ref('stg_urbanisme__document') }}
),

zones as (
  select document_id, count(*) as zones from {{ ref('stg_urbanisme__zone') }} group by document_id
),

plans as (
  select
    documents.collectivity_code,
    count(*) as documents,
    count(case when coalesce(documents.expires_on >= documents.drawn_on, true) then 1 end) as documents_in_force,
    sum(zones.zones) as zones,
    max(documents.approved_on) as latest_approved_on
  from documents
  left join zones on documents.document_id = zones.document_id
  group by 1
),

drawn as (
  select max(drawn_on) as drawn_on, bool_or(sample) as sample from documents
),

communes as (
  select collectivity_code from {{ ref('int_territory__collectivity') }} where collectivity_type = 'commune'
),

covered as (
  select
    communes.collectivity_code,
    drawn.drawn_on,
    cast(coalesce(plans.documents, 0) as integer) as documents,
    cast(coalesce(plans.documents_in_force, 0) as integer) as documents_in_force,
    cast(coalesce(plans.zones, 0) as integer) as zones,
    plans.latest_approved_on,
    cast({{ days_between('plans.latest_approved_on', 'drawn.drawn_on') }} as integer) as age_days,
    drawn.sample
  from communes
  cross join drawn
  left join plans on communes.collectivity_code = plans.collectivity_code
  where drawn.drawn_on is not null
)

select * from covered
