with indicators as (
  select indicator, census_year, subject, unit, heading_fr, label_en, source_url, false as sample
  from {{ ref('stg_ref__indicator') }}
)

select * from indicators
