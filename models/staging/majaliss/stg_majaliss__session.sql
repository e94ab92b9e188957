{{ staged_rows('majaliss', 'session', [
  'session_id', 'collectivity_code', 'kind', 'opens_on', 'closes_on', 'had_quorum'
]) }}
