with source as (
  select * from {{ source('gid', 'ap_as') }}
),

clean as (
  select
    act_no,
    kind,
    collectivity_code,
    fiscal_year,
    project_id,
    cas_code,
    amount_mad,
    notified_on,
    taken_charge_on,
    status,
    cp_y0_mad,
    cp_y1_mad,
    cp_y2_mad,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
