WITH "b0" AS (SELECT "r"."k0" AS "k0", CAST(sum("r"."m0") AS DECIMAL(18,2)) AS "m0"
FROM (SELECT CAST(date_trunc(CAST($1 AS VARCHAR), CAST("f"."c0" AS DATE)) AS DATE) AS "k0", "f"."c1" AS "m0"
FROM (SELECT "month_start" AS "c0", "ordered_mad" AS "c1"
FROM main."fct_budget" AS "t") AS "f"
WHERE (("f"."c0" >= CAST($2 AS DATE)) AND ("f"."c0" < CAST($3 AS DATE)))) AS "r"
GROUP BY "r"."k0"),
"b1" AS (SELECT "r"."k0" AS "k0", CAST(sum("r"."m1") AS DECIMAL(18,2)) AS "m1"
FROM (SELECT CAST(date_trunc(CAST($4 AS VARCHAR), CAST(date_add(CAST("f"."c0" AS DATE), to_months(CAST($5 AS INTEGER))) AS DATE)) AS DATE) AS "k0", "f"."c1" AS "m1"
FROM (SELECT "month_start" AS "c0", "ordered_mad" AS "c1"
FROM main."fct_budget" AS "t") AS "f"
WHERE (("f"."c0" >= CAST($6 AS DATE)) AND ("f"."c0" < CAST($7 AS DATE)))) AS "r"
GROUP BY "r"."k0") SELECT strftime("g"."k0", CAST($8 AS VARCHAR)) AS "month", CAST("g"."m0" AS DECIMAL(18,2)) AS "ordered_mad", CAST("g"."m1" AS DECIMAL(18,2)) AS "ordered_mad__prev", CAST((CAST("g"."m0" AS DECIMAL(18,2)) - CAST("g"."m1" AS DECIMAL(18,2))) AS DECIMAL(18,2)) AS "ordered_mad__delta"
FROM (SELECT "u"."k0" AS "k0", any_value("u"."m0") AS "m0", any_value("u"."m1") AS "m1"
FROM (SELECT "b"."k0" AS "k0", "b"."m0" AS "m0", CAST(NULL AS DECIMAL(18,2)) AS "m1", CAST($9 AS BOOLEAN) AS "current"
FROM "b0" AS "b"
UNION ALL SELECT "b"."k0" AS "k0", CAST(NULL AS DECIMAL(18,2)) AS "m0", "b"."m1" AS "m1", CAST($10 AS BOOLEAN) AS "current"
FROM "b1" AS "b") AS "u"
GROUP BY "u"."k0") AS "g"
WHERE ((NOT ("g"."k0" IS NULL)) OR ("g"."m0" <> CAST($11 AS BIGINT)) OR ("g"."m1" <> CAST($12 AS BIGINT)))
ORDER BY "month" ASC NULLS LAST
LIMIT CAST($13 AS BIGINT)
-- ["month","2026-01-01","2026-11-01","month",12,"2025-01-01","2025-11-01","%Y-%m",true,false,0,0,1001]
