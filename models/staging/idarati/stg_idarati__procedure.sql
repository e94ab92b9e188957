{{ staged_snapshot('idarati', 'procedure', [
  'procedure_code', 'version', 'title_fr', 'title_ar', 'domain', 'legal_days', 'documents_asked',
  'fee_mad', 'silence_is_consent', 'online_address', 'published_on'
]) }}
