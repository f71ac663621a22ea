-- ---------------------------------------------------------------------------------------------------------------------
-- Disclosure control: the cell-key method
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.record_key(secret bytea, id text) RETURNS bigint
	AS 'MODULE_PATHNAME', 'record_key_bytea' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION sozialraum.record_key(bytea, text) IS
'The key of a record for the cell-key method: the first eight bytes, the highest first, of HMAC-SHA256(secret, id), id in UTF-8 whatever the encoding of the database. id names the person (or case) for the whole life of the series, never a row number of one delivery: a person with another key next year lets averages find the true count. secret: at least 16 bytes, best 32 random ones, made once and never changed; it belongs in a table that only those who compute may read, not into the text of a query, which logs and statistics views keep. NULL for NULL; a record without key is not counted (count the keys, not the rows). Errors, which tell neither secret nor id: a secret of less than 16 bytes, an empty id (22023), an id that cannot be written in UTF-8 (22P05). Source: RFC 2104; Fraser and Wooton 2006; doc/methods/cell_key.md.';

CREATE FUNCTION sozialraum.record_key(secret text, id text) RETURNS bigint
	AS 'MODULE_PATHNAME', 'record_key_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION sozialraum.record_key(text, text) IS
'As record_key(bytea, text) with the secret''s UTF-8 bytes. A literal without a type is a text: write ''\x…''::bytea where hexadecimal digits are meant.';

CREATE FUNCTION sozialraum._cell_key_add(a bigint, b bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'cell_key_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cell_key_add(bigint, bigint) IS 'Transition and combine function of cell_key: a + b modulo 2^64.';

CREATE FUNCTION sozialraum._cell_key_subtract(a bigint, b bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'cell_key_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cell_key_subtract(bigint, bigint) IS 'Inverse transition function of cell_key: a - b modulo 2^64.';

CREATE AGGREGATE sozialraum.cell_key(record_key bigint) (
	SFUNC = sozialraum._cell_key_add, STYPE = bigint, COMBINEFUNC = sozialraum._cell_key_add,
	MSFUNC = sozialraum._cell_key_add, MINVFUNC = sozialraum._cell_key_subtract, MSTYPE = bigint, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.cell_key(bigint) IS
'The key of a cell: the sum of its records'' keys modulo 2^64. The same people give the same key in every table, every order and on every node. Mergeable: the cell key of cell keys is that of all their records together, if no record is in two of them. NULL keys are skipped; NULL on no rows. Source: Fraser and Wooton 2006; doc/methods/cell_key.md.';

CREATE FUNCTION sozialraum.cell_key_uniform(cell_key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_cell_key_uniform' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.cell_key_uniform(bigint) IS
'A record or cell key as a number u in [0, 1): its upper 53 bits, read without sign, divided by 2^53. What perturb() looks up in the table. As secret as the keys. NULL for NULL.';

CREATE FUNCTION sozialraum.perturbation_table(maximum_noise integer DEFAULT 4, variance double precision DEFAULT 2.5, smallest_count integer DEFAULT 3,
	OUT original integer, OUT perturbed integer, OUT noise integer, OUT probability double precision, OUT lower double precision, OUT upper double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_perturbation_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 60;
COMMENT ON FUNCTION sozialraum.perturbation_table(integer, double precision, integer) IS
'The table that perturb() uses: with which probability does the count original become perturbed = original + noise; a cell whose cell_key_uniform lies in [lower, upper) gets this noise. Counts 0, 1, 2, …; the last one holds for all larger counts. maximum_noise (1 … 100): the largest change; variance: of the noise, at most; smallest_count (1 … maximum_noise + 1): no count between 1 and smallest_count - 1 is ever published. The R package ptable calls them D, V and js = smallest_count - 1. Of all noise that keeps 0, is unbiased (mean 0), has at most this variance and gets likelier towards 0 from below, the one of maximum entropy. Some small counts without smallest_count (js = 0) have less variance, because noise cannot go below 0. Bounds are multiples of 2^-32. No rows when an argument is NULL. Errors: arguments out of range, a variance below a quarter of the square of smallest_count (rounded down) or 0.01, or above maximum_noise (maximum_noise + 1) / 3 (22023), NaN or infinity (22003). The table with its parameters is kept secret like the keys, the maximum noise above all. Source: Marley and Leaver 2011; Giessing 2016; doc/methods/cell_key.md.';

CREATE FUNCTION sozialraum.perturb(count double precision, cell_key bigint, maximum_noise integer DEFAULT 4, variance double precision DEFAULT 2.5, smallest_count integer DEFAULT 3) RETURNS bigint
	AS 'MODULE_PATHNAME', 'sozialraum_perturb' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.perturb(double precision, bigint, integer, double precision, integer) IS
'A count as it may be published by the cell-key method: the count plus the noise that its cell key finds in perturbation_table() with these parameters. 0 stays 0; never negative, never between 1 and smallest_count - 1; off by at most maximum_noise; right on average over many cells, with this variance. The same people always get the same figure, so that asking again teaches nothing. Figures do not add up: perturb a total from its own count and key, never add perturbed figures. count and cell_key must be of the same records: perturb(count(k), cell_key(k)). NULL when an argument is NULL; only the 0 of an empty cell, which has no key, stays 0. The table is computed once in a query (for arguments that stay the same). Errors, without the figure: a negative count, a fraction (22023), NaN, infinity or more than 2^53 (22003), parameters as perturbation_table(). Source: Fraser and Wooton 2006; Marley and Leaver 2011; doc/methods/cell_key.md.';
