-- ---------------------------------------------------------------------------------------------------------------------
-- Reading the cells of delivered tables: figures with their marks, dates, official keys.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.parse_value("text" text, marks text DEFAULT 'destatis', decimal_mark text DEFAULT '.', missing text[] DEFAULT NULL,
	OUT value double precision, OUT status text, OUT ok boolean)
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_value';
COMMENT ON FUNCTION sozialraum.parse_value(text, text, text, text[]) IS
'Reads a cell of an official table strictly: a number, or a mark that becomes a value and a status, or nothing. Spaces around it (no-break and thin ones too) do not matter. decimal_mark: point (1234.5) or comma (1234,5), optionally followed by the separator of thousands, which then may be used, in exact groups of three: ''.,'' for 1,234.5, '',.'' for 1.234,5, '', '' for 1 234,5. marks: destatis and ffcsv (- exactly zero; 0 more than nothing, less than half of the last digit: the value 0; . or * unknown or secret: secret; / unreliable; x not meaningful; … or ... later; 12p preliminary, 12r revised, 12s estimated; (12) uncertain), ba (* secret, . unknown, - zero, x, …), zensus (as destatis, and an en dash is secret), plain (numbers only). missing: texts and numbers that mean unknown (-9999 is also found as -9999,00). An en dash outside of zensus is rejected, because it means zero to some offices and secret to others. ok is false for anything else (exponents, NaN, infinity, digits missing beside the decimal mark, numbers beyond double precision); an empty cell or NULL gives value and status NULL with ok true. The result is the nearest double in every locale. NULL for marks or decimal_mark gives NULL. Errors: 22023 for an unknown set of marks or decimal mark. Source: Statistisches Bundesamt and Bundesagentur für Arbeit, Zeichenerklärung.';

CREATE FUNCTION sozialraum._parse_number("text" text, marks text, decimal_mark text, missing text[]) RETURNS double precision
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_number';
COMMENT ON FUNCTION sozialraum._parse_number(text, text, text, text[]) IS 'The value of parse_value() alone.';

CREATE FUNCTION sozialraum._parse_status("text" text, marks text, decimal_mark text, missing text[]) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_status';
COMMENT ON FUNCTION sozialraum._parse_status(text, text, text, text[]) IS 'The status of parse_value() alone, or rejected, or empty.';

CREATE FUNCTION sozialraum._number_status(value double precision, missing text[]) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_number_status';
COMMENT ON FUNCTION sozialraum._number_status(double precision, text[]) IS 'Status of a cell of a numeric column: final, unknown (declared missing), rejected (NaN, infinite) or empty.';

CREATE FUNCTION sozialraum._mark_status("text" text) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_mark_status';
COMMENT ON FUNCTION sozialraum._mark_status(text) IS 'Status that a cell of a column of marks gives (p, r, s, e, (), KLAMMERN, . * / x …, or the name of a status); empty: none; rejected: not known.';

CREATE FUNCTION sozialraum.parse_date("text" text, format text) RETURNS date
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_date';
COMMENT ON FUNCTION sozialraum.parse_date(text, text) IS
'Reads a date by an explicit format of YYYY, MM, DD and the separators - . / and space, never by DateStyle: YYYY-MM-DD, DD.MM.YYYY, YYYYMMDD. Every part has all its digits. Without a day it is the last day of the month (YYYYMM), without a month the last day of the year (YYYY). NULL where the text is no date of that format. Errors: 22023 for a format that is none.';

CREATE FUNCTION sozialraum.official_key(key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN pg_catalog.btrim(key) OPERATOR(pg_catalog.~) '^(0[1-9]|1[0-6])[0-9]{10}$'
	THEN pg_catalog.left(pg_catalog.btrim(key), 5) OPERATOR(pg_catalog.||) pg_catalog.right(pg_catalog.btrim(key), 3)
	ELSE pg_catalog.btrim(key) END;
COMMENT ON FUNCTION sozialraum.official_key(text) IS
'The form of an official municipality key in which keys of both lengths meet: the twelve digits of an ARS (Land 2, Regierungsbezirk 1, Kreis 2, Verband 4, Gemeinde 3) become the eight of the AGS (first five and last three); every other key stays as it is, without spaces around it. Nothing is guessed: a key that lost its leading zero stays wrong. Source: Destatis, Gemeindeverzeichnis.';
