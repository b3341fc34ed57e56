-- Small tables, each of which breaks some careless migration, in SQL Server's dialect. Contents are fixed: two loads are equal but for rowversions.
-- A line with GO ends a batch, as in sqlcmd.
CREATE SCHEMA oddities
GO

-- Every type that the stand-in carries: ordinary values, the limits, NULL.
CREATE TABLE oddities.all_types (
  id int NOT NULL PRIMARY KEY CLUSTERED, c_bit bit, c_tinyint tinyint, c_smallint smallint, c_int int, c_bigint bigint, c_decimal decimal(38,10),
  c_decimal_whole decimal(38,0), c_decimal_fraction decimal(38,37), c_decimal_below_one decimal(38,38), c_numeric numeric(5,2), c_money money,
  c_smallmoney smallmoney, c_real real, c_float float, c_char char(10), c_varchar varchar(40), c_varchar_max varchar(max), c_nchar nchar(10),
  c_nvarchar nvarchar(40), c_nvarchar_max nvarchar(max), c_text text, c_ntext ntext, c_xml xml, c_binary binary(4), c_varbinary varbinary(40),
  c_varbinary_max varbinary(max), c_image image, c_date date, c_time time(7), c_time_seconds time(0), c_smalldatetime smalldatetime, c_datetime datetime,
  c_datetime2 datetime2(7), c_datetime2_millis datetime2(3), c_datetimeoffset datetimeoffset(7), c_uniqueidentifier uniqueidentifier)
INSERT INTO oddities.all_types VALUES
  (1, 1, 1, 1, 1, 1, 1.5, 1, 1.5, 0.5, 1.50, 1.5, 1.5, 1.5, 1.5, 'abc', 'abc', 'abc', N'abc', N'abc', N'abc', 'abc', N'abc', N'<a b="c">ü</a>',
   0x00FF10, 0x00FF10, 0x00FF10, 0x00FF10, '2024-02-29', '12:34:56.1234567', '12:34:56', '2024-02-29 12:34:00', '2024-02-29T12:34:56.787',
   '2024-02-29 12:34:56.1234567', '2024-02-29 12:34:56.123', '2024-02-29 12:34:56.1234567 +02:00', '6F9619FF-8B86-D011-B42D-00C04FC964FF'),
  (2, 0, 0, -32768, -2147483648, -9223372036854775808, -9999999999999999999999999999.9999999999, -99999999999999999999999999999999999999,
   -9.9999999999999999999999999999999999999, -0.99999999999999999999999999999999999999, -999.99, -922337203685477.5808, -214748.3648, -3.4028235E38,
   -1.7976931348623157E308, '', '', '', N'', N'', N'', '', N'', N'', 0x, 0x, 0x, 0x, '0001-01-01', '00:00:00', '00:00:00', '1900-01-01',
   '1753-01-01T00:00:00', '0001-01-01 00:00:00', '0001-01-01 00:00:00', '0001-01-02 00:00:00 +14:00', '00000000-0000-0000-0000-000000000000'),
  (3, 1, 255, 32767, 2147483647, 9223372036854775807, 9999999999999999999999999999.9999999999, 99999999999999999999999999999999999999,
   9.9999999999999999999999999999999999999, 0.99999999999999999999999999999999999999, 999.99, 922337203685477.5807, 214748.3647, 3.4028235E38,
   1.7976931348623157E308, '0123456789', REPLICATE('x', 40), REPLICATE(CAST('x' AS varchar(max)), 20000), N'0123456789', REPLICATE(N'😀', 20),
   REPLICATE(CAST(N'日😀' AS nvarchar(max)), 5000), 'straße €', N'日本語 😀', N'<a>日本語 😀</a>', 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0xCAFE, 0xCAFE, '9999-12-31',
   '23:59:59.9999999', '23:59:59', '2079-06-06 23:59:00', '9999-12-31T23:59:59.997', '9999-12-31 23:59:59.9999999', '9999-12-31 23:59:59.999',
   '9999-12-30 23:59:59.9999999 -14:00', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
   NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'ÄÖÜ ß', 'naïve €', 'NULL', N'ÄÖÜ 日 ß', N'Ünïcödé 日本語 😀', N'tab	quote" back\slash ''single''',
   '\N', N'null', N'<a/>', 0x00, 0x27, 0x5C, 0x0D0A, '1582-10-04', '00:00:00.0000001', '00:00:01', '1999-12-31 23:59:00', '1800-02-28T00:00:00.003',
   '1582-10-10 01:02:03.0000001', '1582-10-15 00:00:00', '1582-10-10 00:00:00 -11:30', '00000000-0000-0000-0000-010000000000'),
  (6, 0, 1, 1, 1, 1, 0.0000000001, 1, 0.0000000000000000000000000000000000001, 0.00000000000000000000000000000000000001, 0.01, 0.0001, 0.0001, 1.17549435E-38,
   2.2250738585072014E-308, '  lead', 'trail  ', '  both  ', N'  lead', N'trail  ', N'  both  ', ' ', N' ', N'<a> </a>', 0x20, 0x20, 0x20, 0x20,
   '1969-12-31', '23:59:59.9999990', '23:59:59', '1970-01-01', '1969-12-31T23:59:59.997', '1969-12-31 23:59:59.9999999', '1969-12-31 23:59:59.999',
   '1970-01-01 00:00:00 +00:00', '01000000-0000-0000-0000-000000000000'),
  (7, 1, 7, 7, 7, 7, 100.0000000000, 100, 1, 0.1, 100.00, 100, 100, 0.1, 0.1, ',"', ',"', ',"', N',"', N',"', N',"', ',"', N',"', N'<a>,</a>', 0x2C22, 0x2C22,
   0x2C22, 0x2C22, '2024-03-31', '02:30:00', '02:30:00', '2024-03-31 02:30:00', '2024-03-31T02:30:00', '2024-03-31 02:30:00', '2024-03-31 02:30:00',
   '2024-03-31 02:30:00 +01:00', '00112233-4455-6677-8899-AABBCCDDEEFF')
