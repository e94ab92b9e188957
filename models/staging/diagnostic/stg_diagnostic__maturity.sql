{{ staged_rows('diagnostic', 'maturite', ['collectivity_code', 'survey_year', 'domain', 'score']) }}
