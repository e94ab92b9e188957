-- What the other sub-indices measure, by unit, period and domain.
with tallies as (
  select * from {{ ref('int_rokhas__tally') }}
),

rates as (
  select
    tallies.unit_no,
    units.level,
    units.stratum,
    tallies.window_no,
    windows.span,
    windows.period,
    tallies.domain,
    tallies.files,
    -- Files a year per 1,000 inhabitants: a quarter counts four times.
    ln(1 + 1e3 * tallies.files * 4 / windows.quarters / nullif(units.population, 0)) as attraction,
    cast(online.online as double) / nullif(online.procedures, 0) as online_share,
    cast(tallies.e_signed as double) / nullif(tallies.decided, 0) as e_signed_share,
    cast(tallies.e_paid as double) / nullif(tallies.payable, 0) as e_paid_share,
    tallies.opinions_due,
    cast(tallies.opinions_on_time as double) / nullif(tallies.opinions_due, 0) as opinion_share,
    case when tallies.domain = 'URB'
      then cast(tallies.tax_mad as double) / nullif(cast(tallies.tax_ceiling_mad as double), 0)
    end as tax_ratio
  from tallies
  inner join {{ ref('int_rokhas__unit') }} as units on tallies.unit_no = units.unit_no
  inner join {{ ref('int_rokhas__window') }} as windows
    on tallies.window_no = windows.window_no and windows.is_scored
  left join {{ ref('int_rokhas__online') }} as online
    on tallies.unit_no = online.unit_no and tallies.domain = online.domain and windows.quarter_no = online.quarter_no
)

select * from rates
