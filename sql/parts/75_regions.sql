-- ---------------------------------------------------------------------------------------------------------------------
-- Regions: window functions that put neighbouring areas together, and what judges the result
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.skater(x double precision[], id bigint, weights sozialraum.spatial_weights, k integer, standardise boolean DEFAULT true,
	population double precision DEFAULT NULL, minimum_population double precision DEFAULT NULL, maximum_population double precision DEFAULT NULL, maximum_units integer DEFAULT NULL)
RETURNS integer
	AS 'MODULE_PATHNAME', 'skater_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.skater(double precision[], bigint, sozialraum.spatial_weights, integer, boolean, double precision, double precision, double precision, integer) IS
'Window function: the number 1 … k of the region of an area, over the whole partition (ORDER BY and frame do not matter). Regions are areas that hang together by links of the weights (in either direction, of a weight above 0) and have similar indicators: the links between the most similar neighbours make a minimum spanning tree, of which k - 1 links are cut, each time where the within sum of squares falls most (SKATER). x: the indicators of an area, all in the same order; standardise (default true): every indicator counts as its z-score. minimum_population, maximum_population, maximum_units: what a region must have and may have (population in the unit of the argument population, areas); NULL: no limit. Cuts keep k within reach; if it is out of reach, that is an error, never fewer regions. Regions are numbered in the order of their smallest ids. A row with NULL in x (or one of its elements), id, weights, or in population where it limits, gets NULL and is left out of the map. k, the limits and standardise are the same for all rows of a partition. The same areas give the same regions in any order of rows. Time: k times the number of areas. Errors (22023): k below 1, above the number of areas or below the number of separate parts; limits that cannot be kept (with the number that can be reached); an id twice or unknown to the weights; a negative population or limit. NaN or infinity (22003), arrays of different length (2202E), limits without population (22004). Source: Assunção, Neves, Câmara, Da Costa Freitas 2006; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.skater(x double precision[], geom geometry, k integer, standardise boolean DEFAULT true,
	population double precision DEFAULT NULL, minimum_population double precision DEFAULT NULL, maximum_population double precision DEFAULT NULL, maximum_units integer DEFAULT NULL,
	contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'skater_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.skater(double precision[], geometry, integer, boolean, double precision, double precision, double precision, integer, text, double precision) IS
'Window function: the number 1 … k of the region of an area, as skater(x, id, weights, k, …), with neighbours found from the polygons of the partition: contiguity ''rook'' (default: a common stretch of border, so that every region is one piece) or ''queen'' (a common point is enough); tolerance: in units of the coordinates, for borders that do not fit exactly, as in rook_weights. Without ids, areas are ordered from north to south (northernmost points, then westernmost): region 1 has the northernmost area. Further errors (22023): a polygon twice (a table with several dates needs PARTITION BY), empty geometries, other types than polygons, different SRIDs, a tolerance with coordinates in degrees, an unknown contiguity. See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.max_p(x double precision[], id bigint, weights sozialraum.spatial_weights, population double precision, minimum_population double precision,
	standardise boolean DEFAULT true, starts integer DEFAULT 50, seed bigint DEFAULT 1)
RETURNS integer
	AS 'MODULE_PATHNAME', 'max_p_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.max_p(double precision[], bigint, sozialraum.spatial_weights, double precision, double precision, boolean, integer, bigint) IS
'Window function: the number 1 … p of the region of an area, over the whole partition: as many regions as possible, each of areas that hang together by links of the weights and with at least the minimum population; among divisions of so many regions one with a small within sum of squares of x (the max-p-regions problem). population: counts that add up, not negative. No program finds the largest p with certainty for more than a few areas; so many starts (1 … 10000) by growth, re-division and exchange are made with this seed, the best is improved by a tabu search. Another seed may give another division. Regions are numbered in the order of their smallest ids. A row with NULL in x (or one of its elements), id, weights or population gets NULL and is left out of the map. minimum_population, standardise, starts and seed are the same for all rows of a partition. The same areas, starts and seed give the same regions in any order of rows and on every machine. Errors: a separate part of the areas with less than the minimum population, minimum_population not positive, starts out of range, an id twice or unknown to the weights, different weights in one partition, a negative population (22023); NaN or infinity (22003); arrays of different length (2202E). Source: Duque, Anselin, Rey 2012; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.max_p(x double precision[], geom geometry, population double precision, minimum_population double precision,
	standardise boolean DEFAULT true, starts integer DEFAULT 50, seed bigint DEFAULT 1, contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'max_p_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.max_p(double precision[], geometry, double precision, double precision, boolean, integer, bigint, text, double precision) IS
'Window function: the number 1 … p of the region of an area, as max_p(x, id, weights, population, minimum_population, …), with neighbours found from the polygons of the partition and areas ordered from north to south; contiguity, tolerance and further errors as in skater(x, geom, k). See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.ward_regions(x double precision[], id bigint, weights sozialraum.spatial_weights, k integer, standardise boolean DEFAULT true)
RETURNS integer
	AS 'MODULE_PATHNAME', 'ward_regions_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.ward_regions(double precision[], bigint, sozialraum.spatial_weights, integer, boolean) IS
'Window function: the number 1 … k of the region of an area by Ward''s clustering where only neighbours may join: every area begins as a region; of all pairs of regions with a link between them, those two become one whose union adds least to the within sum of squares, until k are left. So the regions for k are those for k + 1 with two of them joined. Mostly of a smaller sum of squares than those of skater, but without limits. Arguments, numbering of regions, NULL and errors as skater(x, id, weights, k). Source: Ward 1963; Gordon 1996; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.ward_regions(x double precision[], geom geometry, k integer, standardise boolean DEFAULT true, contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'ward_regions_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.ward_regions(double precision[], geometry, integer, boolean, text, double precision) IS
'Window function: the number 1 … k of the region of an area, as ward_regions(x, id, weights, k), with neighbours found from the polygons of the partition and areas ordered from north to south; contiguity, tolerance and further errors as in skater(x, geom, k). See doc/methods/regions.md.';

