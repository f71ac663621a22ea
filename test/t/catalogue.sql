-- Everything that the catalogue says of the extension's objects, one line each, without OIDs: two databases whose lists are
-- equal cannot be told apart by a user. Every line begins with the kind and the identity of its object.
SET search_path = pg_catalog;
SET quote_all_identifiers = on;

CREATE TEMP TABLE member AS
SELECT d.classid, d.objid
FROM pg_depend d
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
  AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'sozialraum');

-- table members with their row types, columns and what hangs on them
CREATE TEMP TABLE relation AS
SELECT c.*, c.oid::regclass::text AS label
FROM (SELECT objid FROM member WHERE classid = 'pg_class'::regclass
      UNION
      SELECT t.typrelid FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid
      WHERE t.typtype = 'c') r
JOIN pg_class c ON c.oid = r.objid;

CREATE FUNCTION pg_temp.acl(acl aclitem[], kind "char", owner oid) RETURNS text LANGUAGE sql AS $$
	-- by name, the owner and defaults made explicit, in order
	SELECT string_agg(CASE grantee WHEN 0 THEN 'PUBLIC' WHEN owner THEN 'OWNER' ELSE grantee::regrole::text END
	                  || '=' || privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ' '
	                  ORDER BY grantee <> 0, grantee <> owner, grantee::regrole::text COLLATE "C", privilege_type)
	FROM aclexplode(coalesce(acl, acldefault(kind, owner)))
$$;

