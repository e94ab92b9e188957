{{ staged_rows('gir', 'abattoir', [
  'site_id', 'collectivity_code', 'worked_on', 'species', 'heads', 'weight_t', 'tax_mad'
]) }}
