WITH "b0" AS (WITH "rows" AS (SELECT CAST(date_trunc(CAST($1 AS VARCHAR), CAST("f"."c0" AS DATE)) AS DATE) AS "k0", CAST(date_trunc(CAST($2 AS VARCHAR), CAST("f"."c0" AS DATE)) AS DATE) AS "on_month", "f"."c1" AS "m0"
FROM (SELECT "month_start" AS "c0", "ordered_mad" AS "c1"
FROM main."fct_budget" AS "t") AS "f") SELECT "p"."k0" AS "k0", CAST(sum("r"."m0") AS DECIMAL(18,2)) AS "m0"
FROM (SELECT "q"."k0" AS "k0", max("q"."month") AS "last"
FROM (SELECT CAST(date_trunc(CAST($3 AS VARCHAR), "s"."month") AS DATE) AS "k0", "s"."month" AS "month"
FROM (SELECT CAST(unnest(generate_series("b"."first", "b"."last", to_months(CAST($4 AS INTEGER)))) AS DATE) AS "month"
FROM (SELECT min("r"."on_month") AS "first", max("r"."on_month") AS "last"
FROM "rows" AS "r") AS "b") AS "s"
WHERE (("s"."month" >= CAST($5 AS DATE)) AND ("s"."month" < CAST($6 AS DATE)))) AS "q"
GROUP BY "q"."k0") AS "p"
INNER JOIN "rows" AS "r" ON (("r"."on_month" <= "p"."last") AND ("r"."on_month" >= CAST(date_trunc(CAST($7 AS VARCHAR), "p"."last") AS DATE)))
GROUP BY "p"."k0") SELECT strftime("g"."k0", CAST($8 AS VARCHAR)) AS "month", CAST("g"."m0" AS DECIMAL(18,2)) AS "ordered_to_date_mad"
FROM (SELECT "b"."k0" AS "k0", "b"."m0" AS "m0"
FROM "b0" AS "b") AS "g"
WHERE ((NOT ("g"."k0" IS NULL)) OR ("g"."m0" <> CAST($9 AS BIGINT)))
ORDER BY "month" ASC NULLS LAST
LIMIT CAST($10 AS BIGINT)
-- ["month","month","month",1,"2025-01-01","2026-01-01","year","%Y-%m",0,1001]