GO

-- What the server fills in: an identity with a step, a computed column, a default, a rowversion that must not be divided by.
CREATE TABLE oddities.orders (
  id bigint IDENTITY(-10,5) NOT NULL CONSTRAINT pk_orders PRIMARY KEY CLUSTERED, quantity int NOT NULL, price money NOT NULL, total AS quantity * price,
  state nvarchar(10) NOT NULL DEFAULT N'new ✓', version rowversion)
INSERT INTO oddities.orders (quantity, price) SELECT value % 9, CAST(value AS money) / 7 FROM GENERATE_SERIES(1, 2000)
UPDATE oddities.orders SET state = N'sent 📦' WHERE quantity = 3
GO

-- The order of uniqueidentifier is not that of its text.
CREATE TABLE oddities.guid_key (k uniqueidentifier NOT NULL PRIMARY KEY CLUSTERED, payload int NOT NULL)
INSERT INTO oddities.guid_key
SELECT CAST(RIGHT('0000000' + CAST(value * 7919 % 10000000 AS varchar(10)), 8) + '-' + RIGHT('000' + CAST(value * 31 % 9973 AS varchar(10)), 4) + '-4'
  + RIGHT('00' + CAST(value % 997 AS varchar(10)), 3) + '-8' + RIGHT('00' + CAST(value * 17 % 991 AS varchar(10)), 3) + '-'
  + RIGHT('00000000000' + CAST(CAST(value AS bigint) * 104729 % 999999999989 AS varchar(12)), 12) AS uniqueidentifier), value
FROM GENERATE_SERIES(1, 2000)
GO

