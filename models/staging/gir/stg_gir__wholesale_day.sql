{{ staged_rows('gir', 'mgfl', [
  'site_id', 'collectivity_code', 'worked_on', 'product', 'weight_t', 'value_mad', 'tax_mad'
]) }}
