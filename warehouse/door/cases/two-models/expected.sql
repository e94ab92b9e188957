WITH "b0" AS (SELECT "r"."k0" AS "k0", CAST(sum("r"."m0") AS DECIMAL(18,2)) AS "m0"
FROM (SELECT "j0"."c1" AS "k0", "f"."c2" AS "m0"
FROM (SELECT "month_start" AS "c0", "collectivity_code" AS "c1", "collected_mad" AS "c2"
FROM main."fct_receipts" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "province_code" AS "c1"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c1" = "j0"."c0")) AS "r"
GROUP BY "r"."k0"),
"b1" AS (SELECT "r"."k0" AS "k0", CAST(sum("r"."m1") AS DECIMAL(18,2)) AS "m1"
FROM (SELECT "j0"."c1" AS "k0", "f"."c2" AS "m1"
FROM (SELECT "month_start" AS "c0", "collectivity_code" AS "c1", "ordered_mad" AS "c2"
FROM main."fct_budget" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "province_code" AS "c1"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c1" = "j0"."c0")) AS "r"
GROUP BY "r"."k0") SELECT CAST("g"."k0" AS VARCHAR) AS "province", CASE WHEN isfinite(CAST(("g"."m0" - "g"."m1") AS DOUBLE)) THEN CAST(("g"."m0" - "g"."m1") AS DECIMAL(18,2)) ELSE CAST(NULL AS DECIMAL(18,2)) END AS "balance_mad", CASE WHEN (("g"."m0" IS NULL) OR ("g"."m1" IS NULL)) THEN CAST($1 AS VARCHAR) ELSE CAST($2 AS VARCHAR) END AS "why:balance_mad"
FROM (SELECT "u"."k0" AS "k0", any_value("u"."m0") AS "m0", any_value("u"."m1") AS "m1"
FROM (SELECT "b"."k0" AS "k0", "b"."m0" AS "m0", CAST(NULL AS DECIMAL(18,2)) AS "m1", CAST($3 AS BOOLEAN) AS "current"
FROM "b0" AS "b"
UNION ALL SELECT "b"."k0" AS "k0", CAST(NULL AS DECIMAL(18,2)) AS "m0", "b"."m1" AS "m1", CAST($4 AS BOOLEAN) AS "current"
FROM "b1" AS "b") AS "u"
GROUP BY "u"."k0") AS "g"
ORDER BY "province" ASC NULLS LAST
LIMIT CAST($5 AS BIGINT)
-- ["no_data","zero_denominator",true,true,1001]
