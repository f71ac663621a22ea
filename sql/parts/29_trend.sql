-- ---------------------------------------------------------------------------------------------------------------------
-- Trend: does a figure rise or fall over time, how fast, and where does it change
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.mann_kendall_test AS (s double precision, variance double precision, tau double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.mann_kendall_test IS 'Result of mann_kendall: test of a monotonic trend.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.s IS 'S: pairs that rise less pairs that fall.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.variance IS 'Variance of S without a trend, corrected for ties.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.tau IS 'Kendall''s tau-b, from -1 (always falling) to 1 (always rising). NULL when all y or all t are equal.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.z IS '(S - sign of S) / sqrt(variance). NULL when all y or all t are equal.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.p IS 'Probability of such an S or one further from 0 without a trend, two-sided, by the normal approximation. NULL when all y or all t are equal.';

CREATE TYPE sozialraum.pettitt_test AS (change_at double precision, k double precision, p double precision);
COMMENT ON TYPE sozialraum.pettitt_test IS 'Result of pettitt: test of a change of level.';
COMMENT ON COLUMN sozialraum.pettitt_test.change_at IS 'The last point in time before the change: the first one where K is reached. NULL when there is no change at all (K = 0) or t does not differ.';
COMMENT ON COLUMN sozialraum.pettitt_test.k IS 'K = max |U|, U being twice the sum of the ranks up to a point in time less its expectation.';
COMMENT ON COLUMN sozialraum.pettitt_test.p IS 'min(1, 2 exp(-6 K^2 / (n^3 + n^2))): approximate probability of such a K or a larger one without a change.';

CREATE TYPE sozialraum.ols_trend_line AS (slope double precision, intercept double precision, standard_error double precision, lower double precision, upper double precision, r_squared double precision, p double precision);
COMMENT ON TYPE sozialraum.ols_trend_line IS 'Result of ols_trend: the line of least squares through a series.';
COMMENT ON COLUMN sozialraum.ols_trend_line.slope IS 'Change of y a unit of t (a year).';
COMMENT ON COLUMN sozialraum.ols_trend_line.intercept IS 'The line at t = 0.';
COMMENT ON COLUMN sozialraum.ols_trend_line.standard_error IS 'Standard error of the slope. NULL with fewer than three rows.';
COMMENT ON COLUMN sozialraum.ols_trend_line.lower IS 'Lower limit of the slope.';
COMMENT ON COLUMN sozialraum.ols_trend_line.upper IS 'Upper limit of the slope.';
COMMENT ON COLUMN sozialraum.ols_trend_line.r_squared IS 'Share of the variance of y that the line explains, 0 to 1. NULL when all y are equal.';
COMMENT ON COLUMN sozialraum.ols_trend_line.p IS 'Two-sided p of the slope by Student''s t with n - 2 degrees of freedom. NULL with fewer than three rows and when all y are equal.';

CREATE FUNCTION sozialraum._series_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_accum(internal, double precision, double precision) IS 'Transition function of theil_sen, mann_kendall and pettitt.';

CREATE FUNCTION sozialraum._series_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_merge_accum(internal, bytea) IS 'Transition function of theil_sen_merge, mann_kendall_merge and pettitt_merge.';

CREATE FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_interval_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision) IS 'Transition function of theil_sen_interval(y, t).';

CREATE FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_interval_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision, double precision) IS 'Transition function of theil_sen_interval(y, t, level).';

CREATE FUNCTION sozialraum._series_interval_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_interval_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_interval_merge_accum(internal, bytea) IS 'Transition function of theil_sen_interval_merge.';

CREATE FUNCTION sozialraum._theil_sen_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'theil_sen_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_sen_final(internal) IS 'Final function of theil_sen.';

CREATE FUNCTION sozialraum._theil_sen_interval_final(internal) RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'theil_sen_interval_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_sen_interval_final(internal) IS 'Final function of theil_sen_interval.';

