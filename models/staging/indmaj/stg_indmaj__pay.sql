{{ staged_rows('indmaj', 'paie', [
  'collectivity_code', 'month_start', 'grade', 'headcount', 'gross_mad', 'net_mad', 'employer_mad'
]) }}
