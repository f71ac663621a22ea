-- ---------------------------------------------------------------------------------------------------------------------
-- Several variables at once: correlation, components, factors, reliability
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.principal_components AS (eigenvalues double precision[], explained double precision[], loadings double precision[]);
COMMENT ON TYPE sozialraum.principal_components IS 'Result of pca: the components, largest first. (pca(x)).loadings, or SELECT (p).* FROM (SELECT pca(x) AS p …), gives its columns.';
COMMENT ON COLUMN sozialraum.principal_components.eigenvalues IS 'Eigenvalues of the correlation matrix, descending; as many as there are variables with a variance, and their sum. 0 where a variable is a linear combination of others.';
COMMENT ON COLUMN sozialraum.principal_components.explained IS 'Share of the variance that each component explains, 0 to 1: eigenvalue / number of variables with a variance.';
COMMENT ON COLUMN sozialraum.principal_components.loadings IS 'loadings[variable][component]: correlation of the variable with the component, eigenvector times the root of the eigenvalue. NULL for a variable without variance.';

CREATE TYPE sozialraum.factor_model AS (loadings double precision[], uniquenesses double precision[], explained double precision, chi_squared double precision, df double precision, p double precision);
COMMENT ON TYPE sozialraum.factor_model IS 'Result of factor_analysis: a model with one factor.';
COMMENT ON COLUMN sozialraum.factor_model.loadings IS 'Correlation of each variable with the factor, -1 to 1.';
COMMENT ON COLUMN sozialraum.factor_model.uniquenesses IS 'Share of the variance of each variable that the factor does not explain, 0.005 to 1. 0.005 is the limit, as in R: such a solution (a Heywood case) is not to be trusted.';
COMMENT ON COLUMN sozialraum.factor_model.explained IS 'Share of the variance of all variables that the factor explains, 0 to 1.';
COMMENT ON COLUMN sozialraum.factor_model.chi_squared IS 'Test that one factor is enough, with Bartlett''s correction. NULL for three variables, which leave nothing to test.';
COMMENT ON COLUMN sozialraum.factor_model.df IS 'Degrees of freedom of the test.';
COMMENT ON COLUMN sozialraum.factor_model.p IS 'Probability of a chi_squared as large or larger if one factor is enough; small: it is not. NULL for three variables.';

