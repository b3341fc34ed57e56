-- Redshift's system views over PostgreSQL's catalogue: the columns and meanings of the Redshift Database Developer Guide
-- (SVV_TABLE_INFO, SVV_TABLES, SVV_COLUMNS, SVV_EXTERNAL_SCHEMAS, STV_SLICES). Figures that PostgreSQL has no counterpart for are NULL.
CREATE SCHEMA redshift_catalog;
GRANT USAGE ON SCHEMA redshift_catalog TO PUBLIC;

CREATE VIEW redshift_catalog.svv_external_schemas AS
SELECT NULL::oid AS esoid, NULL::smallint AS eskind, NULL::name AS schemaname, NULL::integer AS esowner,
       NULL::text AS databasename, NULL::text AS esoptions
WHERE false;

-- "size" is in blocks of one megabyte, "tbl_rows" the total number of rows, as the statistics know it.
CREATE VIEW redshift_catalog.svv_table_info AS
SELECT current_database()::text AS "database", n.nspname::text AS "schema", c.oid AS table_id, c.relname::text AS "table",
       'N'::text AS encoded, 'EVEN'::text AS diststyle, NULL::text AS sortkey1, NULL::integer AS max_varchar,
       NULL::char(32) AS sortkey1_enc, 0::integer AS sortkey_num, (pg_table_size(c.oid) + 1048575) / 1048576 AS size,
       NULL::numeric(10,4) AS pct_used, 0::numeric(5,2) AS empty, 0::numeric(5,2) AS unsorted, 0::numeric(5,2) AS stats_off,
       greatest(c.reltuples, 0)::numeric(38,0) AS tbl_rows, NULL::numeric(19,2) AS skew_sortkey1, NULL::numeric(19,2) AS skew_rows,
       greatest(c.reltuples, 0)::numeric(38,0) AS estimated_visible_rows, NULL::text AS risk_event, NULL::numeric(12,4) AS vacuum_sort_benefit,
       NULL::timestamp AS create_time
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift_catalog')
-- The guide: "The SVV_TABLE_INFO view doesn't return any information for empty tables."
  AND pg_relation_size(c.oid) > 0;

CREATE VIEW redshift_catalog.svv_tables AS
SELECT table_catalog::text, table_schema::text, table_name::text, table_type::text, NULL::text AS remarks
FROM information_schema.tables
WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'redshift_catalog');

CREATE VIEW redshift_catalog.svv_columns AS
SELECT table_catalog::text, table_schema::text, table_name::text, column_name::text, ordinal_position::integer, column_default::text,
       is_nullable::text, data_type::text, character_maximum_length::integer, numeric_precision::integer,
       numeric_precision_radix::integer, numeric_scale::integer, datetime_precision::integer, interval_type::text,
       interval_precision::text, character_set_catalog::text, character_set_schema::text, character_set_name::text,
       collation_catalog::text, collation_schema::text, collation_name::text, domain_name::text, NULL::text AS remarks
FROM information_schema.columns
WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'redshift_catalog');

CREATE VIEW redshift_catalog.stv_slices AS
SELECT node, slice, 0 AS localslice, 'D'::text AS type FROM (VALUES (0, 0), (0, 1)) AS slices(node, slice);

CREATE FUNCTION redshift_catalog.getdate() RETURNS timestamp LANGUAGE sql STABLE AS $$ SELECT now()::timestamp $$;

GRANT SELECT ON ALL TABLES IN SCHEMA redshift_catalog TO PUBLIC;
