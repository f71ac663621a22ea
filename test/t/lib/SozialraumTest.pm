# SozialraumTest: what the TAP tests share. They are started by scripts/check, which gives them a running throwaway cluster
# (PGHOST, PGPORT, PGUSER) with the extension's files installed.
package SozialraumTest;
use strict;
use warnings;
use Exporter 'import';
use IPC::Run qw(run);
use Time::HiRes qw(time);
use Cwd qw(abs_path);
use File::Basename qw(dirname);

our @EXPORT = qw($root $version sql sql_file try_sql create_db drop_db command slurp difference extension_dir released version_list
  demo_db fingerprint installed_with python);

our $root = abs_path(dirname(__FILE__) . "/../../..");
die "PGHOST is not set: run scripts/check test/t/FILE.t\n" unless $ENV{PGHOST};
$ENV{PGOPTIONS} = "-c client_min_messages=warning";

sub slurp
{
	my ($file) = @_;
	open(my $fh, "<:raw", $file) or die "$file: $!";
	local $/;
	return scalar <$fh>;
}

our ($version) = slurp("$root/sozialraum.control") =~ /^default_version\s*=\s*'([^']+)'/m;

# run a program, die with its output when it fails; returns its standard output
sub command
{
	my ($out, $err) = ("", "");
	run(\@_, "<", \"", ">", \$out, "2>", \$err) or die "@_\n$err$out";
	return $out;
}

# the system's Python, which is the one that Debian's packages belong to; another may come first in the path
sub python { return -x "/usr/bin/python3" ? "/usr/bin/python3" : "python3" }

sub _psql { return ("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose", "-d", @_) }

# (standard output, error text, success) of SQL text; never dies
sub try_sql
{
	my ($db, $text, @options) = @_;
	my ($out, $err) = ("", "");
	my $ok = run([ _psql($db), @options, "-f", "-" ], "<", \$text, ">", \$out, "2>", \$err);
	chomp $out;
	return ($out, $err, $ok);
}

# standard output of SQL text; dies on an error
sub sql
{
	my ($db, $text, @options) = @_;
	my ($out, $err, $ok) = try_sql($db, $text, @options);
	die "SQL failed in $db: $err" unless $ok;
	return $out;
}

sub sql_file { my ($db, $file, @options) = @_; return sql($db, slurp($file), @options) }

sub drop_db { my ($db) = @_; sql("postgres", "DROP DATABASE IF EXISTS $db WITH (FORCE)") }

# create_db(NAME [, TEMPLATE]): a new database, empty unless a template is named
sub create_db
{
	my ($db, $template) = @_;
	drop_db($db);
	sql("postgres", "CREATE DATABASE $db TEMPLATE " . ($template // "template0") . " STRATEGY file_copy");
	return $db;
}

# a new database with the extension in it, of a certain version if named
sub installed_with
{
	my ($db, $v) = @_;
	create_db($db);
	sql($db, "CREATE EXTENSION postgis; CREATE EXTENSION btree_gist; CREATE EXTENSION sozialraum" . ($v ? " VERSION '$v'" : ""));
	return $db;
}

# lines only in the first text are marked -, only in the second +
sub difference
{
	my ($a, $b) = @_;
	my (%a, %b);
	$a{$_}++ for split /\n/, $a;
	$b{$_}++ for split /\n/, $b;
	my @d = ((map { "- $_" } grep { !$b{$_} } sort keys %a), (map { "+ $_" } grep { !$a{$_} } sort keys %b));
	return join "\n", @d;
}

# where the server looks for extension scripts
sub extension_dir
{
	chomp(my $share = command("pg_config", "--sharedir"));
	return "$share/extension";
}

# released versions, oldest first: [version, sha256]
sub released
{
	my @r;
	return @r unless -e "$root/sql/RELEASED";
	for (split /\n/, slurp("$root/sql/RELEASED"))
	{
		push @r, [$1, $2] if /^([0-9][^\s#]*)\s+([0-9a-f]{64})\s*$/;
	}
	return @r;
}

# database with the demonstration district, or undef while there is none
sub demo_db { return $ENV{SOZIALRAUM_DEMO} || undef }

# fingerprint(DB): one line per table of any user schema ("table rows hash"), independent of the rows' order, and one per sequence.
# Float values are compared bit for bit: the output has as many digits as the value needs.
sub fingerprint
{
	my ($db) = @_;
	my $statements = sql($db, <<'SQL');
SELECT format('SELECT %L, count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0), coalesce(sum(hashtextextended(t::text, 1)::numeric), 0) FROM %s t;',
              n.nspname || '.' || c.relname, c.oid::regclass)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY n.nspname, c.relname;
SELECT format('SELECT %L, last_value, is_called FROM %s;', 'sequence ' || n.nspname || '.' || c.relname, c.oid::regclass)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY n.nspname, c.relname;
SQL
	return sql($db, "SET extra_float_digits = 3; SET row_security = off;\n$statements");
}

1;
