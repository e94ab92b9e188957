WITH "b0" AS (SELECT "r"."k0" AS "k0", CAST(sum("r"."m0") AS DECIMAL(18,2)) AS "m0", CAST(sum("r"."m1") AS DECIMAL(18,2)) AS "m1"
FROM (SELECT "j0"."c1" AS "k0", "f"."c2" AS "m0", "f"."c3" AS "m1"
FROM (SELECT "month_start" AS "c0", "collectivity_code" AS "c1", "ordered_mad" AS "c2", (case when direction = 'D' then credit_final_mad end) AS "c3"
FROM main."fct_budget" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "region_code" AS "c1"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c1" = "j0"."c0")
WHERE (("f"."c0" >= CAST($1 AS DATE)) AND ("f"."c0" < CAST($2 AS DATE)))) AS "r"
GROUP BY "r"."k0") SELECT CAST("g"."k0" AS VARCHAR) AS "region", CAST("g"."m0" AS DECIMAL(18,2)) AS "ordered_mad", CAST((CAST("g"."m0" AS DOUBLE) / nullif(CAST("g"."m1" AS DOUBLE), CAST($3 AS DOUBLE))) AS DOUBLE) AS "execution_rate", CASE WHEN (("g"."m0" IS NULL) OR ("g"."m1" IS NULL)) THEN CAST($4 AS VARCHAR) ELSE CAST($5 AS VARCHAR) END AS "why:execution_rate"
FROM (SELECT "b"."k0" AS "k0", "b"."m0" AS "m0", "b"."m1" AS "m1"
FROM "b0" AS "b") AS "g"
ORDER BY "execution_rate" DESC NULLS LAST, "region" ASC NULLS LAST
LIMIT CAST($6 AS BIGINT)
-- ["2025-01-01","2026-01-01",0,"no_data","zero_denominator",20]
