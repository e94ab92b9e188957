{{ staged_snapshot('deploiement', 'deploiement', [
  'platform', 'site_id', 'collectivity_code', 'state', 'since', 'target_on'
]) }}
