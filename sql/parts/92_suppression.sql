-- ---------------------------------------------------------------------------------------------------------------------
-- Suppression: which cells of a table must be hidden so that small counts cannot be worked out, and the attack that checks it
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._protect_cells(value double precision[], state integer[], lower double precision[], upper double precision[], minimum double precision[], cost double precision[],
		equation integer[], member integer[], coefficient double precision[], party integer[], known integer[], time_limit double precision) RETURNS integer[]
	AS 'MODULE_PATHNAME', 'sozialraum_protect_cells' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION sozialraum._protect_cells(double precision[], integer[], double precision[], double precision[], double precision[], double precision[], integer[], integer[], double precision[], integer[], integer[], double precision) IS
'Which cells must be hidden so that the unsafe ones cannot be worked out, neither by an outsider nor by a party that knows some of the cells. Cells are numbered from 1 by their position. value: NULL where we do not know it either (such a cell must be hidden). state: 0 may be shown; 1 unsafe: must be hidden and protected; 2 hidden anyway, needs no protection; 3 shown already, cannot be hidden; 4 hidden in an earlier release, stays hidden and protected. lower, upper (NULL, or an element NULL: 0 and infinity): what everybody knows about a cell beforehand. minimum: t of an unsafe cell; at least t whole numbers must remain possible (at least two). cost of hiding a cell (NULL: its absolute value, at least 1). equation, member, coefficient: parallel arrays, sum of coefficient * cell = 0 for every equation; two entries of one cell add up. party, known: parallel arrays, party number (from 1) and a cell that it knows; a cell without a value is known to nobody. time_limit in seconds. Result per cell: 0 shown, 1 hidden as unsafe, 2 hidden to protect others (or anyway), 3 fixed, -1 an unsafe cell that cannot be protected, whatever else is hidden. The pattern has been attacked for all parties. NULL never. Errors: arrays of different length (2202E), NULL elements where they are not allowed (22004), NaN or infinity (22003), values that do not fulfil an equation or lie outside their bounds, numbers out of range (22023), not proven within the time limit (54000). Source: doc/methods/suppression.md.';

CREATE FUNCTION sozialraum._attack_cells(value double precision[], hidden boolean[], lower double precision[], upper double precision[], equation integer[], member integer[], coefficient double precision[],
		asked integer[], time_limit double precision, OUT cell integer, OUT low double precision, OUT high double precision, OUT derivable boolean) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_attack_cells' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 100;
COMMENT ON FUNCTION sozialraum._attack_cells(double precision[], boolean[], double precision[], double precision[], integer[], integer[], double precision[], integer[], double precision) IS
'What somebody who sees the cells that are not hidden can work out about those that are: for each asked cell the least and the greatest value (low, high; infinity where there is none) in any table that agrees with the cells that are shown, the equations and the bounds; whole numbers when all cells are. derivable: linear algebra alone gives one value, whatever the bounds. The values of hidden cells do not count (a value that is no whole number tells that the cell is no count). An asked cell that is shown has its value as interval. Arguments and errors as _protect_cells(); asked: cells, no element NULL; cells that contradict each other: 22023. Source: doc/methods/suppression.md.';

CREATE FUNCTION sozialraum.suppress(cell bigint, count double precision, totals bigint[], minimum integer DEFAULT 3, "unsafe" boolean DEFAULT NULL, cost double precision DEFAULT NULL, suppress_zero boolean DEFAULT false) RETURNS text
	AS 'MODULE_PATHNAME', 'sozialraum_suppress' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION sozialraum.suppress(bigint, double precision, bigint[], integer, boolean, double precision, boolean) IS
'Window function over the rows of a table of counts with its totals: ''shown'', ''unsafe'' (the count is from 1 to minimum - 1, or marked) or ''secondary'' (hidden so that the unsafe ones cannot be worked out by subtraction). Both are hidden with the same mark: which is which must not be published. cell: the id of a row. totals: one element per dimension, the id of the cell that this one adds into, NULL where it is the total of that dimension (''{}'' for a cell without any); totals are rows, too, and must be the sums of their parts. For every unsafe cell, at least minimum (at least 2) values remain possible for whoever knows all cells that are shown and that counts are not negative; where the hidden parts of a shown total add up to less than minimum, one more is hidden if there is one. unsafe: true for a cell that another rule forbids (dominance, p_percent); NULL and false: nothing more. cost of hiding a cell (default: its count, at least 1); cells are hidden so that the sum of costs is small (not always the least possible). suppress_zero: zeros are unsafe as well; by default they are shown and never hidden, as a reader who expects a zero is not protected by hiding it. minimum and suppress_zero are the same for all rows of a partition. The pattern has been attacked before it is returned. The same for every order of rows; ties go by id. Over no rows: no result; never NULL. Errors: NULL in cell or count (22004), a count that is negative or no whole number or above 1e15, an id twice, a total that is no row or not the sum of its parts, a negative cost, minimum below 1, a cell that cannot be protected (22023), NaN or infinity (22003), totals of different length (2202E), not proven safe within 300 seconds (54000). Source: Cox 1980; Gusfield 1988; Fischetti and Salazar 2000; doc/methods/suppression.md.';

CREATE TYPE sozialraum.disclosure_interval AS (lower double precision, upper double precision, derivable boolean);
COMMENT ON TYPE sozialraum.disclosure_interval IS 'What somebody can work out about a cell: see attack_interval().';
COMMENT ON COLUMN sozialraum.disclosure_interval.lower IS 'The least value of the cell in any table that agrees with what is known.';
COMMENT ON COLUMN sozialraum.disclosure_interval.upper IS 'The greatest value; NULL: there is no limit.';
COMMENT ON COLUMN sozialraum.disclosure_interval.derivable IS 'The equations alone give one value, without bounds and without guessing; true for cells that are shown or known. False with lower = upper: bounds give it.';

