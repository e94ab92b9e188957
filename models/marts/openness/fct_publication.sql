-- One row for each statement that each collectivity owes, published or not: what is missing counts too.
-- A budget is owed in its own year, what tells of a year in the next one.
with published as (
  select
    collectivity_code,
    fiscal_year,
    document,
    min(published_on) as first_published_on,
    max_by(format, version) as format,
    bool_or(machine_readable) as machine_readable,
    bool_or(sample) as sample
  from {{ ref('stg_pnct__publication') }}
  group by 1, 2, 3
),

reach as (
  select min(fiscal_year) as first_year, year(max(first_published_on)) as last_year, bool_or(sample) as sample
  from published
),

years as (
  select first_year + n as fiscal_year, last_year, sample
  from reach
  cross join ({{ numbers(100) }}) as numbers
  where first_year + n <= last_year
),

documents as (
  select distinct document from published
),

councils as (
  select collectivity_code from {{ ref('int_territory__collectivity') }} where collectivity_type is not null
),

owed as (
  select councils.collectivity_code, years.fiscal_year, documents.document, years.sample
  from councils
  cross join years
  cross join documents
  where years.fiscal_year < years.last_year or documents.document in ('BUDGET', 'PROGRAMMATION')
),

statements as (
  select
    owed.collectivity_code,
    owed.fiscal_year,
    make_date(owed.fiscal_year, 1, 1) as year_start,
    owed.document,
    published.document is not null as is_published,
    published.first_published_on,
    published.format,
    coalesce(published.machine_readable, false) as machine_readable,
    coalesce(published.sample, owed.sample) as sample
  from owed
  left join published
    on owed.collectivity_code = published.collectivity_code
    and owed.fiscal_year = published.fiscal_year
    and owed.document = published.document
)

select * from statements