SELECT regexp_replace(line, E'\s*\n\s*', ' ', 'g') AS line FROM (
	-- every member by its identity (types made for tables and arrays aside: versions of the server differ in listing them)
	SELECT 'member ' || i.type || ' ' || i.identity AS line
	FROM member m CROSS JOIN LATERAL pg_identify_object(m.classid, m.objid, 0) i
	WHERE NOT EXISTS (SELECT FROM pg_type t WHERE m.classid = 'pg_type'::regclass AND t.oid = m.objid
	                  AND (t.typelem <> 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind <> 'c')))

	UNION ALL
	SELECT format('comment %s %s: %s', i.type, i.identity, md5(d.description))
	FROM member m
	JOIN pg_description d ON d.classoid = m.classid AND d.objoid = m.objid AND d.objsubid = 0
	CROSS JOIN LATERAL pg_identify_object(m.classid, m.objid, 0) i

	UNION ALL
	SELECT format('function %s: %s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)))
	FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	WHERE p.prokind <> 'a'

	UNION ALL
	SELECT format('function detail %s: kind %s volatile %s parallel %s strict %s definer %s leakproof %s cost %s rows %s support %s config %s arguments %s result %s acl %s',
	              p.oid::regprocedure, p.prokind, p.provolatile, p.proparallel, p.proisstrict, p.prosecdef, p.proleakproof, p.procost, p.prorows,
	              p.prosupport, p.proconfig, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), pg_temp.acl(p.proacl, 'f', p.proowner))
	FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid

	UNION ALL
	SELECT format('aggregate %s: kind %s direct %s trans %s final %s combine %s serial %s deserial %s mtrans %s minvtrans %s mfinal %s extra %s %s modify %s %s sortop %s type %s space %s mtype %s mspace %s init %s minit %s',
	              a.aggfnoid::regprocedure, a.aggkind, a.aggnumdirectargs, a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn,
	              a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn, a.aggfinalextra, a.aggmfinalextra, a.aggfinalmodify,
	              a.aggmfinalmodify, a.aggsortop::regoperator, a.aggtranstype::regtype, a.aggtransspace, a.aggmtranstype::regtype,
	              a.aggmtransspace, coalesce(a.agginitval, '(null)'), coalesce(a.aggminitval, '(null)'))
	FROM member m JOIN pg_aggregate a ON m.classid = 'pg_proc'::regclass AND a.aggfnoid = m.objid

	UNION ALL
	SELECT format('relation %s: kind %s persistence %s options %s row security %s force %s replica %s acl %s',
	              r.label, r.relkind, r.relpersistence, r.reloptions, r.relrowsecurity, r.relforcerowsecurity, r.relreplident,
	              pg_temp.acl(r.relacl, CASE WHEN r.relkind = 'S' THEN 's' ELSE 'r' END::"char", r.relowner))
	FROM relation r

	UNION ALL
	SELECT format('column %s.%s: position %s type %s collation %s not null %s default %s identity %s generated %s statistics %s storage %s acl %s comment %s',
	              r.label, quote_ident(a.attname), a.position, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation, a.attnotnull,
	              coalesce(pg_get_expr(d.adbin, d.adrelid), '-'), a.attidentity, a.attgenerated, coalesce(nullif(a.attstattarget, -1)::text, '-'),
	              a.attstorage, coalesce((SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(a.attacl) x), '-'),
	              coalesce(md5(col_description(r.oid, a.attnum)), '-'))
	FROM relation r
	CROSS JOIN LATERAL (SELECT a.*, row_number() OVER (ORDER BY a.attnum) AS position FROM pg_attribute a
	                    WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped) a
	LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum

	UNION ALL
	SELECT format('constraint %s on %s: %s validated %s comment %s', quote_ident(c.conname), r.label, pg_get_constraintdef(c.oid), c.convalidated,
	              coalesce(md5(obj_description(c.oid, 'pg_constraint')), '-'))
	FROM relation r JOIN pg_constraint c ON c.conrelid = r.oid

	UNION ALL
	SELECT format('constraint %s on domain %s: %s', quote_ident(c.conname), c.contypid::regtype, pg_get_constraintdef(c.oid))
	FROM member m JOIN pg_constraint c ON m.classid = 'pg_type'::regclass AND c.contypid = m.objid

	UNION ALL
	SELECT format('index %s: %s valid %s clustered %s replica %s options %s', i.indexrelid::regclass, pg_get_indexdef(i.indexrelid), i.indisvalid,
	              i.indisclustered, i.indisreplident, x.reloptions)
	FROM relation r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class x ON x.oid = i.indexrelid

	UNION ALL
	SELECT format('trigger %s on %s: %s enabled %s comment %s', quote_ident(t.tgname), r.label, pg_get_triggerdef(t.oid), t.tgenabled,
	              coalesce(md5(obj_description(t.oid, 'pg_trigger')), '-'))
	FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal

	UNION ALL
	SELECT format('policy %s on %s: permissive %s command %s roles %s using %s check %s comment %s', quote_ident(p.polname), r.label,
	              p.polpermissive, p.polcmd,
	              (SELECT string_agg(CASE x WHEN 0 THEN 'PUBLIC' ELSE x::regrole::text END, ' ' ORDER BY x::regrole::text) FROM unnest(p.polroles) x),
	              coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-'),
	              coalesce(md5(obj_description(p.oid, 'pg_policy')), '-'))
	FROM relation r JOIN pg_policy p ON p.polrelid = r.oid

	UNION ALL
	SELECT format('rule %s on %s: %s', quote_ident(w.rulename), r.label, md5(pg_get_ruledef(w.oid)))
	FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid

	UNION ALL
	SELECT format('view %s: %s', r.label, md5(pg_get_viewdef(r.oid)))
	FROM relation r WHERE r.relkind IN ('v', 'm')

	UNION ALL
	SELECT format('statistics %I.%I: %s', n.nspname, s.stxname, pg_get_statisticsobjdef(s.oid))
	FROM relation r JOIN pg_statistic_ext s ON s.stxrelid = r.oid JOIN pg_namespace n ON n.oid = s.stxnamespace

	UNION ALL
	SELECT format('sequence %s: type %s start %s increment %s min %s max %s cache %s cycle %s owned by %s', r.label, s.seqtypid::regtype, s.seqstart,
	              s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
	              coalesce((SELECT d.refobjid::regclass || '.' || quote_ident(a.attname) || ' ' || d.deptype::text
	                        FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
	                        WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
	                          AND d.deptype IN ('a', 'i')), '-'))
	FROM relation r JOIN pg_sequence s ON s.seqrelid = r.oid

	UNION ALL
	SELECT format('type %s: kind %s category %s preferred %s length %s by value %s align %s storage %s input %s output %s receive %s send %s analyze %s subscript %s base %s not null %s default %s collation %s acl %s',
	              t.oid::regtype, t.typtype, t.typcategory, t.typispreferred, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typinput, t.typoutput,
	              t.typreceive, t.typsend, t.typanalyze, t.typsubscript, t.typbasetype::regtype, t.typnotnull, coalesce(t.typdefault, '-'),
	              t.typcollation::regcollation, pg_temp.acl(t.typacl, 'T', t.typowner))
	FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid
	WHERE t.typelem = 0 AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind <> 'c')

	UNION ALL
	SELECT format('enum %s: %s', e.enumtypid::regtype, string_agg(quote_literal(e.enumlabel), ' ' ORDER BY e.enumsortorder))
	FROM member m JOIN pg_enum e ON m.classid = 'pg_type'::regclass AND e.enumtypid = m.objid GROUP BY e.enumtypid

	UNION ALL
	SELECT format('operator %s: function %s commutator %s negator %s restrict %s join %s hash %s merge %s', o.oid::regoperator, o.oprcode,
	              o.oprcom::regoperator, o.oprnegate::regoperator, o.oprrest, o.oprjoin, o.oprcanhash, o.oprcanmerge)
	FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND o.oid = m.objid

	UNION ALL
	SELECT format('cast %s to %s: function %s context %s method %s', c.castsource::regtype, c.casttarget::regtype, c.castfunc::regprocedure,
	              c.castcontext, c.castmethod)
	FROM member m JOIN pg_cast c ON m.classid = 'pg_cast'::regclass AND c.oid = m.objid

	UNION ALL
	SELECT format('operator class member %s: %s', i.identity, j.identity)
	FROM member m
	JOIN pg_depend d ON m.classid = 'pg_opfamily'::regclass AND d.refclassid = m.classid AND d.refobjid = m.objid AND d.deptype IN ('a', 'i')
	CROSS JOIN LATERAL pg_identify_object(m.classid, m.objid, 0) i
	CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) j

	UNION ALL
	SELECT format('dumped %s %s', (x.config)::regclass, coalesce(nullif(x.condition, ''), '(all)'))
	FROM pg_extension e CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) x(config, condition)
	WHERE e.extname = 'sozialraum'

	UNION ALL
	SELECT format('extension %s: schema %s relocatable %s requires %s', e.extname, e.extnamespace::regnamespace, e.extrelocatable,
	              (SELECT string_agg(r.extname, ' ' ORDER BY r.extname) FROM pg_depend d JOIN pg_extension r
	               ON d.refclassid = 'pg_extension'::regclass AND r.oid = d.refobjid
	               WHERE d.classid = 'pg_extension'::regclass AND d.objid = e.oid))
	FROM pg_extension e WHERE e.extname = 'sozialraum'
) list
ORDER BY list.line COLLATE "C";
