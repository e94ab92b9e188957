with source as (
  select * from {{ source('ref', 'unit') }}
),

clean as (
  select
    code,
    level,
    kind,
    name_fr,
    name_ar,
    name_en,
    parent_code,
    region_code,
    province_code,
    commune_code,
    has_council,
    -- A préfecture d'arrondissements has a governor and no council: it is nobody's collectivity.
    case when has_council and level in ('region', 'province', 'commune') then level end as collectivity_type,
    valid_from,
    valid_to,
    row_number() over (partition by code order by valid_from desc) = 1 as is_current
  from source
)

select * from clean
