-- Share of each act in its domain, over the whole country: the mix of acts that every unit is judged on.
with nation as (
  select window_no, category_no, domain, files
  from {{ ref('int_rokhas__survival') }}
  where level = 'nation'
),

weights as (
  select
    window_no,
    category_no,
    domain,
    cast(files as double) / sum(files) over (partition by window_no, domain) as weight
  from nation
)

select * from weights