CREATE FUNCTION sozialraum._mann_kendall_final(internal) RETURNS sozialraum.mann_kendall_test
	AS 'MODULE_PATHNAME', 'mann_kendall_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mann_kendall_final(internal) IS 'Final function of mann_kendall.';

CREATE FUNCTION sozialraum._pettitt_final(internal) RETURNS sozialraum.pettitt_test
	AS 'MODULE_PATHNAME', 'pettitt_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._pettitt_final(internal) IS 'Final function of pettitt.';

CREATE AGGREGATE sozialraum.theil_sen(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen(double precision, double precision) IS
'Theil-Sen slope: the median of the slopes of all pairs of points, that is the change of y a unit of t (a year) that outliers do not disturb. Pairs with equal t are left out. Rows with NULL in y or t are skipped; NULL on no rows and when t does not differ. The bits do not depend on the order of rows. The time grows with the square of the rows: up to some thousand rows a group are a matter of a second. Errors: NaN or infinity (22003); 22003 also when the slope is out of range. Source: Theil 1950, Sen 1968; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.theil_sen_interval(y double precision, t double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_interval_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval(double precision, double precision) IS
'95 % confidence interval of theil_sen(y, t). See theil_sen_interval(y, t, level).';

CREATE AGGREGATE sozialraum.theil_sen_interval(y double precision, t double precision, level double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_interval_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval(double precision, double precision, double precision) IS
'Confidence interval of theil_sen(y, t): the slopes of rank (N - C) / 2 and (N + C) / 2 + 1, rounded, of all N, with C = z sqrt(variance of S as in mann_kendall). Rows with NULL in y, t or level are skipped; NULL on no rows, when t does not differ and when there are too few rows for the level (with 0.95 there must be five). The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a level that is not between 0 and 1 or differs between rows (22023). Source: Sen 1968, Gilbert 1987; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.mann_kendall(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._mann_kendall_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mann_kendall(double precision, double precision) IS
'Mann-Kendall test of a monotonic trend: is the number of pairs that rise larger or smaller than chance would have it? Ties in y correct the variance; pairs with equal t (several figures of a year) count neither as rise nor as fall and correct it too. z is continuity-corrected. The normal approximation is rough below ten rows; neighbouring years that resemble each other make p too small. Rows with NULL in y or t are skipped; NULL on no rows; a single row gives NULL in all columns, equal y or equal t give S = 0, variance 0 and NULL in the others. The bits do not depend on the order of rows. Errors: NaN or infinity (22003). Source: Mann 1945, Kendall 1970, Gilbert 1987; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.pettitt(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._pettitt_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pettitt(double precision, double precision) IS
'Pettitt''s test of a change of level at an unknown point in time. Ties in y have average ranks; a change lies between two points in time, never between two rows of the same one. Rows with NULL in y or t are skipped; NULL on no rows; NULL in all columns when t does not differ (a single row). p is an approximation for some twenty rows and more. The bits do not depend on the order of rows. Errors: NaN or infinity (22003). Source: Pettitt 1979; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.theil_sen_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_state(double precision, double precision) IS
'The state of theil_sen(y, t) as bytea, to be stored or sent and finished by theil_sen_merge. NULL on no rows. Errors as theil_sen(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.mann_kendall_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mann_kendall_state(double precision, double precision) IS
'The state of mann_kendall(y, t) as bytea, to be stored or sent and finished by mann_kendall_merge. NULL on no rows. Errors as mann_kendall(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.pettitt_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pettitt_state(double precision, double precision) IS
'The state of pettitt(y, t) as bytea, to be stored or sent and finished by pettitt_merge. NULL on no rows. Errors as pettitt(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.theil_sen_interval_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval_state(double precision, double precision) IS
'The state of theil_sen_interval(y, t) as bytea, to be stored or sent and finished by theil_sen_interval_merge. NULL on no rows. Errors as theil_sen_interval(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.theil_sen_interval_state(y double precision, t double precision, level double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval_state(double precision, double precision, double precision) IS
'The state of theil_sen_interval(y, t, level) as bytea, to be stored or sent and finished by theil_sen_interval_merge. NULL on no rows. Errors as theil_sen_interval(y, t, level); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.theil_sen_merge(state bytea) (
	SFUNC = sozialraum._series_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_merge(bytea) IS
'theil_sen over all rows that went into the states (of theil_sen_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE AGGREGATE sozialraum.mann_kendall_merge(state bytea) (
	SFUNC = sozialraum._series_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._mann_kendall_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mann_kendall_merge(bytea) IS
'mann_kendall over all rows that went into the states (of mann_kendall_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE AGGREGATE sozialraum.pettitt_merge(state bytea) (
	SFUNC = sozialraum._series_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._pettitt_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pettitt_merge(bytea) IS
'pettitt over all rows that went into the states (of pettitt_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE AGGREGATE sozialraum.theil_sen_interval_merge(state bytea) (
	SFUNC = sozialraum._series_interval_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_interval_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval_merge(bytea) IS
'theil_sen_interval over all rows that went into the states (of theil_sen_interval_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function; 22023 for states of different levels.';

CREATE FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ols_trend_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision) IS 'Transition function of ols_trend(y, t).';

CREATE FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ols_trend_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision, double precision) IS 'Transition function of ols_trend(y, t, level).';

