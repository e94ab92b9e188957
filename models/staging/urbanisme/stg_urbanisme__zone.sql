{{ staged_snapshot('urbanisme', 'zone', [
  'document_id', 'zone', 'use', 'floor_area_ratio', 'coverage_ratio', 'height_m'
]) }}
