-- Runs with whatever search_path the caller has set, also an empty one: everything that can be read without arguments is read.
-- \gexec executes every value of the result.
SELECT pg_catalog.format('SELECT pg_catalog.count(*) FROM %I.%I', n.nspname, c.relname)
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) d.objid
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
JOIN pg_catalog.pg_extension e ON e.oid OPERATOR(pg_catalog.=) d.refobjid
WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND d.deptype OPERATOR(pg_catalog.=) 'e' AND e.extname OPERATOR(pg_catalog.=) 'sozialraum'
  AND c.relkind OPERATOR(pg_catalog.=) ANY (ARRAY['r', 'v', 'm']::"char"[])
ORDER BY c.relname
\gexec

-- functions that need no argument of ours and write nothing are called too
SELECT pg_catalog.format('SELECT %s()', pg_catalog.format('%I.%I', n.nspname, p.proname))
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_proc p ON p.oid OPERATOR(pg_catalog.=) d.objid
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
JOIN pg_catalog.pg_extension e ON e.oid OPERATOR(pg_catalog.=) d.refobjid
WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
  AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND d.deptype OPERATOR(pg_catalog.=) 'e' AND e.extname OPERATOR(pg_catalog.=) 'sozialraum'
  AND p.prokind OPERATOR(pg_catalog.=) 'f' AND p.pronargs OPERATOR(pg_catalog.=) p.pronargdefaults
  AND p.provolatile OPERATOR(pg_catalog.<>) 'v' AND p.prorettype OPERATOR(pg_catalog.<>) 'pg_catalog.trigger'::pg_catalog.regtype
ORDER BY p.proname
\gexec

-- the spatial engine over the areas of one level: geometry comes from PostGIS, wherever it lives
SELECT sozialraum.locator_summary(sozialraum.build_locator(a.id, a.geom)), sozialraum.weights_summary(sozialraum.queen_weights(a.id, a.geom)),
	sozialraum.weights_summary(sozialraum.rook_weights(a.id, a.geom, 0.5)), sozialraum.weights_summary(sozialraum.border_weights(a.id, a.geom)),
	sozialraum.weights_summary(sozialraum.distance_weights(a.id, a.geom, 5000)), sozialraum.largest_nearest_distance(a.id, a.geom)
FROM sozialraum.area AS a WHERE a.level OPERATOR(pg_catalog.=) (SELECT pg_catalog.min(b.level COLLATE "C") FROM sozialraum.area AS b WHERE b.geom IS NOT NULL);
SELECT pg_catalog.count(sozialraum.locate((SELECT sozialraum.build_locator(b.id, b.geom) FROM sozialraum.area AS b), sozialraum._point_on(a.geom))) FROM sozialraum.area AS a;
SELECT pg_catalog.count(*) FROM sozialraum.locator_overlaps((SELECT sozialraum.build_locator(b.id, b.geom) FROM sozialraum.area AS b));
SELECT pg_catalog.count(w.area) FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a), (SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a)) AS w;
SELECT pg_catalog.count(f.access) FROM sozialraum.two_step_floating_catchment((SELECT sozialraum.demand_points(a.id, a.geom) FROM sozialraum.area AS a),
	(SELECT sozialraum.facility_points(a.id, a.geom) FROM sozialraum.area AS a), 5000) AS f;
SELECT pg_catalog.count(sozialraum.isoperimetric_quotient(a.geom)) FROM sozialraum.area AS a;
SELECT sozialraum.moran(a.id, a.id, (SELECT sozialraum.queen_weights(b.id, b.geom) FROM sozialraum.area AS b)) FROM sozialraum.area AS a WHERE a.geom IS NOT NULL;
