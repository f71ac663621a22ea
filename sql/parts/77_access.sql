-- ---------------------------------------------------------------------------------------------------------------------
-- Access: how well places are served by facilities
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.access_points;

CREATE FUNCTION sozialraum.access_points_in(cstring) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_in(cstring) IS 'Reads access points from text.';

CREATE FUNCTION sozialraum.access_points_out(sozialraum.access_points) RETURNS cstring
	AS 'MODULE_PATHNAME', 'access_points_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_out(sozialraum.access_points) IS 'Writes access points as text.';

CREATE FUNCTION sozialraum.access_points_recv(internal) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_recv(internal) IS 'Reads access points from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.access_points_send(sozialraum.access_points) RETURNS bytea
	AS 'MODULE_PATHNAME', 'access_points_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_send(sozialraum.access_points) IS 'Writes access points in their binary form, in network byte order.';

CREATE TYPE sozialraum.access_points (
	INPUT = sozialraum.access_points_in,
	OUTPUT = sozialraum.access_points_out,
	RECEIVE = sozialraum.access_points_recv,
	SEND = sozialraum.access_points_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.access_points IS 'Demand points or facility points with an id, an amount (demand or capacity) and, usually, a location: one value made by demand_points or facility_points and read by the functions of access. Text form: role;SRID;id amount x y;… with the role demand or facilities, for example demand;25832;1 100 4500.5 5600.5;2 80 4700 5610; without locations facilities;;1 60;2 45. Ids ascend; amounts are finite and not negative. Input that is none: 22P02, 22P03, 22003 or 22023. A value may have 1 GB, about 33 million points (54000).';

CREATE TYPE sozialraum.travel_costs;

CREATE FUNCTION sozialraum.travel_costs_in(cstring) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_in(cstring) IS 'Reads travel costs from text.';

CREATE FUNCTION sozialraum.travel_costs_out(sozialraum.travel_costs) RETURNS cstring
	AS 'MODULE_PATHNAME', 'travel_costs_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_out(sozialraum.travel_costs) IS 'Writes travel costs as text.';

CREATE FUNCTION sozialraum.travel_costs_recv(internal) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_recv(internal) IS 'Reads travel costs from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.travel_costs_send(sozialraum.travel_costs) RETURNS bytea
	AS 'MODULE_PATHNAME', 'travel_costs_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_send(sozialraum.travel_costs) IS 'Writes travel costs in their binary form, in network byte order.';

CREATE TYPE sozialraum.travel_costs (
	INPUT = sozialraum.travel_costs_in,
	OUTPUT = sozialraum.travel_costs_out,
	RECEIVE = sozialraum.travel_costs_recv,
	SEND = sozialraum.travel_costs_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.travel_costs IS 'What it costs to travel from demand points to facilities (minutes, metres, money): one value made by travel_costs and read by the functions of access. A pair that is not in it cannot be travelled. Costs need not be the same in both directions: they are those from the demand point to the facility. Text form: place facility cost;… for example 1 4 5.5;1 5 25;2 5 18, ascending. Costs are finite and not negative. Input that is none: 22P02, 22P03, 22003 or 22023. A value may have 1 GB, about 85 million pairs (54000).';

-- aggregates that make them

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision, geometry) IS 'Transition function of demand_points(id, demand, geom).';

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum_geom' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, geometry) IS 'Transition function of demand_points(id, geom).';

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision) IS 'Transition function of demand_points(id, demand).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision, geometry) IS 'Transition function of facility_points(id, capacity, geom).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum_geom' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, geometry) IS 'Transition function of facility_points(id, geom).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision) IS 'Transition function of facility_points(id, capacity).';

