-- Wilson's 90 % interval by hand: 8 of 10 gives 0.5408 to 0.9314; none of 5 starts at 0 and all of 5 ends at 1.
with found as (
  select {{ wilson('8', '10', '-') }} as low, {{ wilson('8', '10', '+') }} as high,
    {{ wilson('0', '5', '-') }} as none_low, {{ wilson('5', '5', '+') }} as all_high
)

select * from found
where abs(low - 0.540793) > 0.000001 or abs(high - 0.931442) > 0.000001 or abs(none_low) > 0.000001 or abs(all_high - 1) > 0.000001