-- Text keys whose order depends on the collation: case, accents, digits, spaces, punctuation.
CREATE TABLE oddities.varchar_key (k varchar(60) NOT NULL PRIMARY KEY CLUSTERED, payload int NOT NULL)
INSERT INTO oddities.varchar_key
SELECT SUBSTRING('aAäZz_ 9''ß', 1 + value % 10, 1) + REPLICATE('x', value % 8) + '-' + CAST(value AS varchar(10)), value FROM GENERATE_SERIES(1, 2000)
GO

-- The same by code point, with characters beyond 16 bits.
CREATE TABLE oddities.nvarchar_key (k nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY CLUSTERED, payload int NOT NULL)
INSERT INTO oddities.nvarchar_key
SELECT SUBSTRING(N'aA日ä', 1 + value % 4, 1) + REPLICATE(N'😀', value % 4) + N'-' + CAST(value AS nvarchar(10)), value FROM GENERATE_SERIES(1, 2000)
GO

-- A clustered index whose key is NULL in a ninth of the rows, often the same and text.
CREATE TABLE oddities.null_text_key (code nvarchar(20) NULL, name nvarchar(40) NOT NULL)
CREATE CLUSTERED INDEX ix_code ON oddities.null_text_key (code)
INSERT INTO oddities.null_text_key
SELECT CASE WHEN value % 9 = 0 THEN NULL ELSE N'k' + SUBSTRING(N'ÄÅäåéÉñÑ', 1 + value % 8, 1) + CAST(value % 300 AS nvarchar(10)) END,
  N'😀 ' + CAST(value AS nvarchar(10))
FROM GENERATE_SERIES(1, 3000)
GO

-- A key that is NULL in a third of the rows, in a heap.
CREATE TABLE oddities.null_keys (k int NULL, payload varchar(20) NOT NULL)
INSERT INTO oddities.null_keys SELECT CASE WHEN value % 3 = 0 THEN NULL ELSE value END, 'p' + CAST(value AS varchar(10)) FROM GENERATE_SERIES(1, 3000)
GO

CREATE TABLE oddities.empty_table (id int NOT NULL PRIMARY KEY, payload nvarchar(max))
GO

CREATE TABLE oddities.one_row (id int NOT NULL PRIMARY KEY, payload nvarchar(max))
INSERT INTO oddities.one_row VALUES (1, N'the only one')
GO