CREATE FUNCTION sozialraum._travel_costs_accum(internal, bigint, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'travel_costs_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._travel_costs_accum(internal, bigint, bigint, double precision) IS 'Transition function of travel_costs(demand_id, facility_id, cost).';

CREATE FUNCTION sozialraum._access_points_final(internal) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum._access_points_final(internal) IS 'Final function of the aggregates that make access points.';

CREATE FUNCTION sozialraum._travel_costs_final(internal) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum._travel_costs_final(internal) IS 'Final function of the aggregates that make travel costs.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, demand double precision, geom geometry) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, double precision, geometry) IS
'Where demand is: a point (address, block, area) per row with its demand, for example the children of the age group, as one value for two_step_floating_catchment and the other functions of access. geom: a point, or a polygon, which counts at its centre of gravity; in metres. Rows with NULL are skipped; NULL on no rows. Errors: an id that comes twice (22023), NaN or infinity (22003), a negative demand, degrees, mixed SRID, an empty or other geometry (22023). The value is the same for every order of rows. See doc/methods/access.md.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, geom geometry) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, geometry) IS
'As demand_points(id, demand, geom) with a demand of 1 for every row: for nearest_facility, or where rows are persons or households.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, demand double precision) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, double precision) IS
'As demand_points(id, demand, geom) without locations, for costs of travel that come from a table.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, capacity double precision, geom geometry) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, double precision, geometry) IS
'Where supply is: a facility per row with its capacity (places, full-time equivalents, opening hours), as one value for two_step_floating_catchment and the other functions of access. geom: a point, or a polygon, which counts at its centre of gravity; in metres. Rows with NULL are skipped; NULL on no rows. Errors: an id that comes twice (22023), NaN or infinity (22003), a negative capacity, degrees, mixed SRID, an empty or other geometry (22023). The value is the same for every order of rows. See doc/methods/access.md.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, geom geometry) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, geometry) IS
'As facility_points(id, capacity, geom) with a capacity of 1 for every row: where facilities are counted, or only the nearest is asked for.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, capacity double precision) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, double precision) IS
'As facility_points(id, capacity, geom) without locations, for costs of travel that come from a table.';

CREATE AGGREGATE sozialraum.travel_costs(demand_id bigint, facility_id bigint, cost double precision) (
	SFUNC = sozialraum._travel_costs_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._travel_costs_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.travel_costs(bigint, bigint, double precision) IS
'What it costs to travel from demand points to facilities, for example minutes from pgr_dijkstraCost of pgRouting, as one value for the functions of access. Pairs without a row cannot be travelled. Rows with NULL are skipped; NULL on no rows. Errors: a pair that comes twice, a negative cost (22023), NaN or infinity (22003). The value is the same for every order of rows. See doc/methods/access.md.';

-- functions that read them

CREATE FUNCTION sozialraum.two_step_floating_catchment(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT demand double precision, OUT access double precision, OUT relative_access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_two_step_floating_catchment' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.two_step_floating_catchment(sozialraum.access_points, sozialraum.access_points, double precision, text, text, double precision[]) IS
'Access of every demand point to facilities, in units of capacity per unit of demand, where demand competes for capacity: first the capacity of a facility over the demand within maximum_distance (straight line), then the sum of these ratios over the facilities within maximum_distance. method: 2sfca (Luo and Wang 2003: everything within counts in full), e2sfca (Luo and Qi 2009: with distance decay), 3sfca (Wan et al. 2012: demand also chooses between facilities), m2sfca (Delamater 2013: what is far stays unused). decay (default: none for 2sfca, step for the others): none, step (decay_parameter ARRAY[[limit, weight], …], ascending; default thirds of the maximum with 1, 0.68, 0.22), gaussian (exp(-c²/(2s²)), ARRAY[s]), dai (Gaussian from 1 at 0 to 0 at the maximum), power (max(c, least)^-b, ARRAY[b, least]), exponential (exp(-b c), ARRAY[b]), linear (1 - c / maximum). One row for each demand point, ascending: access (0 where no facility is within reach), relative_access (access over total capacity per total demand: 1 is the mean under perfect distribution; NULL when one total is 0), facilities within reach (with a weight above 0), nearest_facility (equally near: the smaller id) and nearest_cost, its distance (NULL where none is within reach). Except with m2sfca, the sum of demand · access is the capacity of the facilities that are reached. A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: the papers named; doc/methods/access.md.';

CREATE FUNCTION sozialraum.two_step_floating_catchment(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT demand double precision, OUT access double precision, OUT relative_access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_two_step_floating_catchment_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.two_step_floating_catchment(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, text, double precision[]) IS
'As two_step_floating_catchment over straight lines, over costs of travel. A pair without cost is out of reach. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.catchment_population(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT facility_id bigint, OUT capacity double precision, OUT population double precision, OUT weighted_demand double precision, OUT demand_points integer, OUT ratio double precision, OUT unused_capacity double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_catchment_population' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.catchment_population(sozialraum.access_points, sozialraum.access_points, double precision, text, text, double precision[]) IS
'What comes to every facility within maximum_distance (straight line): the first step of two_step_floating_catchment, with the same arguments. One row for each facility, ascending: population (the demand within reach, in full), weighted_demand (by distance decay and method), demand_points within reach, ratio (capacity per unit of weighted demand; NULL where weighted_demand is 0: nobody reaches the facility), unused_capacity (all of it where nobody reaches the facility; with m2sfca, what distance leaves unused; else 0). A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: see two_step_floating_catchment; doc/methods/access.md.';

CREATE FUNCTION sozialraum.catchment_population(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT facility_id bigint, OUT capacity double precision, OUT population double precision, OUT weighted_demand double precision, OUT demand_points integer, OUT ratio double precision, OUT unused_capacity double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_catchment_population_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.catchment_population(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, text, double precision[]) IS
'As catchment_population over straight lines, over costs of travel. A pair without cost is out of reach. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.gravity_access(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, decay text DEFAULT 'power', decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_gravity_access' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.gravity_access(sozialraum.access_points, sozialraum.access_points, double precision, text, double precision[]) IS
'Potential of every demand point: the sum of the capacities of the facilities within maximum_distance (straight line; may be infinite), weighted by distance decay; demand does not compete. decay and decay_parameter as in two_step_floating_catchment; power (default) needs its exponent, ARRAY[b] or ARRAY[b, least distance]; none gives cumulative opportunities, the capacity within reach. One row for each demand point, ascending; columns as there. For gravity with competition use two_step_floating_catchment with the method e2sfca and the decay power. A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: Hansen 1959; doc/methods/access.md.';

CREATE FUNCTION sozialraum.gravity_access(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, decay text DEFAULT 'power', decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_gravity_access_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.gravity_access(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, double precision[]) IS
'As gravity_access over straight lines, over costs of travel. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_distance double precision DEFAULT 0,
	OUT demand_id bigint, OUT facility_id bigint, OUT cost double precision, OUT probability double precision, OUT demand double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10000;
COMMENT ON FUNCTION sozialraum.huff(sozialraum.access_points, sozialraum.access_points, double precision, double precision, double precision) IS
'Huff''s model: the probability that demand at a point goes to a facility, capacity · distance^-exponent over the sum of this over all facilities within maximum_distance (straight line). Distances below minimum_distance count as this. One row for each pair of demand point and facility within reach, ascending: cost (the distance), probability, demand (of the point, times the probability). A point that reaches no facility with a capacity has one row with NULL in facility_id, cost and probability and all of its demand, so that demand always adds up. A NULL argument gives no rows. Errors: points in the wrong order or without location, mixed SRID, degrees, negative or infinite exponent or minimum (22023, 22003); a distance of 0 without minimum_distance (22023). Source: Huff 1963; doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_cost double precision DEFAULT 0,
	OUT demand_id bigint, OUT facility_id bigint, OUT cost double precision, OUT probability double precision, OUT demand double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10000;
COMMENT ON FUNCTION sozialraum.huff(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, double precision, double precision) IS
'As huff over straight lines, over costs of travel. Errors: points in the wrong order, costs that name unknown ids, negative or infinite exponent or minimum (22023, 22003); a cost of 0 without minimum_cost (22023). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff_demand(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_distance double precision DEFAULT 0,
	OUT facility_id bigint, OUT capacity double precision, OUT demand double precision, OUT share double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_demand' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.huff_demand(sozialraum.access_points, sozialraum.access_points, double precision, double precision, double precision) IS
'What Huff''s model sends to every facility: the sum of huff().demand, and its share (0 … 1) of all demand; the shares add up to less than 1 when some points reach no facility. share is NULL when there is no demand. One row for each facility, ascending. Arguments as huff(). A NULL argument gives no rows. Errors: points in the wrong order or without location, mixed SRID, degrees, negative or infinite exponent or minimum (22023, 22003); a distance of 0 without minimum_distance (22023). Source: Huff 1963; doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff_demand(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_cost double precision DEFAULT 0,
	OUT facility_id bigint, OUT capacity double precision, OUT demand double precision, OUT share double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_demand_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.huff_demand(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, double precision, double precision) IS
'As huff_demand over straight lines, over costs of travel. Errors: points in the wrong order, costs that name unknown ids, negative or infinite exponent or minimum (22023, 22003); a cost of 0 without minimum_cost (22023). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.nearest_facility(origins sozialraum.access_points, destinations sozialraum.access_points, k integer DEFAULT 1, maximum_distance double precision DEFAULT 'Infinity',
	OUT demand_id bigint, OUT rank integer, OUT facility_id bigint, OUT cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_nearest_facility' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.nearest_facility(sozialraum.access_points, sozialraum.access_points, integer, double precision) IS
'The k nearest facilities of every demand point within maximum_distance (straight line), with rank 1 … k and cost, the distance; equally near facilities by id. Fewer than k rows where fewer are within reach; one row with rank 1 and NULL in facility_id and cost where none is, so that no demand point gets lost. Ascending by demand_id and rank. Capacity and demand do not matter. A NULL argument gives no rows. Errors: k < 1, a negative maximum, points in the wrong order or without location, mixed SRID (22023), NaN (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.nearest_facility(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, k integer DEFAULT 1, maximum_cost double precision DEFAULT 'Infinity',
	OUT demand_id bigint, OUT rank integer, OUT facility_id bigint, OUT cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_nearest_facility_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.nearest_facility(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, integer, double precision) IS
'As nearest_facility over straight lines, over costs of travel. Errors: k < 1, a negative maximum, points in the wrong order, costs that name unknown ids (22023), NaN (22003). See doc/methods/access.md.';
