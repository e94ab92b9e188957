{{ staged_rows('pnct', 'publication', [
  'collectivity_code', 'fiscal_year', 'document', 'version', 'published_on', 'format',
  'machine_readable'
]) }}
