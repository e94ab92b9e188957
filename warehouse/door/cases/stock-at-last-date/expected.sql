WITH "b0" AS (SELECT "r"."k0" AS "k0", "r"."k1" AS "k1", CAST(sum("r"."m0") AS DECIMAL(18,2)) AS "m0"
FROM (WITH "stock" AS NOT MATERIALIZED (SELECT "j0"."c1" AS "k0", CAST(date_trunc(CAST($1 AS VARCHAR), CAST("f"."c0" AS DATE)) AS DATE) AS "k1", "f"."c2" AS "m0", "f"."c0" AS "m0_at"
FROM (SELECT "as_of" AS "c0", "collectivity_code" AS "c1", "outstanding_mad" AS "c2"
FROM main."fct_outstanding" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "collectivity_type" AS "c1"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c1" = "j0"."c0")) SELECT "s"."k0" AS "k0", "s"."k1" AS "k1", "s"."m0" AS "m0"
FROM "stock" AS "s"
INNER JOIN (SELECT "d"."k1" AS "k1", max("d"."m0_at") AS "chosen"
FROM "stock" AS "d"
GROUP BY "d"."k1") AS "l" ON (("s"."m0_at" = "l"."chosen") AND ("s"."k1" IS NOT DISTINCT
FROM "l"."k1"))) AS "r"
GROUP BY "r"."k0", "r"."k1") SELECT CAST("g"."k0" AS VARCHAR) AS "collectivity_type", CAST(year("g"."k1") AS BIGINT) AS "year", CAST("g"."m0" AS DECIMAL(18,2)) AS "outstanding_mad"
FROM (SELECT "b"."k0" AS "k0", "b"."k1" AS "k1", "b"."m0" AS "m0"
FROM "b0" AS "b") AS "g"
WHERE ((NOT ("g"."k1" IS NULL)) OR ("g"."m0" <> CAST($2 AS BIGINT)))
ORDER BY "collectivity_type" ASC NULLS LAST, "year" ASC NULLS LAST
LIMIT CAST($3 AS BIGINT)
-- ["year",0,1001]
