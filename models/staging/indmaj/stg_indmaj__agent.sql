{{ staged_snapshot('indmaj', 'agent', [
  'as_of', 'collectivity_code', 'grade', 'pay_scale', 'corps', 'sex', 'position', 'is_engineer'
]) }}
