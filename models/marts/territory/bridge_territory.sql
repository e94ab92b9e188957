with hierarchy as (
  select unit_code, ancestor_code, depth, 'hierarchy' as relation, valid_from, valid_to, false as sample
  from {{ ref('stg_ref__ancestor') }}
),

groupements as (
  select * from {{ ref('int_territory__groupement') }}
),

groupement_self as (
  select code as unit_code, code as ancestor_code, 0 as depth, 'hierarchy' as relation, valid_from,
    cast(null as date) as valid_to, sample
  from groupements
),

groupement_place as (
  select
    groupements.code as unit_code,
    hierarchy.ancestor_code,
    hierarchy.depth + 1 as depth,
    'hierarchy' as relation,
    groupements.valid_from,
    cast(null as date) as valid_to,
    groupements.sample
  from groupements
  inner join hierarchy on groupements.province_code = hierarchy.unit_code and hierarchy.valid_to is null
),

-- A groupement's viewer sees its members, for as long as they are in it, and what files are kept under: a commune's
-- arrondissements. A member province or region stands for its council alone, not for the communes in it.
members as (
  select
    hierarchy.unit_code,
    member.groupement_code as ancestor_code,
    hierarchy.depth + 1 as depth,
    'membership' as relation,
    member.valid_from,
    member.valid_to,
    member.sample
  from {{ ref('stg_gid__groupement_member') }} as member
  inner join {{ ref('stg_ref__unit') }} as unit on member.collectivity_code = unit.code
  inner join hierarchy
    on member.collectivity_code = hierarchy.ancestor_code
    and hierarchy.valid_to is null
    and (hierarchy.depth = 0 or unit.level = 'commune')
),

closure as (
  select * from hierarchy
  union all
  select * from groupement_self
  union all
  select * from groupement_place
  union all
  select * from members
)

select * from closure
