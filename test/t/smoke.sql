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
