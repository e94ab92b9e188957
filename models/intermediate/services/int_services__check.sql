-- Rows of the services that name what never came, or whose dates cannot be: counted, dropped nowhere.
with sessions as (
  select session_id from {{ ref('stg_majaliss__session') }}
),

missions as (
  select mission_id from {{ ref('stg_audit__mission') }}
),

documents as (
  select document_id from {{ ref('stg_urbanisme__document') }}
),

counted as (
  select 'decision_without_session' as name, session_id in (select session_id from sessions) as is_sound, sample
  from {{ ref('stg_majaliss__act') }}
  union all
  select 'item_without_session', session_id in (select session_id from sessions), sample
  from {{ ref('stg_majaliss__item') }}
  union all
  select 'recommendation_without_mission', mission_id in (select mission_id from missions), sample
  from {{ ref('stg_audit__recommendation') }}
  union all
  select 'zone_without_document', document_id in (select document_id from documents), sample
  from {{ ref('stg_urbanisme__zone') }}
  union all
  select 'bulletin_disagrees', agrees, sample
  from {{ ref('fct_bulletin') }}
  where computed_mad is not null
),

checks as (
  select
    name,
    count(*) as rows_checked,
    count(case when not is_sound then 1 end) as rows_found,
    bool_or(sample) as sample
  from counted
  group by name
)

select * from checks
