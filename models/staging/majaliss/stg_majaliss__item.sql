{{ staged_rows('majaliss', 'point', [
  'session_id', 'point_no', 'opens_on', 'theme', 'votes_for', 'votes_against', 'votes_abstained',
  'result'
]) }}
