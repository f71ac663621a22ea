# Every view opens in the clients that it is made for: OGR (what QGIS reads through) and psycopg, each with the types and names
# that they can show. Looked at in the demonstration district (SOZIALRAUM_DEMO): the views of the extension, and those made at
# run time in other schemas.
use strict;
use warnings;
use Test::More;
use SozialraumTest;

plan skip_all => "no demonstration district yet" unless demo_db();
my $db = demo_db();

my @views = map { [ split /\|/, $_, -1 ] } split /\n/, sql($db, <<'SQL');
SELECT n.nspname, c.relname, coalesce((SELECT a.attname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                                       WHERE a.attrelid = c.oid AND t.typname = 'geometry' AND a.attnum > 0 ORDER BY a.attnum LIMIT 1), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND c.relname !~ '^_' AND n.nspname !~ '^(pg_|information_schema$)'
  AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e' AND e.extname <> 'sozialraum')
ORDER BY 1, 2;
SQL
plan skip_all => "there is no view yet" unless @views;

my $conninfo = "host=$ENV{PGHOST} port=$ENV{PGPORT} user=$ENV{PGUSER} dbname=$db";
for (@views)
{
	my ($schema, $view, $geometry) = @$_;
	if ($geometry ne "")
	{
		my ($type, $srid) = split /\|/, sql($db, "SELECT type, srid FROM public.geometry_columns WHERE f_table_schema = '$schema' AND f_table_name = '$view' AND f_geometry_column = '$geometry'");
		isnt($type, "GEOMETRY", "$schema.$view: the geometry has a type ($type)");
		cmp_ok($srid, ">", 0, "$schema.$view: and a reference system ($srid)");
		my $out = eval { command("ogrinfo", "-ro", "-so", "--config", "PG_LIST_ALL_TABLES", "YES", "PG:$conninfo", "$schema.$view") } // "";
		like($out, qr/^Geometry: (?!Unknown)\w+/m, "$schema.$view: OGR knows its geometry") or diag $@;
		my $rows = sql($db, qq{SELECT count(*) FROM "$schema"."$view"});
		like($out, qr/^Feature Count: $rows$/m, "$schema.$view: OGR reads $rows rows");
		# QGIS takes the first column as the key: it must tell the rows apart
		is(sql($db, qq{SELECT count(*) FROM (SELECT 1 FROM "$schema"."$view" v GROUP BY (SELECT value FROM json_each_text(row_to_json(v)) LIMIT 1) HAVING count(*) > 1) d}),
			"0", "$schema.$view: the first column is a key") if $rows < 100000;
	}
	my $types = eval { command(python(), "-c", <<'PY', $conninfo, $schema, $view) } // "";
import sys, psycopg2, datetime
from psycopg2 import sql
with psycopg2.connect(sys.argv[1]) as connection, connection.cursor() as cursor:
    cursor.execute(sql.SQL("SELECT * FROM {}.{} LIMIT 1000").format(sql.Identifier(sys.argv[2]), sql.Identifier(sys.argv[3])))
    odd = set()
    for row in cursor:
        for column, value in zip(cursor.description, row):
            if not isinstance(value, (int, float, str, bool, datetime.date, type(None))) or value != value:
                odd.add(f"{column.name}: {value!r}")
    print("read", *sorted(odd)[:5])
PY
	is($types, "read\n", "$schema.$view: psycopg reads plain values") or diag $@;
	is(sql($db, "SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid = '\"$schema\".\"$view\"'::regclass AND attnum > 0 AND (octet_length(attname) >= 63 OR attname !~ '^[a-z_][a-z0-9_]*\$')"),
		"", "$schema.$view: column names need no quotes and were not cut");
}

done_testing();
