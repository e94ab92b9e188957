{{ staged_snapshot('urbanisme', 'document', [
  'document_id', 'kind', 'commune_codes', 'approved_on', 'expires_on'
]) }}
