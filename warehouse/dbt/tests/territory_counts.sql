-- 12 regions, 75 prefectures and provinces, 1,503 communes with a council: 1,590. A missing one is a council whose
-- money nobody sees; a doubled one counts twice.
with counted as (
  select collectivity_type, count(*) as units
  from {{ ref('dim_territory') }}
  where collectivity_type is not null
  group by collectivity_type
),

expected as (
  select * from (values ('region', 12), ('province', 75), ('commune', 1503)) as expected (collectivity_type, units)
)

select expected.collectivity_type, expected.units as due, counted.units as found
from expected
left join counted on expected.collectivity_type = counted.collectivity_type
where counted.units is distinct from expected.units
