# Rules that every object of the extension keeps, read from the catalogue; and nothing that was there before is adopted.
use strict;
use warnings;
use Test::More;
use SozialraumTest;

# ---- exceptions, each with its reason
my (%exception, %used);
for (split /\n/, slurp("$root/test/t/safety_exceptions.txt"))
{
	next if /^\s*(#|$)/;
	my ($rule, $identity, $reason) = split /\t+/;
	ok($reason, "the exception \"$rule $identity\" gives a reason");
	$exception{"$rule $identity"} = $reason;
}

my $db = installed_with("safety");
my $member = <<'SQL';
SET search_path = pg_catalog;
CREATE TEMP VIEW member AS
SELECT d.classid, d.objid, i.type, i.identity
FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) i
WHERE d.deptype = 'e' AND e.extname = 'sozialraum';
SQL

# rule(NAME, TEXT, SQL returning the identities that break it)
sub rule
{
	my ($rule, $text, $query) = @_;
	my @broken;
	for my $identity (split /\n/, sql($db, $member . $query))
	{
		if ($exception{"$rule $identity"}) { $used{"$rule $identity"} = 1 }
		else { push @broken, $identity }
	}
	is(join("\n", @broken), "", $text);
}

rule("invoker", "every view is security_invoker", <<'SQL');
SELECT m.identity FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid
WHERE c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions) OR 'security_invoker=on' = ANY (c.reloptions), false)
ORDER BY 1;
SQL
rule("matview", "there is no materialized view (row-level security does not reach it)", <<'SQL');
SELECT m.identity FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid WHERE c.relkind = 'm' ORDER BY 1;
SQL
rule("leakproof", "no function is LEAKPROOF", <<'SQL');
SELECT m.identity FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid WHERE p.proleakproof ORDER BY 1;
SQL
rule("definer", "no function is SECURITY DEFINER", <<'SQL');
SELECT m.identity FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid WHERE p.prosecdef ORDER BY 1;
SQL
# what may be an exception above is still held to this
is(sql($db, $member . <<'SQL'), "", "a SECURITY DEFINER function pins its search_path and is not for everybody");
SELECT m.identity FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
WHERE p.prosecdef AND (NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)
      OR EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0))
ORDER BY 1;
SQL
rule("search_path", "every function that is not C has a search_path of its own or a body that was bound when it was made", <<'SQL');
SELECT m.identity FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid JOIN pg_language l ON l.oid = p.prolang
WHERE p.prokind IN ('f', 'p') AND l.lanname NOT IN ('c', 'internal') AND p.prosqlbody IS NULL
  AND NOT EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c ~ '^search_path=(""|pg_catalog, pg_temp)$')
ORDER BY 1;
SQL
rule("comment", "every object has a comment", <<'SQL');
SELECT m.identity FROM member m
WHERE m.classid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_cast'::regclass)
  AND coalesce(btrim(obj_description(m.objid, (SELECT relname FROM pg_class WHERE oid = m.classid))), '') = ''
  -- sequences of identity columns; types that came with a table, a view or another type
  AND NOT EXISTS (SELECT FROM pg_class c WHERE m.classid = 'pg_class'::regclass AND c.oid = m.objid AND c.relkind = 'S')
  AND NOT EXISTS (SELECT FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
                  WHERE m.classid = 'pg_type'::regclass AND t.oid = m.objid
                    AND (t.typelem <> 0 OR c.relkind <> 'c' OR obj_description(c.oid, 'pg_class') IS NOT NULL))
ORDER BY 1;
SQL
rule("column_comment", "every column of a table or view has a comment", <<'SQL');
SELECT m.identity || '.' || a.attname FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relname !~ '^_' AND coalesce(btrim(col_description(c.oid, a.attnum)), '') = '' ORDER BY 1;
SQL
rule("public", "no volatile function may be called by everybody", <<'SQL');
SELECT m.identity FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
WHERE p.provolatile = 'v' AND p.prokind IN ('f', 'p') AND p.prorettype <> 'trigger'::regtype
  AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')
