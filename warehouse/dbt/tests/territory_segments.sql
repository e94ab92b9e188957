-- On the census of 2014 the segments are those that the DGCT printed. A commune in the wrong one is compared with
-- communes that are nothing like it.
with counted as (
  select segment, count(*) as communes
  from {{ ref('dim_territory') }}
  where level = 'commune'
  group by segment
),

expected as (
  select * from (
    values ('lt_15k', 1066), ('15k_50k', 356), ('50k_100k', 45), ('100k_250k', 23), ('gt_250k', 7), ('arrondissements', 6)
  ) as expected (segment, communes)
),

gaps as (
  select coalesce(expected.segment, counted.segment) as segment, expected.communes as due, counted.communes as found
  from expected
  full outer join counted on expected.segment = counted.segment
  where expected.communes is distinct from counted.communes
)

select * from gaps
