-- Goalposts, frozen: the 5th and 95th percentiles of the base year (the twelve months to 2022-Q4, or the first that the
-- data has after it) over the units of the level with ten files or more. A score then moves because the unit moved.
-- The nation is measured with the regions' goalposts, having nothing beside it.
with measures as (
  select * from {{ ref('int_rokhas__measure') }}
),

base as (
  select window_no, span, period
  from (
    select
      window_no,
      span,
      period,
      row_number() over (
        order by
          case when span = 'rolling12' then 0 else 1 end,
          case when period >= '2022-Q4' then 0 else 1 end,
          case when period >= '2022-Q4' then window_no else -window_no end
      ) as choice
    from {{ ref('int_rokhas__window') }}
    where is_scored
  ) as choices
  where choice = 1
),

sized as (
  select unit_no, window_no, sum(files) as files
  from measures
  group by unit_no, window_no
),

posts as (
  select
    measures.level,
    measures.domain,
    percentile_cont(0.05) within group (order by measures.attraction) as attraction_low,
    percentile_cont(0.95) within group (order by measures.attraction) as attraction_high,
    percentile_cont(0.05) within group (order by measures.tax_ratio) as tax_low,
    percentile_cont(0.95) within group (order by measures.tax_ratio) as tax_high
  from measures
  inner join base on measures.window_no = base.window_no
  inner join sized
    on measures.unit_no = sized.unit_no and measures.window_no = sized.window_no and sized.files >= 10
  where measures.level <> 'nation'
  group by measures.level, measures.domain
),

frozen as (
  select level, domain, attraction_low, attraction_high, tax_low, tax_high from posts
  union all
  select 'nation', domain, attraction_low, attraction_high, tax_low, tax_high from posts where level = 'region'
),

versioned as (
  select
    frozen.level,
    frozen.domain,
    concat(base.span, ' ', base.period) as version,
    frozen.attraction_low,
    frozen.attraction_high,
    frozen.tax_low,
    frozen.tax_high
  from frozen
  cross join base
)

select * from versioned