ORDER BY 1;
SQL
rule("table", "nobody but the owner has a privilege on a table before setup_roles", <<'SQL');
SELECT m.identity || ': ' || a.privilege_type || ' to ' || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid
CROSS JOIN LATERAL aclexplode(c.relacl) a
WHERE c.relkind IN ('r', 'p', 'S') AND a.grantee <> c.relowner ORDER BY 1;
SQL
rule("policy", "every policy is permissive (Citus makes restrictive ones permissive)", <<'SQL');
SELECT m.identity || ': ' || p.polname FROM member m JOIN pg_policy p ON m.classid = 'pg_class'::regclass AND p.polrelid = m.objid
WHERE NOT p.polpermissive ORDER BY 1;
SQL
rule("column", "published views use only types that every client knows", <<'SQL');
SELECT m.identity || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind = 'v' AND c.relname !~ '^_' AND t.typname NOT IN ('int4', 'int8', 'float8', 'text', 'date', 'bool', 'geometry') ORDER BY 1;
SQL
rule("citus", "an aggregate for parallel plans has a combine function and is marked safe", <<'SQL');
SELECT m.identity FROM member m JOIN pg_aggregate a ON m.classid = 'pg_proc'::regclass AND a.aggfnoid = m.objid
JOIN pg_proc p ON p.oid = m.objid
WHERE a.aggkind = 'n' AND (a.aggcombinefn = 0 OR p.proparallel <> 's'
      OR a.aggtranstype = 'internal'::regtype AND (a.aggserialfn = 0 OR a.aggdeserialfn = 0)) ORDER BY 1;
SQL

is(join("\n", grep { !$used{$_} } sort keys %exception), "", "every listed exception is still needed");

# the rules see something: an object that breaks each of them is found
sql("postgres", "DROP DATABASE IF EXISTS safety_probe WITH (FORCE)");
create_db("safety_probe", $db);
sql("safety_probe", <<'SQL');
CREATE VIEW sozialraum._bad_view AS SELECT 1::smallint AS x;
CREATE FUNCTION sozialraum._bad_function() RETURNS integer LANGUAGE sql SECURITY DEFINER LEAKPROOF AS 'SELECT 1';
ALTER EXTENSION sozialraum ADD VIEW sozialraum._bad_view;
ALTER EXTENSION sozialraum ADD FUNCTION sozialraum._bad_function();
SQL
{
	my $count = 0;
	my @saved = ($db, %used);
	$db = "safety_probe";
	for (
		"SELECT 1 FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid WHERE c.relname = '_bad_view' AND c.reloptions IS NULL",
		"SELECT 1 FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid WHERE p.prosecdef AND p.proleakproof AND p.proconfig IS NULL AND p.prosqlbody IS NULL")
	{
		$count++ if sql($db, "$member $_") eq "1";
	}
	is($count, 2, "planted offenders are members that the rules look at");
	$db = $saved[0];
}

