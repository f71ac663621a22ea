-- ---------------------------------------------------------------------------------------------------------------------
-- Segregation: how unevenly groups are spread over areas; the rows are the areas
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._dissimilarity_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'dissimilarity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dissimilarity_accum(bytea, double precision, double precision) IS 'Transition function of dissimilarity.';

CREATE FUNCTION sozialraum._segregation_index_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'segregation_index_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._segregation_index_accum(bytea, double precision, double precision) IS 'Transition function of segregation_index.';

CREATE FUNCTION sozialraum._concentration_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'concentration_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._concentration_accum(bytea, double precision, double precision) IS 'Transition function of concentration.';

CREATE FUNCTION sozialraum._dissimilarity_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'dissimilarity_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dissimilarity_combine(bytea, bytea) IS 'Combine function of dissimilarity, segregation_index and concentration.';

CREATE FUNCTION sozialraum._dissimilarity_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'dissimilarity_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dissimilarity_final(bytea) IS 'Final function of dissimilarity, segregation_index and concentration.';

CREATE AGGREGATE sozialraum.dissimilarity(a double precision, b double precision) (
	SFUNC = sozialraum._dissimilarity_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._dissimilarity_combine, FINALFUNC = sozialraum._dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.dissimilarity(double precision, double precision) IS
'Index of dissimilarity D = 1/2 sum |a/A - b/B| of two groups over areas (rows), A and B being their totals: from 0 (spread alike) to 1 (no area has both), the share of either group that would have to move to be spread like the other. Rows with NULL in a or b are skipped; NULL on no rows and when one of the groups has nobody. The bits do not depend on the order of rows. D of many small areas is well above 0 by chance alone. Errors: NaN or infinity (22003), a negative number (22023); 54000 above 1 GB. Source: Duncan and Duncan 1955; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.segregation_index(a double precision, total double precision) (
	SFUNC = sozialraum._segregation_index_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._dissimilarity_combine, FINALFUNC = sozialraum._dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.segregation_index(double precision, double precision) IS
'Segregation index IS: dissimilarity of the group a and the rest of the population, total - a. From 0 to 1; NULL rows are skipped; NULL on no rows, and when nobody or everybody belongs to the group. Errors: NaN or infinity (22003), a negative number or a > total (22023); 54000 above 1 GB. Source: Duncan and Duncan 1955; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.concentration(a double precision, area double precision) (
	SFUNC = sozialraum._concentration_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._dissimilarity_combine, FINALFUNC = sozialraum._dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.concentration(double precision, double precision) IS
'Delta = 1/2 sum |a/A - s/S| of a group a and the surfaces s of the areas (any unit): the share of the group that would have to move to be equally dense everywhere. From 0 (the same density) to nearly 1 (all on little land). Take the built-up surface where it is known; forest and water raise delta. NULL rows are skipped; NULL on no rows and when the group or the surface is 0. Errors: NaN or infinity (22003), a negative number (22023); 54000 above 1 GB. Source: Hoover 1941; Massey and Denton 1988; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._relative_concentration_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'relative_concentration_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._relative_concentration_accum(bytea, double precision, double precision, double precision) IS 'Transition function of relative_concentration.';

CREATE FUNCTION sozialraum._relative_concentration_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'relative_concentration_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._relative_concentration_combine(bytea, bytea) IS 'Combine function of relative_concentration.';

CREATE FUNCTION sozialraum._relative_concentration_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'relative_concentration_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._relative_concentration_final(bytea) IS 'Final function of relative_concentration.';

CREATE AGGREGATE sozialraum.relative_concentration(a double precision, b double precision, area double precision) (
	SFUNC = sozialraum._relative_concentration_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._relative_concentration_combine, FINALFUNC = sozialraum._relative_concentration_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.relative_concentration(double precision, double precision, double precision) IS
'Relative concentration RCO of group a against group b by the surface of the areas (any unit): 0 when both live on equal surfaces, 1 when a is concentrated as much more than b as possible, negative when b is the more concentrated one. (mean surface of a''s areas : of b''s areas - 1) over (P1 : P2 - 1), where P1 and P2 are the mean surfaces, weighted by a + b, of the smallest and of the largest areas that together have A inhabitants; the area in which A is reached counts as a whole, as do areas of the same surface. NULL rows are skipped; NULL on no rows, when a group has nobody, and when P1 = P2 (all surfaces equal, or A too large a part of all). Errors: NaN or infinity (22003), a negative number (22023); 54000 above 1 GB. Source: Massey and Denton 1988; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._isolation_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'isolation_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._isolation_accum(bytea, double precision, double precision) IS 'Transition function of isolation.';

CREATE FUNCTION sozialraum._isolation_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'isolation_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._isolation_combine(bytea, bytea) IS 'Combine function of isolation and correlation_ratio.';

CREATE FUNCTION sozialraum._isolation_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'isolation_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._isolation_final(bytea) IS 'Final function of isolation.';

CREATE FUNCTION sozialraum._correlation_ratio_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'correlation_ratio_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._correlation_ratio_final(bytea) IS 'Final function of correlation_ratio.';

CREATE AGGREGATE sozialraum.isolation(a double precision, total double precision) (
	SFUNC = sozialraum._isolation_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._isolation_combine, FINALFUNC = sozialraum._isolation_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.isolation(double precision, double precision) IS
'Isolation sum (a/A)(a/total): the share of the own group among the neighbours (inhabitants of the area) of the average member of the group a. From A/T (spread evenly) to 1. Compare it with A/T, or take correlation_ratio. NULL rows and areas with total 0 are skipped; NULL on no rows and when the group has nobody. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a negative number or a > total (22023). Source: Bell 1954; Massey and Denton 1988; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.correlation_ratio(a double precision, total double precision) (
	SFUNC = sozialraum._isolation_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._isolation_combine, FINALFUNC = sozialraum._correlation_ratio_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.correlation_ratio(double precision, double precision) IS
'Correlation ratio eta squared = (I - P) / (1 - P), the isolation I without the share P = A/T of the group that alone would make it so large: from 0 (spread evenly) to 1. NULL rows and areas with total 0 are skipped; NULL on no rows, and when nobody or everybody belongs to the group. Errors: NaN or infinity (22003), a negative number or a > total (22023). Source: Bell 1954; Duncan and Duncan 1955; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._interaction_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'interaction_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._interaction_accum(bytea, double precision, double precision, double precision) IS 'Transition function of interaction.';

CREATE FUNCTION sozialraum._interaction_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'interaction_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._interaction_combine(bytea, bytea) IS 'Combine function of interaction.';

CREATE FUNCTION sozialraum._interaction_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'interaction_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._interaction_final(bytea) IS 'Final function of interaction.';

CREATE AGGREGATE sozialraum.interaction(a double precision, b double precision, total double precision) (
	SFUNC = sozialraum._interaction_accum, STYPE = bytea, SSPACE = 140,
	COMBINEFUNC = sozialraum._interaction_combine, FINALFUNC = sozialraum._interaction_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.interaction(double precision, double precision, double precision) IS
'Interaction (exposure) sum (a/A)(b/total): the share of group b among the neighbours of the average member of group a. From 0 to 1; not symmetric: interaction(a, b, total) A = interaction(b, a, total) B. NULL rows and areas with total 0 are skipped; NULL on no rows and when group a has nobody. Errors: NaN or infinity (22003), a negative number, a or b > total (22023). Source: Bell 1954; Massey and Denton 1988; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._multigroup_dissimilarity_accum(bytea, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'multigroup_dissimilarity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._multigroup_dissimilarity_accum(bytea, double precision[]) IS 'Transition function of multigroup_dissimilarity.';

CREATE FUNCTION sozialraum._multigroup_dissimilarity_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'multigroup_dissimilarity_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._multigroup_dissimilarity_combine(bytea, bytea) IS 'Combine function of multigroup_dissimilarity.';

CREATE FUNCTION sozialraum._multigroup_dissimilarity_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'multigroup_dissimilarity_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._multigroup_dissimilarity_final(bytea) IS 'Final function of multigroup_dissimilarity.';

CREATE AGGREGATE sozialraum.multigroup_dissimilarity(x double precision[]) (
	SFUNC = sozialraum._multigroup_dissimilarity_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._multigroup_dissimilarity_combine, FINALFUNC = sozialraum._multigroup_dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.multigroup_dissimilarity(double precision[]) IS
'Dissimilarity of many groups: sum |x_im - t_i p_m| / (2 T sum p_m (1 - p_m)) over areas i and groups m, with t_i = sum x_i and p_m the group''s share of all. From 0 to 1; for two groups the same as dissimilarity. The array x has the counts of the groups, the same groups at the same positions in all rows (vector_agg makes such arrays from rows); NULL arrays are skipped; NULL on no rows and when there are fewer than two groups with people. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000); 54000 above 1 GB. Source: Morgan 1975; Sakoda 1981; Reardon and Firebaugh 2002; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._group_entropy_accum(bytea, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_accum(bytea, double precision[]) IS 'Transition function of entropy_index, mutual_information and entropy_state.';

CREATE FUNCTION sozialraum._group_entropy_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_combine(bytea, bytea) IS 'Combine function of entropy_index, mutual_information, entropy_state and their merge functions.';

CREATE FUNCTION sozialraum._entropy_index_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'entropy_index_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_index_final(bytea) IS 'Final function of entropy_index.';

CREATE FUNCTION sozialraum._mutual_information_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'mutual_information_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mutual_information_final(bytea) IS 'Final function of mutual_information.';

CREATE FUNCTION sozialraum._entropy_state_final(bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'entropy_state_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_state_final(bytea) IS 'Final function of entropy_state.';

CREATE AGGREGATE sozialraum.entropy_index(x double precision[]) (
	SFUNC = sozialraum._group_entropy_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._entropy_index_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_index(double precision[]) IS
'Theil''s information index H = 1 - sum t_i E_i / (T E) over areas i, with E_i = sum p ln(1/p) the entropy of the area''s groups and E that of the whole: from 0 (every area is mixed like the whole) to 1 (no area is mixed). The array x has the counts of the groups, the same groups at the same positions in all rows (vector_agg makes such arrays from rows); areas without people count nothing. NULL arrays are skipped; NULL on no rows and when there are fewer than two groups with people. The terms of an area are rounded once, their sum is exact: the bits do not depend on the order of rows, and an H of 0 may come out as some 1e-16. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000). Source: Theil 1972; Reardon and Firebaugh 2002; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.mutual_information(x double precision[]) (
	SFUNC = sozialraum._group_entropy_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._mutual_information_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mutual_information(double precision[]) IS
'Mutual information M = E - sum t_i E_i / T of area and group, in nats (natural logarithm): what knowing the area tells about the group. From 0 to ln(number of groups). H = M / E. The array x has the counts of the groups, the same groups at the same positions in all rows (vector_agg makes such arrays from rows); NULL arrays are skipped; NULL on no rows and when there is nobody. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000). Source: Theil 1972; Mora and Ruiz-Castillo 2011; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.entropy_state(x double precision[]) (
	SFUNC = sozialraum._group_entropy_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._entropy_state_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_state(double precision[]) IS
'The state of entropy_index(x) over the areas of a district, as bytea: to be stored or sent, merged by entropy_merge or decomposed by entropy_decomposition. NULL on no rows. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000). See doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.entropy_merge(state bytea) (
	SFUNC = sozialraum._group_entropy_combine, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._entropy_index_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_merge(bytea) IS
'Theil''s information index H over all areas that went into the states (of entropy_state): the same bits as entropy_index over the areas themselves. NULL states are skipped; NULL on no rows. Errors: a damaged state, or one of another function (22P03); states with different numbers of groups (2202E). See doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.mutual_information_merge(state bytea) (
	SFUNC = sozialraum._group_entropy_combine, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._mutual_information_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mutual_information_merge(bytea) IS
'Mutual information M over all areas that went into the states (of entropy_state): the same bits as mutual_information over the areas themselves. NULL and errors as entropy_merge. See doc/methods/segregation.md.';

CREATE TYPE sozialraum.segregation_decomposition AS (total double precision, between double precision, within double precision);
COMMENT ON TYPE sozialraum.segregation_decomposition IS 'Segregation over the areas of several districts, divided: total = between + within. Result of entropy_decomposition and mutual_information_decomposition.';
COMMENT ON COLUMN sozialraum.segregation_decomposition.total IS 'Segregation over all areas.';
COMMENT ON COLUMN sozialraum.segregation_decomposition.between IS 'The part between districts: segregation that would be left if every area were mixed like its district.';
COMMENT ON COLUMN sozialraum.segregation_decomposition.within IS 'The part within districts: the segregation of each district, weighted by its inhabitants (and, for H, by its entropy over that of the whole).';

CREATE FUNCTION sozialraum._group_entropy_levels_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_levels_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_levels_accum(bytea, bytea) IS 'Transition function of entropy_decomposition and mutual_information_decomposition.';

CREATE FUNCTION sozialraum._group_entropy_levels_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_levels_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_levels_combine(bytea, bytea) IS 'Combine function of entropy_decomposition and mutual_information_decomposition.';

CREATE FUNCTION sozialraum._entropy_decomposition_final(bytea) RETURNS sozialraum.segregation_decomposition
	AS 'MODULE_PATHNAME', 'entropy_decomposition_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_decomposition_final(bytea) IS 'Final function of entropy_decomposition.';

CREATE FUNCTION sozialraum._mutual_information_decomposition_final(bytea) RETURNS sozialraum.segregation_decomposition
	AS 'MODULE_PATHNAME', 'mutual_information_decomposition_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mutual_information_decomposition_final(bytea) IS 'Final function of mutual_information_decomposition.';

CREATE AGGREGATE sozialraum.entropy_decomposition(state bytea) (
	SFUNC = sozialraum._group_entropy_levels_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_levels_combine, FINALFUNC = sozialraum._entropy_decomposition_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_decomposition(bytea) IS
'Theil''s information index H over all areas, divided into the part between districts and the part within them; each state is that of one district (entropy_state over its areas). between = sum T_d (E - E_d) / (T E); within = sum T_d E_d H_d / (T E); total = between + within. NULL states are skipped; NULL on no rows and when there are fewer than two groups with people. Errors: a damaged state, or one of another function (22P03); states with different numbers of groups (2202E). Source: Theil 1972; Reardon, Yun and Eitle 2000; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.mutual_information_decomposition(state bytea) (
	SFUNC = sozialraum._group_entropy_levels_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_levels_combine, FINALFUNC = sozialraum._mutual_information_decomposition_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mutual_information_decomposition(bytea) IS
'Mutual information M over all areas, in nats, divided into the part between districts and the part within them (the mean of the districts'' M, weighted by inhabitants); each state is that of one district (entropy_state over its areas). NULL and errors as entropy_decomposition; also NULL when there is nobody. Source: Mora and Ruiz-Castillo 2011; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum.location_quotient(a double precision, total double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_location_quotient' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.location_quotient(double precision, double precision) IS 
'Window function: location quotient (a / total) : (A / T) over the whole partition (ORDER BY and frame do not matter): 1 where the group''s share is that of the whole, 2 where it is twice as large. 0 and more. Rows with NULL in a or total get NULL and do not count; NULL where total is 0, and for all rows when the group has nobody. Errors: NaN or infinity (22003), a negative number or a > total (22023). Source: Isard 1960; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum.simpson_diversity(x double precision[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_simpson_diversity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.simpson_diversity(double precision[]) IS 
'Simpson''s diversity 1 - sum p^2 of the groups of one area, p being their shares: the probability that two people, drawn with replacement, belong to different groups. From 0 (one group only) to 1 - 1/groups. NULL when the array is NULL or there is nobody. Errors: a NULL element (22004), a negative, NaN or infinite element or an empty array (22023), more than one dimension (2202E), more than 1,000 groups (54000). Source: Simpson 1949; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum.shannon_diversity(x double precision[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_shannon_diversity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.shannon_diversity(double precision[]) IS 
'Shannon''s diversity (entropy) sum p ln(1/p) of the groups of one area, p being their shares, in nats: from 0 (one group only) to ln(groups). Divide by ln(groups) for a value from 0 to 1, by ln(2) for bits. NULL and errors as simpson_diversity. Source: Shannon 1948; doc/methods/segregation.md.';