CREATE FUNCTION sozialraum._ols_trend_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ols_trend_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_combine(bytea, bytea) IS 'Combine function of ols_trend.';

CREATE FUNCTION sozialraum._ols_trend_final(bytea) RETURNS sozialraum.ols_trend_line
	AS 'MODULE_PATHNAME', 'ols_trend_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_final(bytea) IS 'Final function of ols_trend.';

CREATE AGGREGATE sozialraum.ols_trend(y double precision, t double precision) (
	SFUNC = sozialraum._ols_trend_accum, STYPE = bytea, SSPACE = 320,
	COMBINEFUNC = sozialraum._ols_trend_combine, FINALFUNC = sozialraum._ols_trend_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.ols_trend(double precision, double precision) IS
'Line of least squares with a 95 % confidence interval of the slope. See ols_trend(y, t, level).';

CREATE AGGREGATE sozialraum.ols_trend(y double precision, t double precision, level double precision) (
	SFUNC = sozialraum._ols_trend_accum, STYPE = bytea, SSPACE = 320,
	COMBINEFUNC = sozialraum._ols_trend_combine, FINALFUNC = sozialraum._ols_trend_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.ols_trend(double precision, double precision, double precision) IS
'Line of least squares through the points (t, y): slope, intercept, standard error and confidence interval of the slope, R squared and p. From exact sums, so that years in the thousands cost no digits. Rows with NULL in y, t or level are skipped; NULL on no rows; NULL in all columns when t does not differ; two rows have no standard error. One outlier moves the line: compare theil_sen. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a level that is not between 0 and 1 or differs between rows (22023). Source: Gauss 1823; Draper and Smith 1998; doc/methods/trend.md.';

CREATE FUNCTION sozialraum._log_linear_growth_rate_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'log_linear_growth_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._log_linear_growth_rate_accum(bytea, double precision, double precision) IS 'Transition function of log_linear_growth_rate.';

CREATE FUNCTION sozialraum._log_linear_growth_rate_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'log_linear_growth_rate_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._log_linear_growth_rate_combine(bytea, bytea) IS 'Combine function of log_linear_growth_rate.';

CREATE FUNCTION sozialraum._log_linear_growth_rate_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'log_linear_growth_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._log_linear_growth_rate_final(bytea) IS 'Final function of log_linear_growth_rate.';

CREATE AGGREGATE sozialraum.log_linear_growth_rate(y double precision, t double precision) (
	SFUNC = sozialraum._log_linear_growth_rate_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._log_linear_growth_rate_combine, FINALFUNC = sozialraum._log_linear_growth_rate_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.log_linear_growth_rate(double precision, double precision) IS
'Growth a year in per cent by the line of least squares through ln y: (exp(slope) - 1) 100. All years count, not only the first and the last as in annual_growth_rate. Rows with NULL in y or t are skipped; NULL on no rows, when t does not differ, and when any y is 0 or negative. The bits do not depend on the order of rows. Errors: NaN or infinity (22003). Source: World Bank, World Development Indicators, least-squares growth rate; doc/methods/trend.md.';

CREATE FUNCTION sozialraum._annual_growth_rate_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'annual_growth_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._annual_growth_rate_accum(bytea, double precision, double precision) IS 'Transition function of annual_growth_rate.';

CREATE FUNCTION sozialraum._annual_growth_rate_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'annual_growth_rate_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._annual_growth_rate_combine(bytea, bytea) IS 'Combine function of annual_growth_rate.';

CREATE FUNCTION sozialraum._annual_growth_rate_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'annual_growth_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._annual_growth_rate_final(bytea) IS 'Final function of annual_growth_rate.';

CREATE AGGREGATE sozialraum.annual_growth_rate(y double precision, t double precision) (
	SFUNC = sozialraum._annual_growth_rate_accum, STYPE = bytea, SSPACE = 80,
	COMBINEFUNC = sozialraum._annual_growth_rate_combine, FINALFUNC = sozialraum._annual_growth_rate_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.annual_growth_rate(double precision, double precision) IS
'Mean annual growth in per cent between the first and the last point in time (geometric mean): ((y_last / y_first)^(1 / (t_last - t_first)) - 1) 100. t in years; the years between do not matter. Rows with NULL in y or t are skipped; NULL on no rows, when t does not differ, when the first figure is 0 or negative, and when the last one is negative; -100 when the last one is 0. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), different figures at the first or at the last point in time (21000). Source: usual definition (compound annual growth rate); doc/methods/trend.md.';

CREATE FUNCTION sozialraum.index_series(y double precision, t double precision, base double precision DEFAULT NULL) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_index_series' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.index_series(double precision, double precision, double precision) IS 
'Window function: y in per cent of its value at t = base (base = 100). Without base (NULL): at the earliest point in time with a figure. ORDER BY and frame do not matter. Rows with NULL in y or t get NULL and do not count. NULL for all rows when there is no figure at t = base, or when it is 0 or negative. Errors: NaN or infinity (22003), a base that is not constant (22023), a point in time that occurs twice in the partition (21000: PARTITION BY is missing). Source: usual definition; doc/methods/trend.md.';

CREATE FUNCTION sozialraum.moving_average(y double precision, t double precision, width integer, minimum_years integer DEFAULT NULL) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_moving_average' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.moving_average(double precision, double precision, integer, integer) IS 
'Window function: mean of y over the years from t - (width - 1) / 2 to t + (width - 1) / 2: years, not rows. NULL when a year of the window has no figure, so also at both ends of the series, unless minimum_years says how many suffice (default: all, width). Rows with NULL in y or t get NULL and do not count. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a t that is no whole number, a width that is not odd, minimum_years not between 1 and width, arguments that are not constant (22023), a point in time that occurs twice in the partition (21000: PARTITION BY is missing). Source: usual definition; doc/methods/trend.md.';

CREATE FUNCTION sozialraum.growth_rate(y double precision, t double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_growth_rate' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.growth_rate(double precision, double precision) IS 
'Window function: change of y against t - 1 (the year before) in per cent. NULL when the year before has no figure, or one that is 0 or negative; NULL rows get NULL. For percentages as y take the difference (percentage points) instead. ORDER BY and frame do not matter. Errors: NaN or infinity (22003), a point in time that occurs twice in the partition (21000: PARTITION BY is missing). Source: usual definition; doc/methods/trend.md.';

CREATE FUNCTION sozialraum.decimal_year(date date) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_decimal_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.decimal_year(date) IS 
'The year and the part of it that has passed before the day: 2024-01-01 gives 2024, 2024-07-02 gives 2024.5. For t of theil_sen, ols_trend and annual_growth_rate. NULL for NULL. Error 22003 for infinity.';
