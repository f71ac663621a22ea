-- Reading cells: figures, marks, dates, official keys.
\pset null '(null)'
SELECT t AS text, p.* FROM unnest(ARRAY['12', ' 1.5 ', '-', '.', '*', '/', 'x', 'X', '…', '...', '12p', '12 r', '12s', '(12)', '0', '-3.25', '+7', '',
	NULL, '1e5', 'NaN', 'Infinity', '1,5', '1.', '.5', '0x10', '–', 'k.A.', '12 %']) AS t, sozialraum.parse_value(t) AS p;
-- German, English, Swiss and spaced notations; groups only where the format says so, and then exact
SELECT d AS decimal_mark, t AS text, p.value, p.ok
FROM (VALUES (',', '1234,5'), (',', '1.234,5'), (',', '1.234'), (',.', '1.234,5'), (',.', '1234,5'), (',.', '1.23'), (',.', '0.123'), ('.,', '1,234.5'),
	('.,', '1.234,5'), (', ', '1 234,5'), (', ', U&'1\00A0234,5'), ('.''', '1''234.5')) AS v (d, t), sozialraum.parse_value(t, decimal_mark => d) AS p;
-- the presets
SELECT m AS marks, t AS text, p.value, p.status, p.ok
FROM unnest(ARRAY['destatis', 'ffcsv', 'ba', 'zensus', 'plain']) WITH ORDINALITY AS m (m, i), unnest(ARRAY['-', '.', '*', '/', 'x', '…', '–', '5p', '(5)', '5']) WITH ORDINALITY AS t (t, j),
	sozialraum.parse_value(t, m) AS p ORDER BY i, j;
-- declared missing
SELECT t AS text, p.* FROM unnest(ARRAY['-9999', '-9999,00', '-9.999', 'NA', ' na', '9999', '-']) AS t,
	sozialraum.parse_value(t, decimal_mark => ',.', missing => '{-9999,NA,-,NULL}') AS p;
-- per row formats
SELECT p.value FROM (VALUES ('1,5', ','), ('1.5', '.'), ('2,5', ',')) AS v (t, d), sozialraum.parse_value(t, decimal_mark => d) AS p;
SELECT sozialraum.parse_value('1', NULL) IS NULL AS no_marks;
-- correctly rounded, whatever the locale
SELECT (sozialraum.parse_value('0.1')).value = 0.1::float8 AND (sozialraum.parse_value('9007199254740993')).value = 9007199254740992
	AND (sozialraum.parse_value('123456789012345678901234567890.123')).value = 123456789012345678901234567890.123::float8 AS nearest;
SELECT sozialraum.parse_value(repeat('9', 400)) AS too_large;
-- errors
SELECT sozialraum.parse_value('1', 'genesis');
SELECT sozialraum.parse_value('1', decimal_mark => ';');
SELECT sozialraum.parse_value('1', decimal_mark => ',,');
SELECT sozialraum.parse_value('1', decimal_mark => '');
-- dates
SET DateStyle = 'ISO, MDY';
SELECT t AS text, f AS format, sozialraum.parse_date(t, f)
FROM (VALUES ('2023-12-31', 'YYYY-MM-DD'), ('01.03.2024', 'DD.MM.YYYY'), ('2024', 'YYYY'), ('202402', 'YYYYMM'), ('20240229', 'YYYYMMDD'), ('03/2024', 'MM/YYYY'),
	(' 2024 ', 'YYYY'), ('2023-02-29', 'YYYY-MM-DD'), ('1.3.2024', 'DD.MM.YYYY'), ('31.12.23', 'DD.MM.YYYY'), ('infinity', 'YYYY-MM-DD'), ('', 'YYYY'), (NULL, 'YYYY')) AS v (t, f);
SELECT sozialraum.parse_date('01.02.24', 'DD.MM.YY');
SELECT sozialraum.parse_date('01', 'DD');
-- AGS and ARS
SELECT k AS key, sozialraum.official_key(k) FROM unnest(ARRAY['092760130130', '09276130', ' 160520000000 ', '9276130', '92760130130', '09276', '990000000000', '01010101a', NULL]) AS k;
-- engine functions without side effects
SELECT proname, provolatile, proparallel FROM pg_proc WHERE pronamespace = 'sozialraum'::regnamespace AND proname IN ('parse_value', 'parse_date', 'official_key') ORDER BY 1;
RESET DateStyle;
