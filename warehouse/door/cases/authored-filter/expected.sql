WITH "b0" AS (SELECT "r"."k0" AS "k0", coalesce(CAST(sum("r"."m0") AS DECIMAL(18,2)), CAST(CAST($1 AS DOUBLE) AS DECIMAL(18,2))) AS "m0"
FROM (SELECT "f"."c1" AS "k0", CASE WHEN ("j0"."c1" = '01' and "f"."c1" <> '99') THEN "f"."c3" END AS "m0"
FROM (SELECT "month_start" AS "c0", "chapter" AS "c1", "collectivity_code" AS "c2", "ordered_mad" AS "c3"
FROM main."fct_budget" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "region_code" AS "c1"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c2" = "j0"."c0")) AS "r"
GROUP BY "r"."k0") SELECT CAST("g"."k0" AS VARCHAR) AS "chapter", CAST("g"."m0" AS DECIMAL(18,2)) AS "ordered_north_mad"
FROM (SELECT "b"."k0" AS "k0", "b"."m0" AS "m0"
FROM "b0" AS "b") AS "g"
ORDER BY "chapter" ASC NULLS LAST
LIMIT CAST($2 AS BIGINT)
-- [0,1001]