CREATE FUNCTION sozialraum._gram_accum(bytea, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'gram_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._gram_accum(bytea, double precision[]) IS 'Transition function of the aggregates over arrays that need the sums of products.';

CREATE FUNCTION sozialraum._gram_accum(bytea, double precision[], double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_gram_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._gram_accum(bytea, double precision[], double precision) IS 'The same with weights.';

CREATE FUNCTION sozialraum._covariance_accum(bytea, double precision[], integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'covariance_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._covariance_accum(bytea, double precision[], integer) IS 'Transition function of covariance_matrix(x, ddof).';

CREATE FUNCTION sozialraum._marked_gram_accum(bytea, double precision[], integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'marked_gram_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._marked_gram_accum(bytea, double precision[], integer) IS 'Transition function of pca and factor_analysis with a marker variable.';

CREATE FUNCTION sozialraum._gram_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'gram_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gram_combine(bytea, bytea) IS 'Combine function of the aggregates over arrays that need the sums of products.';

CREATE FUNCTION sozialraum._weighted_gram_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_gram_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_gram_combine(bytea, bytea) IS 'The same with weights.';

CREATE FUNCTION sozialraum._correlation_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'correlation_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._correlation_final(bytea) IS 'Final function of correlation_matrix.';

CREATE FUNCTION sozialraum._covariance_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'covariance_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._covariance_final(bytea) IS 'Final function of covariance_matrix.';

CREATE FUNCTION sozialraum._pca_final(bytea) RETURNS sozialraum.principal_components
	AS 'MODULE_PATHNAME', 'pca_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._pca_final(bytea) IS 'Final function of pca.';

CREATE FUNCTION sozialraum._factor_analysis_final(bytea) RETURNS sozialraum.factor_model
	AS 'MODULE_PATHNAME', 'factor_analysis_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._factor_analysis_final(bytea) IS 'Final function of factor_analysis.';

CREATE FUNCTION sozialraum._cronbach_alpha_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'cronbach_alpha_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cronbach_alpha_final(bytea) IS 'Final function of cronbach_alpha.';

CREATE FUNCTION sozialraum._cronbach_alpha_if_deleted_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'cronbach_alpha_if_deleted_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cronbach_alpha_if_deleted_final(bytea) IS 'Final function of cronbach_alpha_if_deleted.';

CREATE FUNCTION sozialraum._cronbach_alpha_standardised_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'cronbach_alpha_standardised_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cronbach_alpha_standardised_final(bytea) IS 'Final function of cronbach_alpha_standardised.';

CREATE FUNCTION sozialraum._spearman_accum(internal, double precision[]) RETURNS internal
	AS 'MODULE_PATHNAME', 'spearman_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._spearman_accum(internal, double precision[]) IS 'Transition function of spearman_matrix.';

CREATE FUNCTION sozialraum._spearman_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'spearman_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._spearman_merge_accum(internal, bytea) IS 'Transition function of spearman_matrix_merge.';

CREATE FUNCTION sozialraum._spearman_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'spearman_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._spearman_final(internal) IS 'Final function of spearman_matrix.';

CREATE AGGREGATE sozialraum.correlation_matrix(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._correlation_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.correlation_matrix(double precision[]) IS
'Pearson''s correlations of the variables x[1] … x[k], as a k x k array with 1 in the diagonal: (correlation_matrix(x))[i][j] is that of x[i] and x[j], -1 to 1. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows; elements of a variable without variance are NULL, in the diagonal too. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Pearson 1896; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.correlation_matrix(x double precision[], w double precision) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._weighted_gram_combine, FINALFUNC = sozialraum._correlation_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.correlation_matrix(double precision[], double precision) IS
'Correlations where a row counts w times (w is usually the population): with whole numbers as weights the same as correlation_matrix(x) over rows repeated w times. Rows with NULL in w are skipped, too. A total weight of 0 gives NULL elements. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), a negative weight (22023). See correlation_matrix(x).';

CREATE AGGREGATE sozialraum.covariance_matrix(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._covariance_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.covariance_matrix(double precision[]) IS
'Covariances of the variables x[1] … x[k] as a k x k array, the variances in the diagonal, divided by n: the rows are all there are. covariance_matrix(x, 1) divides by n - 1. Each element is the exact value, rounded once. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000); 22003 when a result is too large. Source: doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.covariance_matrix(x double precision[], ddof integer) (
	SFUNC = sozialraum._covariance_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._covariance_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.covariance_matrix(double precision[], integer) IS
'Covariances divided by n - ddof; ddof is 0 or 1 (the rows are a sample; R''s cov) and the same for all rows. NULL also when n - ddof is 0. A weight must be a double precision number, else it would be taken for ddof. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), another ddof (22023), NULL as ddof (22004). See covariance_matrix(x).';

CREATE AGGREGATE sozialraum.covariance_matrix(x double precision[], w double precision) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._weighted_gram_combine, FINALFUNC = sozialraum._covariance_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.covariance_matrix(double precision[], double precision) IS
'Covariances where a row counts w times: sum w (x - mean) (y - mean) / sum w, with weighted means (R''s cov.wt with method = "ML"). Rows with NULL in w are skipped, too. NULL also when the total weight is 0. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), a negative weight (22023). See covariance_matrix(x).';

CREATE AGGREGATE sozialraum.pca(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._pca_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pca(double precision[]) IS
'Principal components of the correlation matrix of x[1] … x[k] (the variables centred and divided by their deviation): eigenvalues, shares of variance and loadings, largest component first. The sign of a component is free; here the variable with the largest absolute loading loads positively (of equal ones the first). Rows where the array or one of its elements is NULL are skipped (listwise). Variables without variance are left out: their loadings are NULL, and there is one component fewer for each. NULL on no rows and when no variable has a variance. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Hotelling 1933; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.pca(x double precision[], marker integer) (
	SFUNC = sozialraum._marked_gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._pca_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pca(double precision[], integer) IS
'Principal components with the sign fixed by a marker: each component is turned so that variable number marker loads positively on it (where it has no loading: as pca(x)). Name the variable whose meaning is clear, so that a year with other data does not turn the scale round. marker is 1 … k (0: none) and the same for all rows. Rows where the array or one of its elements is NULL are skipped (listwise). Variables without variance are left out: their loadings are NULL, and there is one component fewer for each. NULL on no rows and when no variable has a variance. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), another marker (22023), NULL as marker (22004). See pca(x).';

CREATE AGGREGATE sozialraum.factor_analysis(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._factor_analysis_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.factor_analysis(double precision[]) IS
'Factor analysis with one factor by maximum likelihood, on the correlation matrix (R''s factanal(x, 1)): loadings, uniquenesses, explained share, and a test whether one factor is enough. The variable with the largest absolute loading loads positively (of equal ones the first). NULL on no rows, when there are not more rows than variables, when a variable has no variance, and when the correlation matrix is singular (one variable follows from others). Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), fewer than 3 variables (22023). Source: Joreskog 1967; Lawley and Maxwell 1971; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.factor_analysis(x double precision[], marker integer) (
	SFUNC = sozialraum._marked_gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._factor_analysis_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.factor_analysis(double precision[], integer) IS
'Factor analysis where variable number marker (1 … k, the same for all rows; 0: none) loads positively. NULL on no rows, when there are not more rows than variables, when a variable has no variance, and when the correlation matrix is singular (one variable follows from others). Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), fewer than 3 variables (22023), another marker (22023), NULL as marker (22004). See factor_analysis(x).';

CREATE AGGREGATE sozialraum.cronbach_alpha(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._cronbach_alpha_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.cronbach_alpha(double precision[]) IS
'Cronbach''s alpha of the items x[1] … x[k]: k / (k - 1) times the share of the covariances in the variance of their sum; how far they measure one thing. At most 1; negative when items run against each other: turn those first. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows, for a single item, and when the sum has no variance. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Cronbach 1951; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.cronbach_alpha_if_deleted(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._cronbach_alpha_if_deleted_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.cronbach_alpha_if_deleted(double precision[]) IS
'Element i is Cronbach''s alpha of all items but x[i]: an item whose deletion raises alpha does not fit the others. NULL elements where cronbach_alpha would be NULL; NULL on no rows. Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). See cronbach_alpha.';

CREATE AGGREGATE sozialraum.cronbach_alpha_standardised(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._cronbach_alpha_standardised_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.cronbach_alpha_standardised(double precision[]) IS
'Cronbach''s alpha of the standardised items, from their correlations instead of their covariances: for items of different units or scales. NULL also when an item has no variance. Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). See cronbach_alpha.';

CREATE AGGREGATE sozialraum.spearman_matrix(x double precision[]) (
	SFUNC = sozialraum._spearman_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._spearman_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.spearman_matrix(double precision[]) IS
'Spearman''s rank correlations of the variables x[1] … x[k], as a k x k array: Pearson''s correlations of the ranks, where equal values have the mean of their ranks. For relations that are monotonous and not linear, and for data with outliers. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows; elements of a variable without variance are NULL. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Spearman 1904; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.spearman_matrix_state(x double precision[]) (
	SFUNC = sozialraum._spearman_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.spearman_matrix_state(double precision[]) IS
'The state of spearman_matrix(x) as bytea, to be stored or sent and finished by spearman_matrix_merge. NULL on no rows. Errors as spearman_matrix(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.spearman_matrix_merge(state bytea) (
	SFUNC = sozialraum._spearman_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._spearman_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.spearman_matrix_merge(bytea) IS
'The rank correlations over all rows that went into the states (of spearman_matrix_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different numbers of variables together (22023).';

CREATE FUNCTION sozialraum.pca_score(x double precision[], component integer DEFAULT 1, marker integer DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'pca_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.pca_score(double precision[], integer, integer) IS
'Window function: the score of each row on a principal component of the partition: the sum over the variables of eigenvector times z, where z = (x - mean) / sample standard deviation (n - 1, as R''s prcomp and the GISD). Its mean is 0, its sample variance the eigenvalue. Components, marker and sign as in pca(x, marker). Works on the whole partition; ORDER BY and frame do not matter. A row with NULL, also as an element, gets NULL and does not count. NULL for all rows when the component does not exist or has no variance. Errors: as pca, a component outside 1 … k (22023), component or marker not constant (22023). Source: doc/methods/multivariate.md.';

CREATE FUNCTION sozialraum.factor_score(x double precision[], marker integer DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'factor_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.factor_score(double precision[], integer) IS
'Window function: the score of each row on the factor of factor_analysis(x, marker), by regression (Thomson; factanal(…, scores = "regression")): z R^-1 l, where z = (x - mean) / sample standard deviation, R the correlations, l the loadings. Works on the whole partition; ORDER BY and frame do not matter. A row with NULL, also as an element, gets NULL and does not count. NULL for all rows when factor_analysis is NULL. Errors: as factor_analysis, marker not constant (22023). Source: Thomson 1951; doc/methods/multivariate.md.';