-- Names that need quotes everywhere.
CREATE TABLE oddities.[Größe.of [x]] & "Maß"] (
  [Schlüssel] int NOT NULL PRIMARY KEY, [select] nvarchar(20), [with space] nvarchar(20), [a"b] nvarchar(20), [a.b] nvarchar(20), [c]]d] nvarchar(20),
  [it's 😀] nvarchar(20))
INSERT INTO oddities.[Größe.of [x]] & "Maß"]
SELECT value, 's' + CAST(value AS nvarchar(9)), 'w' + CAST(value AS nvarchar(9)), 'q' + CAST(value AS nvarchar(9)), 'd' + CAST(value AS nvarchar(9)),
  'b' + CAST(value AS nvarchar(9)), N'😀' + CAST(value AS nvarchar(9))
FROM GENERATE_SERIES(1, 1500)
GO

CREATE TABLE oddities.composite_key (
  region varchar(10) NOT NULL, day date NOT NULL, number smallint NOT NULL, amount decimal(12,2), CONSTRAINT pk_composite PRIMARY KEY (region, day, number))
INSERT INTO oddities.composite_key
SELECT r.region, DATEADD(day, d.value, CAST('2024-01-01' AS date)), n.value, CAST(d.value * 100 + n.value AS decimal(12,2)) / 7
FROM (VALUES ('east'), ('north'), ('south'), ('west')) AS r(region) CROSS JOIN GENERATE_SERIES(0, 29) AS d CROSS JOIN GENERATE_SERIES(1, 25) AS n
GO

-- Nine rows in ten have one key.
CREATE TABLE oddities.skewed_key (k bigint NOT NULL, payload varchar(20) NOT NULL)
CREATE INDEX ix_k ON oddities.skewed_key (k)
INSERT INTO oddities.skewed_key SELECT CASE WHEN value % 10 = 0 THEN value ELSE 42 END, 'p' + CAST(value AS varchar(10)) FROM GENERATE_SERIES(1, 5000)
GO

-- A key with wide holes and the limits of its type.
CREATE TABLE oddities.sparse_key (k bigint NOT NULL PRIMARY KEY, payload varchar(20) NOT NULL)
INSERT INTO oddities.sparse_key
SELECT CAST(value AS bigint) * value * value * 1000003 - 500000, 'p' + CAST(value AS varchar(10)) FROM GENERATE_SERIES(1, 1000)
INSERT INTO oddities.sparse_key VALUES (-9223372036854775808, 'least'), (9223372036854775807, 'greatest')
GO

-- Keys to 100 ns, which neither a double nor microseconds tell apart.
CREATE TABLE oddities.datetime2_key (k datetime2(7) NOT NULL, payload int NOT NULL)
CREATE CLUSTERED INDEX ix_k ON oddities.datetime2_key (k)
INSERT INTO oddities.datetime2_key
SELECT DATEADD(second, value / 4, CAST('2020-01-01 00:00:00.000000' + CAST(value % 4 AS varchar(1)) AS datetime2(7))), value FROM GENERATE_SERIES(1, 2000)
GO

-- One instant under several offsets: equal as keys, different as values.
CREATE TABLE oddities.datetimeoffset_key (k datetimeoffset(7) NOT NULL, payload int NOT NULL)
INSERT INTO oddities.datetimeoffset_key
SELECT CAST('2024-03-' + RIGHT('0' + CAST(1 + value / 100 AS varchar(2)), 2) + CASE value % 3 WHEN 0 THEN ' 12:00:00.1234567 +00:00'
  WHEN 1 THEN ' 17:30:00.1234567 +05:30' ELSE ' 01:00:00.1234567 -11:00' END AS datetimeoffset(7)), value
FROM GENERATE_SERIES(1, 2000)
GO

CREATE TABLE oddities.decimal_key (k decimal(38,6) NOT NULL PRIMARY KEY, payload int NOT NULL)
INSERT INTO oddities.decimal_key SELECT CAST(value - 1000 AS decimal(20,6)) / 7 * 10000000000000000000, value FROM GENERATE_SERIES(1, 2000)
GO

CREATE TABLE oddities.money_key (k money NOT NULL PRIMARY KEY, payload int NOT NULL)
INSERT INTO oddities.money_key SELECT CAST(value - 1000 AS money) / 10000, value FROM GENERATE_SERIES(1, 2000)
GO

CREATE TABLE oddities.varbinary_key (k varbinary(16) NOT NULL PRIMARY KEY, payload int NOT NULL)
INSERT INTO oddities.varbinary_key
SELECT CONVERT(varbinary(16), RIGHT('0000000' + CAST(value * 7919 % 10000000 AS varchar(10)), 8) + REPLICATE('FF', value % 4), 2), value
FROM GENERATE_SERIES(1, 2000)
GO

-- A heap without a key, and rows that are equal to each other.
CREATE TABLE oddities.no_key (a int NULL, b nvarchar(20))
INSERT INTO oddities.no_key SELECT CASE WHEN value % 50 = 0 THEN NULL ELSE value % 100 END, N'b' + CAST(value % 10 AS nvarchar(9)) FROM GENERATE_SERIES(1, 1000)
GO

-- What grows with the scale: see SqlServerOddities.
CREATE TABLE oddities.events (
  id uniqueidentifier NOT NULL CONSTRAINT pk_events PRIMARY KEY NONCLUSTERED, happened datetime2(7) NOT NULL, customer int NOT NULL, amount money NOT NULL,
  net AS amount * 100 / 119, note nvarchar(100), signature varbinary(32), version rowversion)
CREATE CLUSTERED INDEX ix_happened ON oddities.events (happened)
GO
