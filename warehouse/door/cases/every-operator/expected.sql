WITH "b0" AS (SELECT count("r"."m0") AS "m0"
FROM (SELECT "f"."c1" AS "m0"
FROM (SELECT "deposited_on" AS "c0", "file_no" AS "c1", "unit_code" AS "c2", "category" AS "c3", "e_signed" AS "c4"
FROM main."fct_permit" AS "t") AS "f"
LEFT JOIN (SELECT "code" AS "c0", "commune_code" AS "c1", "segment" AS "c2"
FROM main."dim_territory" AS "t") AS "j0" ON ("f"."c2" = "j0"."c0")
WHERE (("j0"."c1" IN (CAST($1 AS VARCHAR), CAST($2 AS VARCHAR))) AND (("f"."c3" <> CAST($3 AS VARCHAR)) OR ("f"."c3" IS NULL)) AND ("f"."c4" = CAST($4 AS BOOLEAN)) AND (NOT ("j0"."c2" IS NULL)) AND ("f"."c3" <= CAST($5 AS VARCHAR)) AND ((("f"."c0" >= CAST($6 AS DATE)) AND ("f"."c0" < CAST($7 AS DATE))) AND (NOT (("f"."c0" >= CAST($8 AS DATE)) AND ("f"."c0" < CAST($9 AS DATE)))) AND ("f"."c0" >= CAST($10 AS DATE))))) AS "r") SELECT CAST("g"."m0" AS BIGINT) AS "permit_files"
FROM (SELECT "b"."m0" AS "m0"
FROM "b0" AS "b") AS "g"
LIMIT CAST($11 AS BIGINT)
-- ["01.511.01.0","x'; drop table fct_permit; --","PP",true,"ZZ","2025-01-01","2025-10-01","2025-02-01","2025-03-01","2025-01-01",1001]
