WITH "b0" AS (SELECT "r"."k0" AS "k0", CAST(sum("r"."m0") AS DECIMAL(18,2)) AS "m0"
FROM (SELECT "j0"."c1" AS "k0", "f"."c2" AS "m0"
FROM (SELECT "month_start" AS "c0", "collectivity_code" AS "c1", "ordered_mad" AS "c2"
FROM main."fct_budget" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "commune_code" AS "c1"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c1" = "j0"."c0")
WHERE ("f"."c1" IN (SELECT "b"."unit_code" AS "unit_code"
FROM main."bridge_territory" AS "b"
WHERE (("b"."ancestor_code" = CAST($1 AS VARCHAR)) AND (("b"."valid_from" IS NULL) OR ("b"."valid_from" <= CAST($2 AS DATE))) AND (("b"."valid_to" IS NULL) OR ("b"."valid_to" >= CAST($3 AS DATE))))))) AS "r"
GROUP BY "r"."k0"),
"b1" AS (SELECT "r"."k0" AS "k0", CAST(sum("r"."m1") AS DECIMAL(18,2)) AS "m1"
FROM (SELECT "j0"."c1" AS "k0", "f"."c2" AS "m1"
FROM (SELECT "month_start" AS "c0", "collectivity_code" AS "c1", "collected_mad" AS "c2"
FROM main."fct_receipts" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "commune_code" AS "c1"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c1" = "j0"."c0")
WHERE ("f"."c1" IN (SELECT "b"."unit_code" AS "unit_code"
FROM main."bridge_territory" AS "b"
WHERE (("b"."ancestor_code" = CAST($4 AS VARCHAR)) AND (("b"."valid_from" IS NULL) OR ("b"."valid_from" <= CAST($5 AS DATE))) AND (("b"."valid_to" IS NULL) OR ("b"."valid_to" >= CAST($6 AS DATE))))))) AS "r"
GROUP BY "r"."k0") SELECT CAST("g"."k0" AS VARCHAR) AS "commune", CAST("g"."m0" AS DECIMAL(18,2)) AS "ordered_mad", CAST("g"."m1" AS DECIMAL(18,2)) AS "collected_mad"
FROM (SELECT "u"."k0" AS "k0", any_value("u"."m0") AS "m0", any_value("u"."m1") AS "m1"
FROM (SELECT "b"."k0" AS "k0", "b"."m0" AS "m0", CAST(NULL AS DECIMAL(18,2)) AS "m1", CAST($7 AS BOOLEAN) AS "current"
FROM "b0" AS "b"
UNION ALL SELECT "b"."k0" AS "k0", CAST(NULL AS DECIMAL(18,2)) AS "m0", "b"."m1" AS "m1", CAST($8 AS BOOLEAN) AS "current"
FROM "b1" AS "b") AS "u"
GROUP BY "u"."k0") AS "g"
ORDER BY "commune" ASC NULLS LAST
LIMIT CAST($9 AS BIGINT)
-- ["01.511","2026-10-31","2026-10-31","01.511","2026-10-31","2026-10-31",true,true,1001]
