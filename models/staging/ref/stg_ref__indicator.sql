with source as (
  select * from {{ source('ref', 'indicator') }}
),

clean as (
  select indicator, census_year, subject, unit, heading_fr, label_en, source_url
  from source
)

select * from clean
