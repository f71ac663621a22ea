# Extension data are user data: dumped, restored, continued; equal after two rounds, in plain and in custom format. Sources are
# a database filled by fixture.sql (at least one row in every table) and the demonstration district (SOZIALRAUM_DEMO).
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use IPC::Run qw(run);
use SozialraumTest;

my $tmp = tempdir(CLEANUP => 1);

# ---- every table and sequence is marked for pg_dump
installed_with("dump_fresh");
is(sql("dump_fresh", <<'SQL'), "", "every table and every sequence of the extension is marked with pg_extension_config_dump");
SELECT c.oid::regclass
FROM pg_depend d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
WHERE d.deptype = 'e' AND e.extname = 'sozialraum' AND c.relkind IN ('r', 'p', 'S') AND NOT c.oid = ANY (coalesce(e.extconfig, '{}'))
ORDER BY 1;
SQL
is(sql("dump_fresh", <<'SQL'), "", "no row is left out: the marks have no condition");
SELECT x.config::regclass, x.condition
FROM pg_extension e CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) x(config, condition)
WHERE e.extname = 'sozialraum' AND x.condition <> '';
SQL

# the tables of the extension that have no row
my $tables = sql("dump_fresh", <<'SQL');
SELECT c.oid::regclass FROM pg_depend d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
WHERE d.deptype = 'e' AND e.extname = 'sozialraum' AND c.relkind IN ('r', 'p') ORDER BY 1
SQL

is(sql("dump_fresh", join ";", map { "SELECT '$_' WHERE EXISTS (SELECT FROM $_)" } split /\n/, $tables),
	"", "the installation itself fills no table");

sub catalogue { return sql_file($_[0], "$root/test/t/catalogue.sql") }

# dump_plain(FROM, TO) and the others: into a new database
my %way = (
	"plain SQL" => sub {
		my ($from, $to) = @_;
		command("pg_dump", "-f", "$tmp/dump.sql", $from);
		create_db($to);
		my ($out, $err) = ("", "");
		run([ "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", $to, "-f", "$tmp/dump.sql" ], ">", \$out, "2>", \$err) or return $err;
		return "";
	},
	"custom format" => sub { return custom(@_) },
	# pg_restore orders tables of an extension by their foreign keys only when it works alone (an archive does not record that
	# order); with several jobs the checks have to wait, which is what this role is for
	"custom format, two jobs" => sub {
		local $ENV{PGOPTIONS} = "$ENV{PGOPTIONS} -c session_replication_role=replica";
		return custom(@_, "--jobs=2");
	});

sub custom
{
	my ($from, $to, @options) = @_;
	command("pg_dump", "-Fc", "-f", "$tmp/dump.custom", $from);
	create_db($to);
	my ($out, $err) = ("", "");
	run([ "pg_restore", "--exit-on-error", @options, "-d", $to, "$tmp/dump.custom" ], ">", \$out, "2>", \$err) or return $err;
	return "";
}

sub round_trips
{
	my ($source, $what) = @_;
	my $rows = fingerprint($source);
	my $catalogue = catalogue($source);
	for my $how (sort keys %way)
	{
		my $from = $source;
		for my $round (1, 2)
		{
			my $to = "dump_round_$round";
			is($way{$how}->($from, $to), "", "$what: $how restores without an error (round $round)");
			is(difference($rows, fingerprint($to)), "", "$what: every row and sequence is equal ($how, round $round)");
			$from = $to;
		}
		is(difference($catalogue, catalogue($from)), "", "$what: the extension's objects are equal, privileges too ($how)");
		# nothing is adjusted on the way in: every constraint holds when it is checked again
		my $checks = sql($from, <<'SQL');
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I; ALTER TABLE %s ADD CONSTRAINT %I %s;', r, c.conname, r, c.conname, pg_get_constraintdef(c.oid))
FROM pg_constraint c CROSS JOIN LATERAL CAST(c.conrelid::regclass AS text) r
WHERE c.contype = 'f' AND c.connamespace = 'sozialraum'::regnamespace
SQL
		my (undef, $err, $ok) = try_sql($from, $checks);
		ok($ok, "$what: every foreign key holds after the restore ($how)") or diag $err;
	}
}

