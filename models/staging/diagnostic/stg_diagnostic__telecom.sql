{{ staged_rows('diagnostic', 'telecom', [
  'collectivity_code', 'survey_year', 'is_covered', 'has_fibre'
]) }}
