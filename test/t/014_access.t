# Access across sessions and databases: logins of their own, a grant revoked while its reader is connected, granting waits for publishing,
# and everything as it was after dump and restore, under the names of the roles.
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use IPC::Run qw(run start finish timeout);
use SozialraumTest;

my $tmp = tempdir(CLEANUP => 1);
my $db = installed_with("access");
my @roles = qw(access_town access_other access_plan access_read);
sub drop_roles { sql("postgres", "SET client_min_messages = warning; " . join "", map { "DROP ROLE IF EXISTS $_;" } @roles) }
drop_db("access_restored");
drop_roles();
sql($db, <<'SQL');
SET client_min_messages = warning;
CREATE ROLE access_plan LOGIN; CREATE ROLE access_read NOLOGIN;
CREATE ROLE access_town LOGIN IN ROLE access_read; CREATE ROLE access_other LOGIN IN ROLE access_read;
SELECT sozialraum.setup_roles('access_plan', 'access_read');
INSERT INTO sozialraum.dimension (code, name) VALUES ('D', 'D');
SELECT sozialraum.define_level('ort', 'Ort', 10), sozialraum.define_level('gem', 'Gemeinde', 20);
SELECT sozialraum.define_area('gem', g, 'Gemeinde ' || g) FROM unnest('{A,B}'::text[]) AS g;
SELECT sozialraum.define_area('ort', g || i, 'Ort', parent => g) FROM unnest('{A,B}'::text[]) AS g, generate_series(1, 5) AS i;
SELECT sozialraum.define_variable('x', 'x');
SELECT sozialraum.define_indicator('X', 'D', 'X', 'x', per => 1, polarity => -1, method => 'value');
SELECT sozialraum.set_observation('ort', a.key, 'x', '2023-12-31', 10 * a.id) FROM sozialraum.area AS a WHERE a.level = 'ort';
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('m', 'M', 'ort');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator) VALUES ('m', 'X');
SQL
sub as { my ($role, $text, $where) = @_; my ($out, $err, $ok) = try_sql($where // $db, $text, "-U", $role); return $ok ? $out : ($err =~ /ERROR:\s+(\w{5})/)[0] // $err }

like(as("access_plan", "SELECT sozialraum.grant_area('access_town', 'A')"), qr/^\d+$/, "a planner grants, logged in as such");
is(as("access_plan", "SELECT length(sozialraum.publish_edition(sozialraum.compute_edition('m', '2023-12-31')))"), "64", "and publishes");
my $mine = "SELECT string_agg(area_key, ',' ORDER BY area_key) FROM sozialraum.bi_entitled_value";
is(as("access_town", $mine), "A,A1,A2,A3,A4,A5", "the municipality reads its values");
is(as("access_other", $mine), "", "the other one nothing");
is(as("access_town", "SET ROLE access_other"), "42501", "and cannot become the other one");
is(as("access_town", "SELECT count(*) FROM sozialraum.observation"), "42501", "nor read base tables");
is(as("access_town", "COPY sozialraum.entitled_value TO STDOUT") =~ tr/\n// + 1, 6, "COPY gives its own rows");
my ($dump, $err) = ("", "");
ok(!run([ "pg_dump", "-U", "access_town", "-t", "sozialraum.entitled_value", $db ], ">", \$dump, "2>", \$err), "pg_dump of a reader fails");
unlike($dump, qr/^\d+\t\d+\t/m, "and has written no row");

# a session that stays open
sub session
{
	my ($role, $name) = @_;
	my %s = (in => "", out => "", err => "");
	$s{run} = start([ "psql", "-X", "-q", "-A", "-t", "-U", $role, "-d", $db ], "<", \$s{in}, ">", \$s{out}, "2>", \$s{err}, timeout(60));
	ask(\%s, "SET application_name = '$name'; SELECT 'ready;'", qr/ready;/);
	return \%s;
}
sub tell_to { my ($s, $text) = @_; $s->{in} .= "$text\n"; $s->{run}->pump_nb }
sub hear { my ($s, $pattern) = @_; $s->{run}->pump until $s->{out} =~ $pattern; my $m = $1 // ""; $s->{out} = ""; return $m }
sub ask { my ($s, $text, $pattern) = @_; tell_to($s, "$text;"); return hear($s, $pattern) }
sub waits
{
	for (1 .. 100)
	{
		return 1 if sql($db, "SELECT count(*) FROM pg_stat_activity WHERE application_name = '$_[0]' AND wait_event_type = 'Lock' AND wait_event = 'advisory'") eq "1";
		select(undef, undef, undef, 0.1);
	}
	return 0;
}

my $reader = session("access_town", "access reader");
my $count = "SELECT 'n=' || count(*) || ';' FROM sozialraum.entitled_value";
is(ask($reader, $count, qr/n=(\d+);/), "6", "an open session reads");
is(ask($reader, "PREPARE q AS $count; EXECUTE q", qr/n=(\d+);/), "6", "also by a prepared statement");
is(as("access_plan", "SELECT sozialraum.revoke_area('access_town')"), "1", "its grant is revoked");
is(ask($reader, $count, qr/n=(\d+);/), "0", "its next statement reads nothing");
is(ask($reader, "EXECUTE q", qr/n=(\d+);/), "0", "nor does the prepared one");
as("access_plan", "SELECT sozialraum.grant_area('access_town', 'A', note => 'again')");
is(ask($reader, "EXECUTE q", qr/n=(\d+);/), "6", "granted again, it reads again");
is(ask($reader, "BEGIN ISOLATION LEVEL REPEATABLE READ; $count", qr/n=(\d+);/), "6", "a transaction with a fixed view of the data");
as("access_plan", "SELECT sozialraum.withdraw_edition(1, 'test')");
is(ask($reader, $count, qr/n=(\d+);/), "6", "keeps it");
is(ask($reader, "COMMIT; $count", qr/n=(\d+);/), "0", "until it ends: then what was withdrawn is gone");

# publishing and granting, one after the other
my ($publisher, $granter) = (session("access_plan", "access publisher"), session("access_plan", "access granter"));
is(ask($publisher, "BEGIN; SELECT 'p=' || length(sozialraum.publish_edition(sozialraum.compute_edition('m', '2023-12-31'))) || ';'", qr/p=(\d+);/), "64", "an edition is being published");
tell_to($granter, "SELECT 'g=' || (sozialraum.grant_area('access_other', 'B') > 0) || ';';");
ok(waits("access granter"), "who grants waits for it");
is(as("access_other", $mine), "", "and gives nothing meanwhile");
tell_to($publisher, "COMMIT;");
is(hear($granter, qr/g=(\w+);/), "true", "then it is granted");
is(as("access_other", $mine), "B,B1,B2,B3,B4,B5", "and read");
# the same grant by two at once is one
tell_to($publisher, "BEGIN; SELECT 'g=' || (sozialraum.grant_area('access_other', 'A') > 0) || ';';");
hear($publisher, qr/g=(\w+);/);
tell_to($granter, "SELECT 'g=' || (sozialraum.grant_area('access_other', 'A') > 0) || ';';");
ok(waits("access granter"), "two grants of the same: the second waits");
tell_to($publisher, "ROLLBACK;");
hear($granter, qr/g=(\w+);/);
is(as("access_plan", "SELECT sozialraum.grant_area('access_other', 'A') > 0; SELECT count(*) FROM sozialraum.area_grant WHERE role = 'access_other'"), "t\n2", "and there is one");
for ($reader, $publisher, $granter) { $_->{in} .= "\\q\n"; finish($_->{run}) }

# dump and restore: policies, rights, grants
my $state = "SELECT tablename, policyname, permissive, roles, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'sozialraum' ORDER BY 1, 2; SELECT c.relname, a.attname, a.attstattarget FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
	. "WHERE c.relnamespace = 'sozialraum'::regnamespace AND a.attnum > 0 AND a.attstattarget = 0 ORDER BY 1, 2; SELECT relname, relrowsecurity FROM pg_class WHERE relnamespace = 'sozialraum'::regnamespace AND relkind = 'r' ORDER BY 1";
command("pg_dump", "-Fc", "-f", "$tmp/dump", $db);
create_db("access_restored");
command("pg_restore", "--exit-on-error", "-d", "access_restored", "$tmp/dump");
is(difference(sql($db, $state), sql("access_restored", $state)), "", "policies, row-level security and the statistics that are off are the same after a restore");
cmp_ok(scalar(split /\n/, sql($db, $state)), ">", 100, "and there are many of them");
for my $role (qw(access_town access_other))
{
	is(as($role, $mine, "access_restored"), as($role, $mine), "$role reads the same there");
	is(as($role, "SELECT count(*) FROM sozialraum.observation", "access_restored"), "42501", "and no more");
}
is(as("access_plan", "SELECT sozialraum.revoke_area('access_other') > 0", "access_restored"), "t", "planners plan");
is(as("access_other", $mine, "access_restored"), "", "and revoke");
is(sql("access_restored", "SELECT count(*) FROM sozialraum.audit_log WHERE action IN ('grant', 'revoke', 'publish', 'withdraw')"), sql($db, "SELECT count(*) + 2 FROM sozialraum.audit_log"), "the log goes on where it was");

drop_db($_) for ("access", "access_restored");
drop_roles();
done_testing();