# ---- pre-creation: whoever may create in the schema puts an object of ours there first; the installation must refuse to adopt it.
# Every table, view and type, and every function of a sample in which each name occurs.
create_db("precreated");
sql("precreated", "CREATE EXTENSION postgis; CREATE EXTENSION btree_gist; CREATE SCHEMA sozialraum;");
my ($tried, @adopted) = (0);
my $definitions = sql($db, $member . <<'SQL');
SELECT line FROM (
	SELECT 1 AS k, m.identity AS name, format('CREATE TABLE %s (planted integer)', m.identity) AS line
	FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid WHERE c.relkind IN ('r', 'p')
	UNION ALL
	SELECT 2, m.identity, format('CREATE VIEW %s AS SELECT 1 AS planted', m.identity)
	FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid WHERE c.relkind = 'v'
	UNION ALL
	SELECT 3, m.identity, format('CREATE SEQUENCE %s', m.identity)
	FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid
	WHERE c.relkind = 'S' AND EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'a')
	UNION ALL
	SELECT 4, m.identity, format('CREATE DOMAIN %s AS integer', m.identity)
	FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid
	LEFT JOIN pg_class c ON c.oid = t.typrelid
	WHERE t.typelem = 0 AND coalesce(c.relkind = 'c', true)
	UNION ALL
	(SELECT DISTINCT ON (p.proname) 5, m.identity,
	        format('CREATE FUNCTION %s(%s) RETURNS %s LANGUAGE plpgsql AS $planted$BEGIN RETURN NULL; END$planted$', p.oid::regproc,
	               pg_get_function_identity_arguments(p.oid), CASE WHEN p.prorettype = 'trigger'::regtype THEN 'trigger' ELSE 'integer' END)
	 FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
	 -- the attacker can only write signatures of types that exist before us; OUT arguments and record results do not matter to the clash
	 WHERE p.prokind IN ('f', 'w') AND p.proargmodes IS NULL
	   AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) t JOIN pg_type y ON y.oid = t
	                   WHERE y.typnamespace = 'sozialraum'::regnamespace OR y.typname IN ('internal', 'cstring')
	                      OR y.typelem <> 0 AND (SELECT typnamespace FROM pg_type z WHERE z.oid = y.typelem) = 'sozialraum'::regnamespace)
	 ORDER BY p.proname, p.pronargs)
) d ORDER BY k, name
SQL
# one session, one transaction per object
my $script = "SET client_min_messages = error;\n\\set ON_ERROR_STOP 0\n\\set VERBOSITY sqlstate\n";
my @definitions = split /\n(?=CREATE )/, $definitions;
for my $i (0 .. $#definitions)
{
	$script .= "BEGIN;\n$definitions[$i];\n\\if :ERROR\n\\echo $i impossible :LAST_ERROR_MESSAGE\n\\else\nCREATE EXTENSION sozialraum;\n"
		. "\\if :ERROR\n\\echo $i refused :LAST_ERROR_SQLSTATE\n\\else\n\\echo $i adopted\n\\endif\n\\endif\nROLLBACK;\n";
}
sql("precreated", <<'SQL');
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sozialraum_attacker') THEN CREATE ROLE sozialraum_attacker; END IF; END $$;
GRANT CREATE, USAGE ON SCHEMA sozialraum TO sozialraum_attacker;
SQL
# planted by an ordinary role, installed by the superuser
$script =~ s/^(CREATE (?!EXTENSION).*?\$planted\$;|CREATE (?!EXTENSION)[^\n]*;)$/SET ROLE sozialraum_attacker;\n$1/msg;
$script =~ s/^CREATE EXTENSION sozialraum;$/RESET ROLE;\nCREATE EXTENSION sozialraum;/mg;
$script =~ s/(SET ROLE sozialraum_attacker;\n)(.*?;)\n\\if :ERROR/$1$2\n\\if :ERROR/sg;
my ($out) = @definitions ? try_sql("precreated", $script) : ("");
my %answer = map { /^(\d+) (\w+) ?(.*)$/ ? ($1 => [$2, $3]) : () } split /\n/, $out;
is(scalar(keys %answer), scalar(@definitions), "every attack was answered");
is(join("\n", map { "$definitions[$_]: $answer{$_}[1]" } grep { $answer{$_}[0] eq "impossible" } sort { $a <=> $b } keys %answer), "",
	"every attack could be made");
is(join("\n", map { $definitions[$_] } grep { $answer{$_}[0] eq "adopted" } sort { $a <=> $b } keys %answer), "",
	"CREATE EXTENSION adopts none of " . scalar(@definitions) . " objects that somebody put there before");
# 42P07 relation, 42710 object, 42723 function, 55000 not a member of the extension
is(join("\n", map { "$definitions[$_]: $answer{$_}[1]" } grep { $answer{$_}[0] eq "refused" && $answer{$_}[1] !~ /^(42P07|42710|42723|55000)$/ } sort { $a <=> $b } keys %answer),
	"", "and says that the object exists");
sql("precreated", "DROP OWNED BY sozialraum_attacker; DROP ROLE sozialraum_attacker");

drop_db($_) for qw(safety safety_probe precreated);
done_testing();
