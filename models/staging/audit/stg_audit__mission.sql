{{ staged_rows('audit', 'mission', [
  'mission_id', 'collectivity_code', 'theme', 'risk', 'started_on', 'ended_on'
]) }}