CREATE FUNCTION sozialraum.attack_interval(cell bigint, count double precision, totals bigint[], hidden boolean, known boolean DEFAULT false, upper double precision DEFAULT NULL) RETURNS sozialraum.disclosure_interval
	AS 'MODULE_PATHNAME', 'sozialraum_attack_interval' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION sozialraum.attack_interval(bigint, double precision, bigint[], boolean, boolean, double precision) IS
'Window function: what a reader of a table of counts can work out about each cell, (lower, upper, derivable), from the cells that are not hidden, the totals and that counts are whole and not negative. cell, count and totals as in suppress(); the count of a hidden cell does not matter and may be NULL. hidden: the cell is not published. known: the reader knows it all the same (a municipality its own figures); NULL is false. upper: what everybody knows that a hidden cell cannot exceed (its population); NULL: nothing. A cell that is shown or known has its count as interval. Unsafe is a hidden count below the minimum count t whose interval has less than t whole numbers (upper - lower < t - 1). In two-way tables with one hierarchy the interval is exact; where three ways meet, the linear program may leave a little more than whole numbers do. Over no rows: no result; never NULL. Errors: NULL in cell, or in the count of a cell that is shown or known (22004), counts that are negative or no whole numbers, an id twice, a total that is no row or not the sum of its parts, a negative upper, cells that contradict each other (22023), NaN or infinity (22003), totals of different length (2202E), more than 300 seconds (54000). Source: Fischetti and Salazar 2000; doc/methods/suppression.md.';

CREATE FUNCTION sozialraum._dominance_accum(bytea, double precision, integer, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'dominance_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dominance_accum(bytea, double precision, integer, double precision) IS 'Transition function of dominance.';

CREATE FUNCTION sozialraum._dominance_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'dominance_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dominance_combine(bytea, bytea) IS 'Combine function of dominance.';

CREATE FUNCTION sozialraum._dominance_final(bytea) RETURNS boolean
	AS 'MODULE_PATHNAME', 'dominance_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dominance_final(bytea) IS 'Final function of dominance.';

CREATE AGGREGATE sozialraum.dominance(x double precision, n integer, k double precision) (
	SFUNC = sozialraum._dominance_accum, STYPE = bytea, SSPACE = 128, FINALFUNC = sozialraum._dominance_final,
	COMBINEFUNC = sozialraum._dominance_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.dominance(double precision, integer, double precision) IS
'Is a cell unsafe by the (n, k) rule: do the n largest of its contributions x (one row each, for example the turnover of a firm) make more than k percent of their sum? The comparison is exact, without rounding. false when all contributions are 0. NULL rows are skipped; NULL on no rows. n is from 1 to 100, k between 0 and 100, both the same for all rows; keep them to yourself, as who knows them learns more. The state is flat: the n largest and an exact sum. Errors: a negative contribution, n or k out of range or not constant (22023), NULL in n or k (22004), NaN or infinity (22003). Source: Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4; doc/methods/suppression.md.';

CREATE FUNCTION sozialraum._p_percent_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'p_percent_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._p_percent_accum(bytea, double precision, double precision) IS 'Transition function of p_percent and p_percent_protection.';

CREATE FUNCTION sozialraum._p_percent_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'p_percent_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._p_percent_combine(bytea, bytea) IS 'Combine function of p_percent and p_percent_protection.';

CREATE FUNCTION sozialraum._p_percent_final(bytea) RETURNS boolean
	AS 'MODULE_PATHNAME', 'p_percent_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._p_percent_final(bytea) IS 'Final function of p_percent.';

CREATE FUNCTION sozialraum._p_percent_protection_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'p_percent_protection_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._p_percent_protection_final(bytea) IS 'Final function of p_percent_protection.';

CREATE AGGREGATE sozialraum.p_percent(x double precision, p double precision) (
	SFUNC = sozialraum._p_percent_accum, STYPE = bytea, SSPACE = 128, FINALFUNC = sozialraum._p_percent_final,
	COMBINEFUNC = sozialraum._p_percent_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.p_percent(double precision, double precision) IS
'Is a cell unsafe by the p% rule: could its second largest contributor estimate the largest to within p percent, X - x1 - x2 < p/100 x1? The comparison is exact, without rounding. A cell with one or two contributions that are not 0 is always unsafe. false when all contributions are 0. NULL rows are skipped; NULL on no rows. p is positive and the same for all rows; keep it to yourself. The state is flat: the two largest and an exact sum. Errors: a negative contribution, p not positive or not constant (22023), NULL in p (22004), NaN or infinity (22003). Source: Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4; doc/methods/suppression.md.';

CREATE AGGREGATE sozialraum.p_percent_protection(x double precision, p double precision) (
	SFUNC = sozialraum._p_percent_accum, STYPE = bytea, SSPACE = 128, FINALFUNC = sozialraum._p_percent_protection_final,
	COMBINEFUNC = sozialraum._p_percent_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.p_percent_protection(double precision, double precision) IS
'The upper protection level of a cell by the p% rule: p/100 x1 - (X - x1 - x2), in the unit of x; so much above the true sum must remain possible for whoever attacks the published table. 0 for a cell that is safe. Arguments, NULL and errors as p_percent(). Source: Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4; doc/methods/suppression.md.';