# ---- a row in every table
SKIP:
{
	skip "test/t/fixture.sql is not there" unless -e "$root/test/t/fixture.sql";
	create_db("dump_source", "dump_fresh");
	sql_file("dump_source", "$root/test/t/fixture.sql", "-v", "shared=" . ($ENV{SOZIALRAUM_SHARED} // ""));
	# a spatial reference system of the user's own, and privileges that an administrator gave
	sql("dump_source", <<'SQL');
INSERT INTO public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)
VALUES (990001, 'town', 1, NULL, '+proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +units=m +no_defs');
GRANT SELECT ON sozialraum.area TO pg_monitor;
GRANT SELECT (name) ON sozialraum.area_level TO PUBLIC;
SQL
	my @empty = grep { sql("dump_source", "SELECT EXISTS (SELECT FROM $_)") eq "f" } split /\n/, $tables;
	is("@empty", "", "fixture.sql puts a row into every table");
	round_trips("dump_source", "fixture");
}

# ---- the sequences continue where they were: identity columns of the restored database take the next number
{
	my $db = -e "$root/test/t/fixture.sql" ? "dump_round_2" : undef;
	SKIP:
	{
		skip "test/t/fixture.sql is not there" unless $db;
		my $behind = sql($db, <<'SQL');
SELECT string_agg(format('SELECT %L WHERE (SELECT max(%I) FROM %s) > (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM %s)',
                         t.oid::regclass || '.' || a.attname, a.attname, t.oid::regclass, s.oid::regclass), ' UNION ALL ')
FROM pg_class s
JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S' AND t.relnamespace = 'sozialraum'::regnamespace;
SQL
		is($behind eq "" ? "" : sql($db, $behind), "", "no sequence is behind its column after the restore");
	}
}

# ---- the demonstration district, with drafts and published editions
my $publish = <<'SQL';
SELECT sozialraum.publish_edition(e.id) FROM (SELECT max(id) AS id FROM sozialraum.edition GROUP BY monitor) AS e;
SQL
SKIP:
{
	skip "no demonstration district yet" unless demo_db();
	create_db("dump_district", demo_db());
	sql("dump_district", $publish);
	cmp_ok(sql("dump_district", "SELECT count(*) FROM sozialraum.edition_value v JOIN sozialraum.edition e ON e.id = v.edition WHERE e.status = 'published'"),
		">", 100, "district: published values are there");
	round_trips("dump_district", "district");
}

# ---- Berlin in EPSG:25833, as the proof on real data leaves it
SKIP:
{
	my $shared = $ENV{SOZIALRAUM_SHARED} // "";
	skip "the folder of real data is absent" unless $shared ne "" && -d "$shared/data/berlin_mss_2021";
	create_db("dump_berlin", "dump_fresh");
	(my $berlin = slurp("$root/test/pgtap/40_berlin.sql")) =~ s/^ROLLBACK;\s*\z/COMMIT;\n/m or die "40_berlin.sql does not end with ROLLBACK";
	sql("dump_berlin", "CREATE EXTENSION IF NOT EXISTS pgtap");
	my (undef, $err, $ok) = try_sql("dump_berlin", $berlin, "-v", "shared=$shared");
	ok($ok, "Berlin: loaded and computed") or diag $err;
	sql("dump_berlin", $publish);
	is(sql("dump_berlin", "SELECT count(*), min(srid), max(srid) FROM sozialraum.area"), "685|25833|25833", "Berlin: 685 areas in EPSG:25833");
	is(sql("dump_berlin", "SELECT count(*) FROM sozialraum.edition_score s JOIN sozialraum.edition e ON e.id = s.edition WHERE e.status = 'published'"),
		"542", "Berlin: a published edition");
	round_trips("dump_berlin", "Berlin");
}

# ---- dumps of released versions restore into the newest
my @dumps = sort glob("$root/test/t/dumps/*.sql.gz");
for my $r (released())
{
	my ($v) = @$r;
	ok(-e "$root/test/t/dumps/$v.sql.gz", "there is a dump of the released version $v");
}
for my $dump (@dumps)
{
	(my $v = $dump) =~ s{.*/(.*)\.sql\.gz$}{$1};
	my $text = command("gzip", "-dc", $dump);
	create_db("dump_released");
	my ($out, $err, $ok) = try_sql("dump_released", $text);
	ok($ok, "the dump of $v restores into $version") or diag $err;
	# as many rows in every table as the dump has (PostGIS fills a table of its own)
	my (%rows, $table);
	for (split /\n/, $text)
	{
		if (/^COPY (sozialraum\.\S+) \(.*FROM stdin;$/) { $table = $1; $rows{$table} //= 0 }
		elsif (defined $table && $_ eq "\\.") { $table = undef }
		elsif (defined $table) { $rows{$table}++ }
	}
	cmp_ok(scalar(keys %rows), ">", 0, "the dump of $v has tables");
	my @wrong = grep { sql("dump_released", "SELECT count(*) FROM $_") != $rows{$_} } sort keys %rows;
	is("@wrong", "", "the dump of $v: every table has all its rows");
	is(sql("dump_released", "SELECT extversion FROM pg_extension WHERE extname = 'sozialraum'"), $version, "the restored database has $version");
}

drop_db($_) for qw(dump_fresh dump_source dump_district dump_berlin dump_round_1 dump_round_2 dump_released);
done_testing();
