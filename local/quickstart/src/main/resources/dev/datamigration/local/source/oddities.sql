-- Small tables, each of which breaks some careless migration. Contents are fixed: two loads are equal.
CREATE SCHEMA oddities;

-- Every built-in scalar type: ordinary values, the limits, NULL.
CREATE TABLE oddities.all_types (
  id integer PRIMARY KEY, c_boolean boolean, c_smallint smallint, c_integer integer, c_bigint bigint, c_numeric numeric(38,10),
  c_numeric_small numeric(5,2), c_numeric_whole numeric(38,0), c_real real, c_double double precision, c_char char(10), c_varchar varchar(40),
  c_text text, c_date date, c_timestamp timestamp, c_timestamptz timestamptz);
INSERT INTO oddities.all_types VALUES
  (1, true, 1, 1, 1, 1.5, 1.50, 1, 1.5, 1.5, 'abc', 'abc', 'abc', '2024-02-29', '2024-02-29 12:34:56.789', '2024-02-29 12:34:56.789+02'),
  (2, false, -32768, -2147483648, -9223372036854775808, -9999999999999999999999999999.9999999999, -999.99,
   -99999999999999999999999999999999999999, -3.4028235e38, -1.7976931348623157e308, '', '', '', '0001-01-01', '0001-01-01 00:00:00',
   '0001-01-02 00:00:00+00'),
  (3, true, 32767, 2147483647, 9223372036854775807, 9999999999999999999999999999.9999999999, 999.99,
   99999999999999999999999999999999999999, 3.4028235e38, 1.7976931348623157e308, '0123456789', repeat('x', 40), repeat('x', 5000), '9999-12-31',
   '9999-12-31 23:59:59.999999', '9999-12-30 23:59:59.999999+00'),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (5, true, 0, 0, 0, 0, 0, 0, 'NaN', 'NaN', 'ÄÖÜ ß', 'Ünïcödé 日本語 😀', E'tab\tnew\nline "quote" \\back', '1582-10-04', '1582-10-15 00:00:00',
   '1970-01-01 00:00:00+00'),
  (6, false, 1, 1, 1, 0.0000000001, 0.01, 1, 'Infinity', '-Infinity', '  lead', 'trail  ', '  both  ', '1969-12-31', '1969-12-31 23:59:59.999999',
   '1900-01-01 00:00:00-11:30'),
  (7, true, 7, 7, 7, 100.0000000000, 100.00, 100, 0.1, 0.1, 'NULL', '\N', 'null', '1900-02-28', '2024-03-31 02:30:00', '2024-03-31 02:30:00+01'),
  (8, true, 8, 8, 8, 1e20, 10, 1e20, 1e-37, 5e-324, E'\r\n', '''', ',"', '2000-01-01', '2000-01-01 00:00:00.000001', '2000-01-01 00:00:00.000001+14');

-- Types that PostgreSQL has and Redshift has not.
CREATE TABLE oddities.postgres_types (
  id integer PRIMARY KEY, c_bytea bytea, c_uuid uuid, c_json json, c_jsonb jsonb, c_time time);
INSERT INTO oddities.postgres_types VALUES
  (1, '\x00ff10', '00000000-0000-0000-0000-000000000000', '{"b": 1, "a": [1, 2.50, null]}', '{"b": 1, "a": [1, 2.50, null]}', '12:34:56.789'),
  (2, '\x', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '"text"', '"text"', '00:00:00'),
  (3, NULL, NULL, NULL, NULL, NULL),
  (4, decode(repeat('ab', 2000), 'hex'), '6ba7b810-9dad-11d1-80b4-00c04fd430c8', '{"ü": "😀"}', '{"ü": "😀"}', '23:59:59.999999'),
  (5, '\x27', '6ba7b811-9dad-11d1-80b4-00c04fd430c8', '[]', '{}', '00:00:00.000001');

-- A key that is NULL in a third of the rows, and no primary key.
CREATE TABLE oddities.null_keys (k integer, payload text NOT NULL);
INSERT INTO oddities.null_keys SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE i END, md5(i::text) FROM generate_series(1, 3000) AS i;

CREATE TABLE oddities.empty_table (id integer PRIMARY KEY, payload text);

CREATE TABLE oddities.one_row (id integer PRIMARY KEY, payload text);
INSERT INTO oddities.one_row VALUES (1, 'the only one');

-- Names that need quotes everywhere.
CREATE TABLE oddities."Größe & ""Maß""" ("Schlüssel" integer PRIMARY KEY, "select" text, "with space" text, "a""b" text, "schlüssel" text);
INSERT INTO oddities."Größe & ""Maß""" SELECT i, 's' || i, 'w' || i, 'q' || i, 'l' || i FROM generate_series(1, 500) AS i;

CREATE TABLE oddities.composite_key (
  region varchar(10) NOT NULL, day date NOT NULL, number integer NOT NULL, amount numeric(12,2), PRIMARY KEY (region, day, number));
INSERT INTO oddities.composite_key
SELECT r, DATE '2024-01-01' + d, n, (d * 100 + n)::numeric / 7 FROM unnest(ARRAY['east', 'north', 'south', 'west']) AS r, generate_series(0, 29) AS d,
  generate_series(1, 25) AS n;

-- Text keys whose order depends on the collation: case, accents, digits, spaces, punctuation.
CREATE TABLE oddities.text_key (k varchar(60) PRIMARY KEY, payload integer NOT NULL);
INSERT INTO oddities.text_key
SELECT (ARRAY['a', 'A', 'ä', 'Z', 'z', '_', ' ', '9', '''', '日'])[1 + i % 10] || substr(md5(i::text), 1, 1 + i % 8) || '-' || i, i
FROM generate_series(1, 2000) AS i;

-- Nine rows in ten have one key.
CREATE TABLE oddities.skewed_key (k bigint NOT NULL, payload text NOT NULL);
INSERT INTO oddities.skewed_key SELECT CASE WHEN i % 10 = 0 THEN i ELSE 42 END, md5(i::text) FROM generate_series(1, 5000) AS i;

-- A key with wide holes and the limits of its type.
CREATE TABLE oddities.sparse_key (k bigint PRIMARY KEY, payload text NOT NULL);
INSERT INTO oddities.sparse_key SELECT i::bigint * i * i * 1000003 - 500000, md5(i::text) FROM generate_series(1, 1000) AS i;
INSERT INTO oddities.sparse_key VALUES (-9223372036854775808, 'least'), (9223372036854775807, 'greatest');

CREATE TABLE oddities.date_key (k date NOT NULL, payload integer NOT NULL);
INSERT INTO oddities.date_key SELECT DATE '2020-01-01' + (i * i % 1500), i FROM generate_series(1, 2000) AS i;

CREATE TABLE oddities.timestamp_key (k timestamp NOT NULL, payload integer NOT NULL);
INSERT INTO oddities.timestamp_key SELECT TIMESTAMP '2020-01-01' + i * INTERVAL '977.000001 seconds', i FROM generate_series(1, 2000) AS i;

CREATE TABLE oddities.decimal_key (k numeric(20,6) PRIMARY KEY, payload integer NOT NULL);
INSERT INTO oddities.decimal_key SELECT (i - 1000)::numeric / 7, i FROM generate_series(1, 2000) AS i;

CREATE TABLE oddities.uuid_key (k uuid PRIMARY KEY, payload integer NOT NULL);
INSERT INTO oddities.uuid_key SELECT md5(i::text)::uuid, i FROM generate_series(1, 2000) AS i;

-- No key at all, and rows that are equal to each other.
CREATE TABLE oddities.no_key (a integer, b text);
INSERT INTO oddities.no_key SELECT i % 100, 'b' || i % 10 FROM generate_series(1, 1000) AS i;

-- A type without a counterpart in Snowflake.
CREATE TYPE oddities.pair AS (a integer, b integer);
CREATE TABLE oddities.unmapped_type (id integer PRIMARY KEY, c_pair oddities.pair);
INSERT INTO oddities.unmapped_type VALUES (1, ROW(1, 2));

ANALYZE;
