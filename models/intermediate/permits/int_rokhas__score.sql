-- The five sub-scores of each unit and period: the mean of the two domains, or the one that it has.
with measures as (
  select * from {{ ref('int_rokhas__measure') }}
),

domains as (
  select
    measures.unit_no,
    measures.window_no,
    measures.domain,
    delays.score as delai,
    100 * {{ clip('(measures.attraction - posts.attraction_low) / nullif(posts.attraction_high - posts.attraction_low, 0)') }} as attractivite,
    100 * (coalesce(online_share, 0) + coalesce(e_signed_share, 0) + coalesce(e_paid_share, 0)) / nullif(
      case when online_share is null then 0 else 1 end
      + case when e_signed_share is null then 0 else 1 end
      + case when e_paid_share is null then 0 else 1 end, 0
    ) as digital,
    ecosystem.score as ecosysteme,
    100 * (1 - {{ clip('(measures.tax_ratio - posts.tax_low) / nullif(posts.tax_high - posts.tax_low, 0)') }}) as fiscalite,
    measures.files,
    delays.clocked,
    delays.on_time_files
  from measures
  left join {{ ref('int_rokhas__delay') }} as delays
    on measures.unit_no = delays.unit_no and measures.window_no = delays.window_no and measures.domain = delays.domain
  left join {{ ref('int_rokhas__ecosystem') }} as ecosystem
    on measures.unit_no = ecosystem.unit_no and measures.window_no = ecosystem.window_no
    and measures.domain = ecosystem.domain
  left join {{ ref('int_rokhas__goalpost') }} as posts
    on measures.level = posts.level and measures.domain = posts.domain
),

units as (
  select
    unit_no,
    window_no,
    cast(sum(files) as bigint) as files,
    cast(sum(clocked) as bigint) as clocked,
    {{ exact_sum('on_time_files') }} as on_time_files,
    {{ exact_sum('delai') }} / nullif(count(delai), 0) as delai,
    {{ exact_sum('attractivite') }} / nullif(count(attractivite), 0) as attractivite,
    {{ exact_sum('digital') }} / nullif(count(digital), 0) as digital,
    {{ exact_sum('ecosysteme') }} / nullif(count(ecosysteme), 0) as ecosysteme,
    {{ exact_sum('fiscalite') }} / nullif(count(fiscalite), 0) as fiscalite
  from domains
  group by unit_no, window_no
)

select * from units
