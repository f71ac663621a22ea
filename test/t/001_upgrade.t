# An upgraded database cannot be told from a fresh one: for every released version, and for a synthetic next version that
# proves that the comparison would see a forgotten piece.
use strict;
use warnings;
use Test::More;
use Digest::SHA qw(sha256_hex);
use File::Copy qw(copy);
use SozialraumTest;

my $dir = extension_dir();
my @made;
END { unlink @made if @made }

# catalogue(DB): everything that the catalogue says of the extension
sub catalogue { return sql_file($_[0], "$root/test/t/catalogue.sql") }

installed_with("upgrade_fresh");
my $fresh = catalogue("upgrade_fresh");
cmp_ok(scalar(split /\n/, $fresh), ">", 0, "the catalogue of a fresh installation was read");
installed_with("upgrade_again");
is(difference($fresh, catalogue("upgrade_again")), "", "two fresh installations are equal");

# ---- released versions
for my $r (released())
{
	my ($old, $sum) = @$r;
	my $file = "$root/sql/sozialraum--$old.sql";
	is(-e $file ? sha256_hex(slurp($file)) : "missing", $sum, "$old: the released script is unchanged");
	next if $old eq $version;
	isnt(sql("postgres", "SELECT path FROM pg_extension_update_paths('sozialraum') WHERE source = '$old' AND target = '$version'"),
		"", "$old: there is a path to $version");
	installed_with("upgrade_old", $old);
	my (undef, $err, $ok) = try_sql("upgrade_old", "ALTER EXTENSION sozialraum UPDATE");
	ok($ok, "$old: ALTER EXTENSION UPDATE") or diag $err;
	is(difference($fresh, catalogue("upgrade_old")), "", "$old: upgraded to $version equals fresh ($version)");
}

# ---- a synthetic next version: the current script and some objects more, reached by installation and by a step
my $probe_version = "999.0.0";
my @pieces = (
	[ base => <<'SQL' ],
CREATE TABLE sozialraum._probe (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text NOT NULL, x double precision);
CREATE FUNCTION sozialraum._probe_add(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN a OPERATOR(pg_catalog.+) b;
CREATE AGGREGATE sozialraum._probe_sum(double precision) (SFUNC = sozialraum._probe_add, STYPE = double precision, COMBINEFUNC = sozialraum._probe_add,
    INITCOND = '0', PARALLEL = SAFE);
CREATE VIEW sozialraum._probe_view WITH (security_invoker = true) AS SELECT code, x FROM sozialraum._probe;
ALTER TABLE sozialraum._probe ENABLE ROW LEVEL SECURITY;
SQL
	[ "a column's default" => "ALTER TABLE sozialraum._probe ALTER x SET DEFAULT 0;" ],
	[ "a check constraint" => "ALTER TABLE sozialraum._probe ADD CONSTRAINT probe_check CHECK (x >= 0);" ],
	[ "an index"           => "CREATE INDEX _probe_code ON sozialraum._probe (code);" ],
	[ "a policy"           => "CREATE POLICY probe_read ON sozialraum._probe FOR SELECT USING (code = current_user);" ],
	[ "a trigger" => "CREATE TRIGGER probe_trigger BEFORE UPDATE ON sozialraum._probe FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();" ],
	[ "a comment on a function" => "COMMENT ON FUNCTION sozialraum._probe_add(double precision, double precision) IS 'Sum of two numbers.';" ],
	[ "a comment on a column"   => "COMMENT ON COLUMN sozialraum._probe.x IS 'A number.';" ],
	[ "a privilege"             => "REVOKE EXECUTE ON FUNCTION sozialraum._probe_add(double precision, double precision) FROM PUBLIC;" ],
	[ "a grant on a table"      => "GRANT SELECT ON sozialraum._probe TO PUBLIC;" ],
	[ "a cost"                  => "ALTER FUNCTION sozialraum._probe_add(double precision, double precision) COST 7;" ],
	[ "the mark for pg_dump"    => "SELECT pg_catalog.pg_extension_config_dump('sozialraum._probe', '');" ],
	[ "the mark of a sequence"  => "SELECT pg_catalog.pg_extension_config_dump('sozialraum._probe_id_seq', '');" ],
	[ "a sequence's start"      => "ALTER SEQUENCE sozialraum._probe_id_seq START 1000;" ],
	[ "a further overload"      => "CREATE FUNCTION sozialraum._probe_add(a integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN a;" ],
);

sub write_script
{
	my ($name, $text) = @_;
	open(my $fh, ">", "$dir/$name") or die "$dir/$name: $!";
	print $fh $text;
	close($fh);
	push @made, "$dir/$name";
}

my $current = slurp("$dir/sozialraum--$version.sql");
my $all = join "\n", map { $_->[1] } @pieces;
write_script("sozialraum--$probe_version.sql", "$current\n$all\n");
write_script("sozialraum--$version--$probe_version.sql", $all);

installed_with("upgrade_probe_fresh", $probe_version);
my $wanted = catalogue("upgrade_probe_fresh");
isnt(difference($fresh, $wanted), "", "the synthetic version differs from the current one");

create_db("upgrade_probe", "upgrade_again");
sql("upgrade_probe", "ALTER EXTENSION sozialraum UPDATE TO '$probe_version'");
is(difference($wanted, catalogue("upgrade_probe")), "", "a complete step: upgraded equals fresh");

# the same step with one piece forgotten: every one must be noticed (0: nothing forgotten, as the control)
for my $i (0 .. $#pieces)
{
	my $step = join "\n", map { $pieces[$_][1] } grep { $i == 0 || $_ != $i } 0 .. $#pieces;
	write_script("sozialraum--$version--$probe_version.sql", $step);
	my $upgraded = sql("upgrade_again",
		"BEGIN; ALTER EXTENSION sozialraum UPDATE TO '$probe_version';\n" . slurp("$root/test/t/catalogue.sql") . "\nROLLBACK;");
	if ($i == 0) { is(difference($wanted, $upgraded), "", "nothing forgotten, nothing noticed") }
	else { isnt(difference($wanted, $upgraded), "", "noticed when a step forgets $pieces[$i][0]") }
}

drop_db($_) for qw(upgrade_fresh upgrade_again upgrade_old upgrade_probe upgrade_probe_fresh);
done_testing();
