# PostGIS may live in any schema, the caller's search_path may be empty or hostile, and DROP EXTENSION leaves only the schema.
use strict;
use warnings;
use Test::More;
use SozialraumTest;

my $smoke = slurp("$root/test/t/smoke.sql");
my $fixture = -e "$root/test/t/fixture.sql" ? slurp("$root/test/t/fixture.sql") : undef;
my @shared = ("-v", "shared=" . ($ENV{SOZIALRAUM_SHARED} // ""));

sub catalogue { return sql_file($_[0], "$root/test/t/catalogue.sql") }

# ---- PostGIS and btree_gist in a schema "extensions" that is not in anybody's path
create_db("schemas");
sql("schemas", "CREATE SCHEMA extensions; CREATE EXTENSION postgis SCHEMA extensions; CREATE EXTENSION btree_gist SCHEMA extensions");
my (undef, $err, $ok) = try_sql("schemas", "CREATE EXTENSION sozialraum");
ok($ok, "installs with PostGIS and btree_gist in the schema extensions") or diag $err;
installed_with("schemas_public");
(my $elsewhere = catalogue("schemas")) =~ s/\bextensions\b/public/g;
# definitions that print a type's or a function's schema differ by design; the members do not
is(difference((join "\n", grep { /^(member|dumped) / } split /\n/, catalogue("schemas_public")),
		(join "\n", grep { /^(member|dumped) / } split /\n/, $elsewhere)),
	"", "the same objects as with PostGIS in public");

(undef, $err, $ok) = try_sql("schemas", "SET search_path = '';\n$smoke");
ok($ok, "tables, views and functions without arguments work with an empty search_path, PostGIS elsewhere") or diag $err;
SKIP:
{
	skip "test/t/fixture.sql is not there" unless $fixture;
	(undef, $err, $ok) = try_sql("schemas", "SET search_path = '';\n$fixture", @shared);
	ok($ok, "the fixture is entered with an empty search_path, PostGIS elsewhere") or diag $err;
	(undef, $err, $ok) = try_sql("schemas", "SET search_path = '';\n$smoke");
	ok($ok, "and read") or diag $err;
}

# ---- look-alikes: better matching operators and functions, planted before the installation, in public and in our own schema.
# Each raises when it is called; none may be called, nor be referred to by anything of ours.
my $plant = <<'SQL';
SET search_path = pg_catalog;                       -- or this block itself would call what it plants
DO $plant$
DECLARE
	place text; r record; x text; l text; rt text; pairs text[][] := ARRAY[
		['integer', 'double precision'], ['double precision', 'integer'], ['bigint', 'double precision'], ['double precision', 'bigint'],
		['double precision', 'numeric'], ['numeric', 'double precision'], ['bigint', 'numeric'], ['integer', 'numeric'], ['numeric', 'integer'], ['smallint', 'numeric'], ['smallint', 'double precision'], ['character varying', 'text'], ['text', 'character varying'],
		['name', 'character varying'], ['character varying', 'character varying'], ['date', 'integer'], ['date', 'interval']];
	i integer;
BEGIN
	FOREACH place IN ARRAY ARRAY['public', 'sozialraum'] LOOP
		-- operators between types for which the system has only a less exact match
		FOR i IN 1 .. array_length(pairs, 1) LOOP
			l := pairs[i][1]; rt := pairs[i][2];
			FOREACH x IN ARRAY ARRAY['=', '<>', '<', '>', '<=', '>=', '+', '-', '*', '/', '||'] LOOP
				IF EXISTS (SELECT FROM pg_operator WHERE oprname = x AND oprleft = l::regtype AND oprright = rt::regtype
				           AND oprnamespace = 'pg_catalog'::regnamespace) THEN CONTINUE; END IF;
				EXECUTE format($f$CREATE FUNCTION %I.%I(%s, %s) RETURNS %s LANGUAGE plpgsql AS $b$BEGIN RAISE 'a planted object was called: %s'; END$b$$f$,
					place, 'planted_' || i || '_' || replace(encode(x::bytea, 'hex'), '\', ''), l, rt,
					CASE WHEN x IN ('=', '<>', '<', '>', '<=', '>=') THEN 'boolean' WHEN x = '||' THEN 'text' WHEN l = 'date' THEN 'date' ELSE 'double precision' END,
					replace(x, '%', '%%'));
				EXECUTE format('CREATE OPERATOR %I.%s (FUNCTION = %I.%I, LEFTARG = %s, RIGHTARG = %s)', place, x, place,
					'planted_' || i || '_' || replace(encode(x::bytea, 'hex'), '\', ''), l, rt);
			END LOOP;
		END LOOP;
		-- functions of the system's names, for argument types that it only reaches by a cast
		FOR r IN SELECT DISTINCT p.proname, p.proretset, t.typ
		         FROM pg_proc p CROSS JOIN (VALUES ('character varying'), ('integer'), ('bigint'), ('smallint')) t(typ)
		         WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.pronargs = 1 AND p.prokind = 'f' AND NOT p.proretset
		           AND p.proargtypes[0] IN ('text'::regtype, 'double precision'::regtype, 'numeric'::regtype)
		           AND NOT EXISTS (SELECT FROM pg_proc q WHERE q.proname = p.proname AND q.pronamespace = 'pg_catalog'::regnamespace
		                           AND q.pronargs = 1 AND q.proargtypes[0] = t.typ::regtype)
		LOOP
			EXECUTE format($f$CREATE FUNCTION %I.%I(%s) RETURNS text LANGUAGE plpgsql AS $b$BEGIN RAISE 'a planted object was called: %s'; END$b$$f$,
				place, r.proname, r.typ, r.proname);
		END LOOP;
	END LOOP;
END
$plant$;
RESET search_path;
SQL
create_db("planted");
sql("planted", "CREATE EXTENSION postgis; CREATE EXTENSION btree_gist; CREATE SCHEMA sozialraum;\n$plant");
my $count = sql("planted", "SELECT count(*) FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 'sozialraum'::regnamespace) AND prosrc ~ 'a planted object was called'");
cmp_ok($count, ">", 300, "look-alikes planted: $count");
(undef, $err, $ok) = try_sql("planted", "CREATE EXTENSION sozialraum");
ok($ok, "the installation calls none of them") or diag $err;
is(sql("planted", <<'SQL'), "", "nothing of ours refers to one of them");
WITH planted AS (
	SELECT 'pg_proc'::regclass AS classid, oid FROM pg_proc WHERE prosrc ~ 'a planted object was called'
	UNION ALL
	SELECT 'pg_operator'::regclass, o.oid FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode WHERE p.prosrc ~ 'a planted object was called'
)
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) || ' -> ' || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
FROM pg_depend d JOIN planted p ON p.classid = d.refclassid AND p.oid = d.refobjid
WHERE NOT EXISTS (SELECT FROM planted q WHERE q.classid = d.classid AND q.oid = d.objid);
SQL
(undef, $err, $ok) = try_sql("planted", "SET search_path = public, sozialraum, pg_catalog;\n$smoke");
ok($ok, "nor does reading with public before pg_catalog") or diag $err;
# the trap works: an unqualified operator is caught
(undef, $err, $ok) = try_sql("planted", "SET search_path = public, pg_catalog; SELECT 1::integer + 2.0::double precision");
like($err, qr/a planted object was called/, "the trap catches an unqualified operator");
SKIP:
{
	skip "test/t/fixture.sql is not there" unless $fixture;
	# entered by the attacked session: the fixture's own expressions are written as a careful caller writes them
	(undef, $err, $ok) = try_sql("planted", "SET search_path = pg_catalog, public, sozialraum;\n$fixture", @shared);
	ok($ok, "nor does entering the fixture") or diag $err;
}

# ---- DROP EXTENSION leaves nothing but the schema (with its privileges)
my $objects = <<'SQL';
SELECT c.relname, n.count
FROM pg_class c CROSS JOIN LATERAL (SELECT (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM pg_catalog.%I', c.relname), false, true, '')))[1]::text AS count) n
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r'
  AND c.relname NOT IN ('pg_statistic', 'pg_statistic_ext_data', 'pg_namespace', 'pg_init_privs', 'pg_subscription', 'pg_largeobject')
  AND NOT c.relisshared
ORDER BY c.relname;
SQL
create_db("dropped");
sql("dropped", "CREATE EXTENSION postgis; CREATE EXTENSION btree_gist");
my $before = sql("dropped", $objects);
for my $round (1, 2)
{
	sql("dropped", "CREATE EXTENSION sozialraum");
	if ($fixture) { sql("dropped", $fixture, @shared) }
	sql("dropped", "DROP EXTENSION sozialraum CASCADE");
	is(difference($before, sql("dropped", $objects)), "", "DROP EXTENSION leaves no object behind (round $round)");
	is(sql("dropped", "SELECT pg_describe_object(classid, objid, objsubid) FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = 'sozialraum'::regnamespace"),
		"", "the schema is empty (round $round)");
}

drop_db($_) for qw(schemas schemas_public planted dropped);
done_testing();