-- quality

CREATE TYPE sozialraum.region_quality_result AS (regions double precision, areas double precision, total double precision, within double precision, between double precision, explained double precision,
	fewest_areas double precision, most_areas double precision, least_population double precision, largest_population double precision);
COMMENT ON TYPE sozialraum.region_quality_result IS 'How good a division into regions is: result of region_quality().';
COMMENT ON COLUMN sozialraum.region_quality_result.regions IS 'Number of regions.';
COMMENT ON COLUMN sozialraum.region_quality_result.areas IS 'Number of areas.';
COMMENT ON COLUMN sozialraum.region_quality_result.total IS 'Sum of the squared distances of all areas to the mean of all; with z-scores the number of areas times the number of indicators that are not constant.';
COMMENT ON COLUMN sozialraum.region_quality_result.within IS 'Sum of the squared distances of all areas to the mean of their region.';
COMMENT ON COLUMN sozialraum.region_quality_result.between IS 'total - within.';
COMMENT ON COLUMN sozialraum.region_quality_result.explained IS 'between / total, from 0 to 1: the share of the differences between areas that the regions explain. NULL where all areas are equal.';
COMMENT ON COLUMN sozialraum.region_quality_result.fewest_areas IS 'Number of areas of the region with the fewest.';
COMMENT ON COLUMN sozialraum.region_quality_result.most_areas IS 'Number of areas of the region with the most.';
COMMENT ON COLUMN sozialraum.region_quality_result.least_population IS 'Population of the region with the smallest one; NULL without population.';
COMMENT ON COLUMN sozialraum.region_quality_result.largest_population IS 'Population of the region with the largest one; NULL without population.';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[]) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[]) IS 'Transition function of region_quality(region, x).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_standardise_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], boolean) IS 'Transition function of region_quality(region, x, standardise).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_population_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision) IS 'Transition function of region_quality(region, x, population).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision, boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_all_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision, boolean) IS 'Transition function of region_quality(region, x, population, standardise).';

CREATE FUNCTION sozialraum._region_quality_final(internal) RETURNS sozialraum.region_quality_result
	AS 'MODULE_PATHNAME', 'region_quality_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_final(internal) IS 'Final function of region_quality.';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[]) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[]) IS
'How good a division of areas into regions is: sums of squares of the indicators x (as z-scores over all rows), the share explained, numbers of areas; see region_quality_result. region: any whole numbers. For every k the division with the larger share explained is the better one; the share grows with k. Rows with NULL in region, x or one of its elements are skipped; NULL on no rows. Errors: NaN or infinity (22003), arrays of different length or more than one dimension (2202E), an empty array (22023). See doc/methods/regions.md.';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], standardise boolean) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], boolean) IS
'region_quality(region, x); standardise false: with the indicators as they are. Rows with NULL in an argument are skipped; standardise is the same for all rows (22023).';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], population double precision) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], double precision) IS
'region_quality(region, x), and the smallest and the largest population of a region. Rows with NULL in an argument are skipped. Further error: a negative population (22023).';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], population double precision, standardise boolean) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], double precision, boolean) IS
'region_quality(region, x, population); standardise false: with the indicators as they are. Rows with NULL in an argument are skipped; standardise is the same for all rows (22023).';

CREATE FUNCTION sozialraum._regions_connected_accum(internal, bigint, bigint, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'regions_connected_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._regions_connected_accum(internal, bigint, bigint, sozialraum.spatial_weights) IS 'Transition function of regions_connected.';

CREATE FUNCTION sozialraum._regions_connected_final(internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'regions_connected_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._regions_connected_final(internal) IS 'Final function of regions_connected.';

CREATE AGGREGATE sozialraum.regions_connected(id bigint, region bigint, weights sozialraum.spatial_weights) (
	SFUNC = sozialraum._regions_connected_accum, STYPE = internal, FINALFUNC = sozialraum._regions_connected_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.regions_connected(bigint, bigint, sozialraum.spatial_weights) IS
'Whether every region is in one piece: its areas hang together by links of the weights (in either direction, of a weight above 0) between areas of the region. region_parts() tells which one is not. region: any whole numbers. Rows with NULL in an argument are skipped; NULL on no rows. Errors (22023): an id twice or unknown to the weights, different weights. See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.region_parts(id bigint, region bigint, weights sozialraum.spatial_weights) RETURNS integer
	AS 'MODULE_PATHNAME', 'sozialraum_region_parts' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.region_parts(bigint, bigint, sozialraum.spatial_weights) IS
'Window function: into how many connected parts the region of a row falls; 1: it is in one piece. A row with NULL in id, region or weights gets NULL and is left out of the map. Errors (22023): an id twice or unknown to the weights, different weights in one partition. See regions_connected() and doc/methods/regions.md.';

CREATE FUNCTION sozialraum.isoperimetric_quotient(geom geometry) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_isoperimetric_quotient' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.isoperimetric_quotient(geometry) IS
'How compact an area is, from 0 to 1: 4 π · area / perimeter²; 1 for a circle, 0.79 for a square, near 0 for a ribbon or a ragged border; holes count as border. Of a region: isoperimetric_quotient(ST_Union(geom)) with GROUP BY region. The finer the border was digitised, the smaller it is: compare regions of one map only. NULL for NULL and where the surface is 0. Errors (22023): an empty geometry, other types than polygons, coordinates in degrees. Source: Polsby and Popper 1991; doc/methods/regions.md.';
