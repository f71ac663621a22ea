-- ---------------------------------------------------------------------------------------------------------------------
-- Geometry: the only part that names PostGIS. Every body is SQL-standard and bound when it is created, so it finds PostGIS
-- in whatever schema it lives and whatever search_path the caller has. PL/pgSQL code calls these and names no type or
-- operator of PostGIS.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._srid_is_projected(srid integer) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT s.proj4text::text OPERATOR(pg_catalog.!~) '\+proj=(longlat|geocent)' FROM spatial_ref_sys AS s WHERE s.srid = _srid_is_projected.srid;
END;
COMMENT ON FUNCTION sozialraum._srid_is_projected(integer) IS 'Whether a coordinate system has metres, not degrees; NULL where PostGIS does not know it.';

CREATE FUNCTION sozialraum._geometry_srid(geom geometry) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_SRID(geom);
COMMENT ON FUNCTION sozialraum._geometry_srid(geometry) IS 'EPSG code of a geometry; 0: none.';

CREATE FUNCTION sozialraum._is_empty(geom geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_IsEmpty(geom);
COMMENT ON FUNCTION sozialraum._is_empty(geometry) IS 'Whether a geometry is empty.';

CREATE FUNCTION sozialraum._is_valid(geom geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_IsValid(geom);
COMMENT ON FUNCTION sozialraum._is_valid(geometry) IS 'Whether a geometry is valid by the OGC rules.';

CREATE FUNCTION sozialraum._in_srid(geom geometry, source_srid integer, srid integer) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN ST_SRID(geom) = srid THEN ST_Force2D(geom)
	WHEN ST_SRID(geom) = 0 AND source_srid = srid THEN ST_SetSRID(ST_Force2D(geom), srid)
	WHEN ST_SRID(geom) = 0 THEN ST_Transform(ST_SetSRID(ST_Force2D(geom), source_srid), srid)
	ELSE ST_Transform(ST_Force2D(geom), srid) END;
COMMENT ON FUNCTION sozialraum._in_srid(geometry, integer, integer) IS 'A geometry in the plane and in the coordinate system srid; source_srid is that of a geometry without one.';

CREATE FUNCTION sozialraum._polygons(geom geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Multi(ST_CollectionExtract(
	CASE WHEN ST_IsValid(ST_CurveToLine(geom)) THEN ST_CurveToLine(geom) ELSE ST_MakeValid(ST_CurveToLine(geom)) END, 3));
COMMENT ON FUNCTION sozialraum._polygons(geometry) IS 'The polygons of a geometry as one valid multipolygon; empty where there are none.';

CREATE FUNCTION sozialraum._geometry_of(geom geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN geom;
COMMENT ON FUNCTION sozialraum._geometry_of(geometry) IS 'A geometry as it is.';

CREATE FUNCTION sozialraum._geometry_of(geog geography) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN geog::geometry;
COMMENT ON FUNCTION sozialraum._geometry_of(geography) IS 'A geography as a geometry in degrees.';

CREATE FUNCTION sozialraum._geometry_of(wkb bytea) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_GeomFromEWKB(wkb);
COMMENT ON FUNCTION sozialraum._geometry_of(bytea) IS 'A geometry from its well-known binary form.';

CREATE FUNCTION sozialraum._geometry_of("text" text) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN pg_catalog.ltrim("text", E' \n\r\t') ^@ '{' THEN ST_GeomFromGeoJSON("text") ELSE ST_GeomFromEWKT("text") END;
COMMENT ON FUNCTION sozialraum._geometry_of(text) IS 'A geometry from GeoJSON or well-known text.';

CREATE FUNCTION sozialraum._union(geoms geometry[]) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sozialraum._polygons(ST_Union(geoms));
COMMENT ON FUNCTION sozialraum._union(geometry[]) IS 'The union of several areas as one multipolygon; NULL for none.';

CREATE FUNCTION sozialraum._area_of(geom geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Area(geom);
COMMENT ON FUNCTION sozialraum._area_of(geometry) IS 'Surface in square units of the coordinate system.';

CREATE FUNCTION sozialraum._point_on(geom geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_PointOnSurface(geom);
COMMENT ON FUNCTION sozialraum._point_on(geometry) IS 'A point that surely lies inside of an area.';

CREATE FUNCTION sozialraum._point_in(point geometry, geom geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Intersects(geom, point);
COMMENT ON FUNCTION sozialraum._point_in(geometry, geometry) IS 'Whether a point lies in an area or on its border; uses an index on the area.';

CREATE FUNCTION sozialraum._overlaps(a geometry, b geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Intersects(a, b) AND NOT ST_Touches(a, b);
COMMENT ON FUNCTION sozialraum._overlaps(geometry, geometry) IS 'Whether two areas share more than a border; uses an index.';

CREATE FUNCTION sozialraum._shared_area(a geometry, b geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Area(ST_Intersection(a, b));
COMMENT ON FUNCTION sozialraum._shared_area(geometry, geometry) IS 'Surface that two areas share.';

CREATE FUNCTION sozialraum._identical(a geometry, b geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_AsEWKB(a) = ST_AsEWKB(b);
COMMENT ON FUNCTION sozialraum._identical(geometry, geometry) IS 'Whether two geometries are written identically, point for point.';

CREATE FUNCTION sozialraum._geometry_hash(geom geometry) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.md5(ST_AsEWKB(ST_Normalize(geom)));
COMMENT ON FUNCTION sozialraum._geometry_hash(geometry) IS 'The same for the same shape, wherever its rings begin.';

CREATE FUNCTION sozialraum._same_territory(a geometry, b geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN a && b AND CASE WHEN ST_AsEWKB(a) = ST_AsEWKB(b) THEN true
	-- the cheap question first: surfaces that differ by more than a millionth are no one territory
	WHEN pg_catalog.abs(ST_Area(a) - ST_Area(b)) > '1e-6'::double precision * greatest(ST_Area(a), ST_Area(b)) THEN false
	ELSE ST_Area(ST_SymDifference(a, b)) <= '1e-6'::double precision * greatest(ST_Area(a), ST_Area(b)) END;
COMMENT ON FUNCTION sozialraum._same_territory(geometry, geometry) IS 'Whether two areas are one territory: what only one of them covers is at most a millionth of the surface.';

CREATE FUNCTION sozialraum._import_geometry(geom geometry, source_srid integer, srid integer,
	OUT cleaned geometry, OUT repaired boolean, OUT problem text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	repaired := false;
	IF geom IS NULL OR sozialraum._is_empty(geom) THEN
		problem := 'the shape is empty';
		RETURN;
	ELSIF sozialraum._geometry_srid(geom) = 0 AND source_srid IS NULL THEN
		problem := 'the coordinate system of the shape is not known (give source_srid)';
		RETURN;
	END IF;
	cleaned := sozialraum._in_srid(geom, source_srid, srid);
	repaired := NOT sozialraum._is_valid(cleaned);
	cleaned := sozialraum._polygons(cleaned);
	IF sozialraum._is_empty(cleaned) THEN
		problem := 'the shape is no area';
	ELSIF NOT sozialraum._area_of(cleaned) > 0 OR sozialraum._area_of(cleaned) = 'infinity' THEN
		problem := 'the shape has no surface';
	END IF;
EXCEPTION WHEN OTHERS THEN
	-- what PROJ or GEOS say may quote coordinates; the row's number is enough to look
	cleaned := NULL;
	problem := 'the shape cannot be transformed or repaired';
END
$$;
COMMENT ON FUNCTION sozialraum._import_geometry(geometry, integer, integer) IS 'A delivered geometry as the model keeps it, whether it had to be repaired, and why it cannot be taken.';

CREATE FUNCTION sozialraum._with_srid(geom geometry, srid integer) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_SetSRID(geom, srid);
COMMENT ON FUNCTION sozialraum._with_srid(geometry, integer) IS 'A geometry said to be in a coordinate system; its coordinates stay.';

CREATE FUNCTION sozialraum._read_geometry("text" text, source_srid integer) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- GeoJSON that names no coordinate system is in degrees, unless the caller knows better (offices write UTM into it)
	IF source_srid IS NOT NULL AND ltrim("text", E' \n\r\t') ^@ '{' AND "text" !~ '"crs"\s*:' THEN
		RETURN sozialraum._with_srid(sozialraum._geometry_of("text"), source_srid);
	END IF;
	RETURN sozialraum._geometry_of("text");
EXCEPTION WHEN OTHERS THEN
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._read_geometry(text, integer) IS 'A geometry from GeoJSON or well-known text; NULL where the text is none. source_srid is the coordinate system of GeoJSON that names none.';

CREATE FUNCTION sozialraum._read_geometry(wkb bytea) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN sozialraum._geometry_of(wkb);
EXCEPTION WHEN OTHERS THEN
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._read_geometry(bytea) IS 'A geometry from its well-known binary form; NULL where the bytes are none.';
