-- How complaints are dealt with, by the machinery of the index: share closed within 60 days by Kaplan–Meier, open ones
-- being censored; restricted mean time; what is still open; what was reopened; who was satisfied, with Wilson's interval.
with complaints as (
  select *, concat_ws('|', level, code, of_theme, cast(quarter_no as string)) as cell
  from {{ ref('int_complaints__unit') }}
),

times as (
  select cell, time_ratio, sum(events) as events, sum(complaints) as files
  from complaints
  group by cell, time_ratio
),

curves as (
  select * from {{ survival_summary('times', 'cell', limit=1, tau=4) }} as summary
),

counts as (
  select
    cell,
    level,
    code,
    of_theme,
    quarter_no,
    {% for name in ['complaints', 'backlog', 'reopened', 'answers', 'satisfied'] -%}
    cast(sum({{ name }}) as bigint) as {{ name }},
    {% endfor -%}
    cast(sum(complaints) - sum(backlog) as bigint) as closed,
    max(sample) = 1 as sample
  from complaints
  group by cell, level, code, of_theme, quarter_no
),

scored as (
  select
    counts.level,
    counts.code,
    counts.of_theme as theme,
    concat(cast(floor(counts.quarter_no / 4) as integer), '-Q', cast(counts.quarter_no % 4 + 1 as integer)) as period,
    counts.complaints,
    counts.backlog,
    -- Below ten complaints a share says nothing of a service.
    case when counts.complaints >= 10 then {{ rounded('curves.on_time_share', 10) }} end as on_time_share,
    case when counts.complaints >= 10 then {{ rounded('greatest(0, curves.on_time_share - 1.645 * sqrt(curves.on_time_variance))', 10) }} end as on_time_low,
    case when counts.complaints >= 10 then {{ rounded('least(1, curves.on_time_share + 1.645 * sqrt(curves.on_time_variance))', 10) }} end as on_time_high,
    case when counts.complaints >= 10 then {{ rounded('60 * curves.rmst', 10) }} end as rmst_days,
    case when counts.complaints >= 10 then {{ ratio('counts.reopened', 'counts.closed') }} end as reopened_share,
    counts.answers,
    case when counts.answers >= 5 then {{ ratio('counts.satisfied', 'counts.answers') }} end as satisfied_share,
    case when counts.answers >= 5 then {{ wilson('counts.satisfied', 'counts.answers', '-') }} end as satisfied_low,
    case when counts.answers >= 5 then {{ wilson('counts.satisfied', 'counts.answers', '+') }} end as satisfied_high,
    counts.sample
  from counts
  inner join curves on counts.cell = curves.cell
)

select * from scored
