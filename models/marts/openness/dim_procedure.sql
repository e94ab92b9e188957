-- Procedures hold for the whole country: the last version of each.
with numbered as (
  select *, row_number() over (partition by procedure_code order by version desc) as rank_no
  from {{ ref('stg_idarati__procedure') }}
),

procedures as (
  select
    procedure_code,
    'MA' as territory_code,
    version,
    title_fr,
    title_ar,
    domain,
    legal_days,
    documents_asked,
    fee_mad,
    silence_is_consent,
    online_address is not null as is_online,
    published_on,
    drawn_on,
    sample
  from numbered
  where rank_no = 1
)

select * from procedures
