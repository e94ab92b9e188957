{{ staged_rows('bch', 'intervention', [
  'intervention_no', 'collectivity_code', 'kind', 'result', 'samples', 'nonconforming_samples'
], instants=['happened_at']) }}
