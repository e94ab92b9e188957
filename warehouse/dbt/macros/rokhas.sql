{# The five sub-scores, in the order in which they are published. #}
{% macro rokhas_scores() %}
  {{ return(['delai', 'attractivite', 'digital', 'ecosysteme', 'fiscalite']) }}
{% endmacro %}

{# Weights of R100; they add up to 1. #}
{% macro rokhas_weights() %}
  {{ return({'delai': 0.35, 'ecosysteme': 0.25, 'digital': 0.15, 'fiscalite': 0.15, 'attractivite': 0.10}) }}
{% endmacro %}

{# What units are ranked by: the name of the rank, and the column of idx_rokhas that it orders. #}
{% macro rokhas_indices() %}
  {{ return({'r500': 'r500', 'r100': 'r100', 'service': 'service', 'delai': 'score_delai'}) }}
{% endmacro %}
