# Editions with several people at once, and with crashes in the middle: each edition is wholly there or wholly absent, never mixed.
#
# SOZIALRAUM_CRASH_ROUNDS: how often a process is killed (default 12). The crashes happen in a cluster of their own.
use strict;
use warnings;
use Test::More;
use IPC::Run qw(start run timeout);
use Time::HiRes qw(time sleep);
use SozialraumTest;

my $rounds = $ENV{SOZIALRAUM_CRASH_ROUNDS} // 12;
my $setup = <<'SQL';
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('kreis', 'Kreis', 20);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_variable(v, v) FROM unnest('{x,y}'::text[]) AS v;
SELECT sozialraum.define_indicator(upper(v), 'A', v, v, per => 1, polarity => -1, method => 'value') FROM unnest('{x,y}'::text[]) AS v;
SELECT sozialraum.define_area('ort', 'o' || i, 'Ort', parent => 'K') FROM generate_series(1, 400) AS i;
SELECT sozialraum.set_observation('ort', 'o' || i, v, '2023-12-31', i * i % 83 + 10) FROM generate_series(1, 400) AS i, unnest('{x,y}'::text[]) AS v;
INSERT INTO sozialraum.monitor (code, name, level) SELECT m, m, 'ort' FROM unnest('{m,n,w}'::text[]) AS m;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, released) SELECT m, i, 'value' FROM unnest('{m,n,w}'::text[]) AS m, unnest('{X,Y}'::text[]) AS i;
SQL

# What is wrong with the editions, one line each; nothing: every one is wholly there. All rows of an edition are from one
# computation: the figures of x, in every table, sum up to the same.
my $wrong = <<'SQL';
SELECT format('%s %s: %s', e.id, e.status, w.what)
FROM sozialraum.edition AS e
CROSS JOIN LATERAL (SELECT sum(v.value[1]) AS total, count(*) AS rows, count(DISTINCT v.value[1]) AS other FROM sozialraum.edition_value AS v WHERE v.edition = e.id) AS v
CROSS JOIN LATERAL (VALUES
	('values', v.rows = 400), ('scores', (SELECT count(*) FROM sozialraum.edition_score AS s WHERE s.edition = e.id) = 400 AND e.scored_count = 400),
	('the whole', (SELECT r.value[1] FROM sozialraum.edition_reference AS r WHERE r.edition = e.id) = v.total),
	('mean', abs((e.definition #>> '{indicators,0,used,mean}')::double precision - v.total / 400) < 1e-9),
	('published rows', (SELECT count(*) FROM sozialraum.published_value AS p WHERE p.edition = e.id) = CASE e.status WHEN 'draft' THEN 0 ELSE 802 END),
	('entitled rows', (SELECT count(*) FROM sozialraum.entitled_value AS p WHERE p.edition = e.id) = CASE e.status WHEN 'draft' THEN 0 ELSE 802 END),
	('published figures', e.status = 'draft' OR (SELECT sum(p.value) FROM sozialraum.published_value AS p JOIN sozialraum.published_area AS a USING (edition, area_id) WHERE p.edition = e.id AND p.indicator = 'X' AND NOT a.is_reference) = v.total),
	('published scores', (SELECT count(*) FROM sozialraum.published_score AS p WHERE p.edition = e.id) = CASE e.status WHEN 'draft' THEN 0 ELSE 400 END),
	('heads', (SELECT count(*) FROM sozialraum.published_edition AS p WHERE p.edition = e.id AND p.status = e.status) = CASE e.status WHEN 'draft' THEN 0 ELSE 1 END),
	('logged', (SELECT count(*) FROM sozialraum.audit_log AS l WHERE l.edition = e.id AND l.action = 'publish') = CASE e.status WHEN 'draft' THEN 0 ELSE 1 END),
	('verified: ' || (SELECT COALESCE(string_agg(f.part, ' '), '') FROM sozialraum.verify_edition(e.id) AS f WHERE NOT f.intact), NOT EXISTS (SELECT FROM sozialraum.verify_edition(e.id) AS f WHERE NOT f.intact))) AS w (what, holds)
WHERE NOT COALESCE(w.holds, false)
UNION ALL
SELECT format('%s published rows without an edition', p.edition) FROM (SELECT edition FROM sozialraum.published_value UNION SELECT edition FROM sozialraum.published_area UNION SELECT edition FROM sozialraum.entitled_value
	UNION SELECT edition FROM sozialraum.audit_log WHERE action = 'publish') AS p WHERE NOT EXISTS (SELECT FROM sozialraum.edition AS e WHERE e.id = p.edition)
SQL

my $db = installed_with("editions");
sql($db, $setup);

# a session that stays open: say_to(SESSION, SQL) sends, hear(SESSION, PATTERN) waits for an answer
my @sessions;
sub session
{
	my ($name) = @_;
	my %s = (in => "", out => "", err => "", name => $name);
	$s{run} = start(["psql", "-X", "-q", "-A", "-t", "-v", "VERBOSITY=verbose", "-d", $db], "<", \$s{in}, ">", \$s{out}, "2>", \$s{err}, timeout(600));
	say_to(\%s, "SET application_name = '$name'; SET client_min_messages = error;");
	push @sessions, \%s;
	return \%s;
}
sub say_to { my ($s, $text) = @_; $s->{in} .= "$text\n"; $s->{run}->pump_nb }
sub hear { my ($s, $pattern) = @_; $s->{run}->pump until $s->{out} =~ $pattern; my @m = $s->{out} =~ $pattern; $s->{out} = ""; return $m[0] }
sub error_of { my ($s, $pattern) = @_; $s->{run}->pump until $s->{err} =~ $pattern; my ($m) = $s->{err} =~ $pattern; $s->{err} = ""; return $m }
sub waits
{
	my ($name) = @_;
	for (1 .. 200)
	{
		return 1 if sql($db, "SELECT count(*) FROM pg_stat_activity WHERE application_name = '$name' AND wait_event_type = 'Lock'") eq "1";
		sleep(0.05);
	}
	return 0;
}
sub compute { return sql($db, "SELECT sozialraum.compute_edition('$_[0]', '2023-12-31')") }
sub change { sql($db, "SELECT sozialraum.set_observation('ort', 'o1', 'x', '2023-12-31', $_[0])") }

my ($a, $b) = map { session($_) } qw(first second);

# ---- compute while somebody publishes the draft: the published one stays, the computation makes a new draft with the new figures
my $id = compute("m");
say_to($a, "BEGIN; SELECT 'a=' || sozialraum.publish_edition($id);");
like(hear($a, qr/a=(\w+)/), qr/^[0-9a-f]{64}$/, "the first publishes");
change(500);
say_to($b, "SELECT 'b=' || sozialraum.compute_edition('m', '2023-12-31');");
ok(waits("second"), "who computes the same monitor and date waits");
is(sql($db, "SELECT (SELECT count(*) FROM sozialraum.published_edition), (SELECT count(*) FROM sozialraum.published_value), (SELECT status FROM sozialraum.edition WHERE id = $id)"), "0|0|draft", "nobody sees a half-published edition");
say_to($a, "COMMIT;");
my $draft = hear($b, qr/b=(\d+)/);
isnt($draft, $id, "then makes a draft of its own");
is(sql($db, $wrong), "", "both are whole");
is(sql($db, "SELECT DISTINCT sum(difference) FROM sozialraum.diff_editions($id, $draft) WHERE what = 'value'"), "489", "one with the old figure, one with the new");

# ---- publish while somebody recomputes the draft: what is published is what was computed last, not a mixture
say_to($a, "BEGIN; SELECT sozialraum.set_observation('ort', 'o1', 'x', '2023-12-31', 600); SELECT 'a=' || sozialraum.compute_edition('m', '2023-12-31');");
is(hear($a, qr/a=(\d+)/), $draft, "the first recomputes the draft");
say_to($b, "SELECT 'b=' || sozialraum.publish_edition($draft);");
ok(waits("second"), "who publishes it waits");
say_to($a, "COMMIT;");
hear($b, qr/b=(\w+)/);
is(sql($db, $wrong), "", "and publishes it whole");
is(sql($db, "SELECT max(value) FROM sozialraum.published_value WHERE edition = $draft AND indicator = 'X' AND area_id = (SELECT id FROM sozialraum.area WHERE key = 'o1')"), "600", "with the figures of the recomputation");

# ---- the recomputation is rolled back: the old draft is published
change(700);
$draft = compute("m");
say_to($a, "BEGIN; SELECT sozialraum.set_observation('ort', 'o1', 'x', '2023-12-31', 800); SELECT 'a=' || sozialraum.compute_edition('m', '2023-12-31');");
hear($a, qr/a=(\d+)/);
say_to($b, "SELECT 'b=' || sozialraum.publish_edition($draft);");
ok(waits("second"), "again one waits");
say_to($a, "ROLLBACK;");
hear($b, qr/b=(\w+)/);
is(sql($db, "SELECT max(value) FROM sozialraum.published_value WHERE edition = $draft AND indicator = 'X' AND area_id = (SELECT id FROM sozialraum.area WHERE key = 'o1')"), "700", "and publishes the draft of before");

# ---- two publish the same draft: one does
$draft = compute("m");
say_to($a, "BEGIN; SELECT 'a=' || sozialraum.publish_edition($draft);");
my $checksum = hear($a, qr/a=(\w+)/);
say_to($b, "SELECT 'b=' || sozialraum.publish_edition($draft);");
ok(waits("second"), "the second who publishes the same draft waits");
say_to($a, "COMMIT;");
is(error_of($b, qr/ERROR:  (\w+): Only a draft can be published/), "55000", "and is told that it is published");
is(sql($db, "SELECT published_checksum FROM sozialraum.published_edition WHERE edition = $draft"), $checksum, "with the checksum of the first");

# ---- publish and withdraw
my $other = compute("m");
say_to($a, "BEGIN; SELECT sozialraum.withdraw_edition($draft, 'falsch') IS NOT NULL; SELECT 'a=1';");
hear($a, qr/a=(1)/);
say_to($b, "SELECT 'b=' || sozialraum.publish_edition($other);");
ok(waits("second"), "who publishes waits for who withdraws");
is(sql($db, "SELECT status FROM sozialraum.published_edition WHERE edition = $draft"), "published", "until then it is published");
say_to($a, "COMMIT;");
hear($b, qr/b=(\w+)/);
is(sql($db, "SELECT string_agg(status, ' ' ORDER BY edition) FROM sozialraum.published_edition WHERE edition IN ($draft, $other)"), "withdrawn published", "then one is withdrawn, the other published");
# two withdraw the same edition, with different reasons: the first one's stays
say_to($a, "BEGIN; SELECT sozialraum.withdraw_edition($other, 'erster') IS NOT NULL; SELECT 'a=1';");
hear($a, qr/a=(1)/);
say_to($b, "SELECT sozialraum.withdraw_edition($other, 'zweiter');");
ok(waits("second"), "two withdraw the same edition: the second waits");
say_to($a, "COMMIT;");
is(error_of($b, qr/ERROR:  (\w+): Only a published edition can be withdrawn/), "55000", "and is told");
is(sql($db, "SELECT DISTINCT reason FROM (SELECT reason FROM sozialraum.edition WHERE id = $other UNION ALL SELECT reason FROM sozialraum.published_edition WHERE edition = $other) AS r"), "erster", "the reason is the first one's");

# ---- two monitors at once: one after the other, both whole; computing a third is not held up
my ($m, $n) = (compute("m"), compute("n"));
say_to($a, "BEGIN; SELECT 'a=' || sozialraum.publish_edition($m);");
hear($a, qr/a=(\w+)/);
say_to($b, "SELECT 'b=' || sozialraum.publish_edition($n);");
ok(waits("second"), "another monitor is published afterwards, so that it is checked against the first");
sql($db, "SET statement_timeout = '30s'; SELECT sozialraum.compute_edition('w', '2023-12-31')");
pass("a third one can be computed meanwhile");
say_to($a, "COMMIT;");
hear($b, qr/b=(\w+)/);
is(sql($db, $wrong), "", "both are whole");

# ---- while somebody reads a draft: he sees one computation, before and after
$draft = compute("m");
change(900);
say_to($a, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 'a=' || sum(value[1]) FROM sozialraum.edition_value WHERE edition = $draft;");
my $sum = hear($a, qr/a=(\d+)/);
is(compute("m"), $draft, "a draft that somebody reads is recomputed without waiting");
say_to($a, "SELECT 'a=' || sum(value[1]) FROM sozialraum.edition_value WHERE edition = $draft;");
is(hear($a, qr/a=(\d+)/), $sum, "the reader still sees what he saw");
say_to($a, "COMMIT;");

# ---- an old snapshot publishes nothing and computes nothing stale
say_to($a, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 'a=' || count(*) FROM sozialraum.edition;");
hear($a, qr/a=(\d+)/);
change(1000);
compute("m");
say_to($a, "SELECT sozialraum.publish_edition($draft);");
is(error_of($a, qr/ERROR:  (\w+): Editions are published at the isolation level read committed/), "25000", "a transaction with an old snapshot does not publish");
say_to($a, "ROLLBACK; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 'a=' || count(*) FROM sozialraum.edition;");
hear($a, qr/a=(\d+)/);
compute("m");
say_to($a, "SELECT sozialraum.compute_edition('m', '2023-12-31');");
is(error_of($a, qr/ERROR:  (\w+): could not serialize/), "40001", "nor does it compute over what others computed since");
say_to($a, "ROLLBACK;");
say_to($a, "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT sozialraum.publish_edition($draft);");
is(error_of($a, qr/ERROR:  (\w+): Editions are published/), "25000", "nor a serialisable one");
say_to($a, "ROLLBACK;");
my $old = sql($db, "SELECT max(id) FROM sozialraum.edition WHERE status = 'published'");
say_to($a, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 'a=' || count(*) FROM sozialraum.edition;");
hear($a, qr/a=(\d+)/);
sql($db, "SELECT sozialraum.withdraw_edition($old, 'x')");
say_to($a, "SELECT sozialraum.erase_edition_inputs($old, 'y');");
is(error_of($a, qr/ERROR:  (\w+): could not serialize/), "40001", "nor does it erase what was withdrawn since");
say_to($a, "ROLLBACK;");

# ---- nothing is slipped in while somebody publishes: a planner who writes by hand, with the state of before
sql($db, "DROP ROLE IF EXISTS sozialraum_test_planner; DROP ROLE IF EXISTS sozialraum_test_reader; CREATE ROLE sozialraum_test_planner; CREATE ROLE sozialraum_test_reader; SELECT sozialraum.setup_roles('sozialraum_test_planner', 'sozialraum_test_reader')");
my %slip = (
	"INSERT INTO sozialraum.published_value (edition, area_id, position, indicator, value, status) VALUES (?, 4711, 1, 'X', 1, 'final')" => 42501,
	"INSERT INTO sozialraum.entitled_area (edition, territory_id, area_id) VALUES (?, 4711, 1)" => 42501,
	"INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name) SELECT ?, id, 'K', 'K' FROM sozialraum.area WHERE key = 'K'" => 55000,
	"INSERT INTO sozialraum.edition_value (edition, area_id, value, numerator, denominator) SELECT ?, id, '{}', '{}', '{}' FROM sozialraum.area WHERE key = 'K'" => 55000,
	"UPDATE sozialraum.edition_score SET score = 99 WHERE edition = ?" => 55000,
	"UPDATE sozialraum.edition_value SET value = '{1,1}' WHERE edition = ?" => 55000,
	"DELETE FROM sozialraum.edition_value WHERE edition = ?" => 55000,
	"DELETE FROM sozialraum.edition WHERE id = ?" => 55000,
	"UPDATE sozialraum.edition SET checksum = 'x' WHERE id = ?" => 55000);
say_to($b, "SET ROLE sozialraum_test_planner;");
for my $statement (sort keys %slip)
{
	my $e = compute("w");
	say_to($a, "BEGIN; SELECT 'a=' || sozialraum.publish_edition($e);");
	hear($a, qr/a=(\w+)/);
	(my $text = $statement) =~ s/\?/$e/;
	say_to($b, "$text;");
	ok(waits("second"), "waits for who publishes: " . substr($statement, 0, 60));
	say_to($a, "COMMIT;");
	like(error_of($b, qr/ERROR:  (\w+):/), qr/^($slip{$statement}|40001)$/, "and is refused");
}
# the other way round: who publishes waits for who writes, and then sees it
my $e = compute("w");
say_to($b, "BEGIN; UPDATE sozialraum.edition_score SET label = 'von Hand' WHERE edition = $e; SELECT 'b=1';");
hear($b, qr/b=(1)/);
say_to($a, "SELECT 'a=' || sozialraum.publish_edition($e);");
ok(waits("first"), "who publishes waits for who writes into the draft");
say_to($b, "COMMIT;");
hear($a, qr/a=(\w+)/);
is(sql($db, "SELECT DISTINCT label FROM sozialraum.published_score WHERE edition = $e"), "von Hand", "and publishes what was written");
# COPY is refused to roles under row-level security
say_to($b, "COPY sozialraum.published_value FROM STDIN;\n\\.");
is(error_of($b, qr/ERROR:  (\w+):/), "0A000", "nor does a planner COPY anything in");
is(sql($db, $wrong), "", "every edition is whole");

# ---- a crowd: everybody computes, publishes, withdraws and erases three monitors in another order; nobody waits for ever
my @crowd = map { session("crowd$_") } 0 .. 3;
my $turn = <<'SQL';
DO $$
DECLARE m text; e bigint;
BEGIN
	FOREACH m IN ARRAY '{MONITORS}'::text[] LOOP
		e := sozialraum.compute_edition(m, '2023-12-31');
		BEGIN PERFORM sozialraum.publish_edition(e); EXCEPTION WHEN object_not_in_prerequisite_state OR undefined_object THEN NULL; END;
		COMMIT;
		SELECT min(id) INTO e FROM sozialraum.edition WHERE monitor = m AND status = 'published';
		BEGIN PERFORM sozialraum.withdraw_edition(e, 'Gedränge'); EXCEPTION WHEN object_not_in_prerequisite_state OR undefined_object THEN NULL; END;
		COMMIT;
		BEGIN PERFORM sozialraum.erase_edition_inputs(e, 'Gedränge', NULL); EXCEPTION WHEN object_not_in_prerequisite_state OR undefined_object THEN NULL; END;
		COMMIT;
	END LOOP;
END $$;
SQL
my @order = ("m,n,w", "w,n,m", "n,m,w", "w,m,n");
for my $i (0 .. 3) { (my $t = $turn) =~ s/MONITORS/$order[$i]/; say_to($crowd[$i], $t . "SELECT 'c=1';") }
hear($_, qr/c=(1)/) for @crowd;
is(join("", map { $_->{err} } @crowd), "", "four sessions in four orders: no error, no deadlock");
is(sql($db, "SELECT count(*) FROM sozialraum.verify_editions() WHERE intact IS DISTINCT FROM true"), "0", "all editions intact");
is(sql($db, "SELECT bool_and(n = 1) FROM (SELECT count(*) AS n FROM sozialraum.audit_log WHERE action = 'publish' GROUP BY edition) AS l"), "t", "each was published once");
for (@sessions) { $_->{in} .= "\\q\n"; $_->{run}->finish }
drop_db($db);
sql("postgres", "DROP ROLE sozialraum_test_planner; DROP ROLE sozialraum_test_reader");

# ---------------------------------------------------------------------------------------------------------------------
# crashes, in a cluster of their own: the processes are killed by number
my %host = map { $_ => $ENV{$_} } qw(PGHOST PGPORT);
sub cluster { return command("bash", "-c", '. "$0/scripts/lib.sh"; locate; ' . $_[0], $root) }
sub start_crash
{
	my ($host, $port, $pid) = split /\n/, cluster('start_cluster crash "fsync = off" "full_page_writes = on" "max_connections = 20" >&2; echo "$PGHOST"; echo "$PGPORT"; as_server head -n 1 "$RUN/crash/data/postmaster.pid"');
	@ENV{qw(PGHOST PGPORT)} = ($host, $port);
	return $pid;
}
sub children { my ($pid) = @_; my $out = ""; run(["ps", "-o", "pid=", "--ppid", $pid], ">", \$out); return split " ", $out }

cluster('remove_cluster crash');
my $postmaster = start_crash();
$db = installed_with("crash");
sql($db, $setup);
# what stays whatever happens: a published, a withdrawn and an erased edition
for my $what ("", "SELECT sozialraum.withdraw_edition(?, 'x')", "SELECT sozialraum.erase_edition_inputs(?, 'x')")
{
	my $e = compute("w");
	sql($db, "SELECT sozialraum.publish_edition($e)");
	sql($db, $what =~ s/\?/$e/r) if $what;
}
sub kept { return sql($db, "SELECT string_agg(edition || status || published_checksum || snapshot_checksum, ' ' ORDER BY edition) FROM sozialraum.published_edition WHERE monitor = 'w'") }
my $kept = kept();
my $seed = $ENV{SOZIALRAUM_CRASH_SEED} // time() * 1000 % 1000000;
srand($seed);

# how long the statements take undisturbed, so that the kills fall into them
my %work = (publish => "SELECT sozialraum.publish_edition(?)", compute => "SELECT sozialraum.compute_edition('m', '2023-12-31')", erase => "SELECT sozialraum.erase_edition_inputs(?, 'Frist')");
my (%took, %killed, %survived, @bad);
for my $round (1 .. $rounds)
{
	my $kind = (qw(publish compute erase))[$round % 3];
	my $victim = $round % 2 ? "backend" : "postmaster";
	change(1000 + $round) if $kind ne "erase";
	my $e = compute("m");
	sql($db, "SELECT sozialraum.publish_edition($e)") if $kind eq "erase";
	change(2000 + $round) if $kind eq "compute";
	my $state = "SELECT (SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM (SELECT v::text FROM sozialraum.edition_value AS v UNION ALL SELECT s::text FROM sozialraum.edition_score AS s UNION ALL SELECT e::text FROM sozialraum.edition AS e) AS t)
		|| (SELECT count(*) FROM sozialraum.published_value)::text || (SELECT count(value) FROM sozialraum.entitled_value)::text || (SELECT count(*) FROM sozialraum.audit_log)::text || (SELECT count(*) FROM sozialraum.edition_erasure)::text";
	my $before = sql($db, $state);
	my ($in, $out, $err) = ("SELECT 'pid=' || pg_backend_pid();\n", "", "");
	my $session = start(["psql", "-X", "-q", "-A", "-t", "-d", $db], "<", \$in, ">", \$out, "2>", \$err, timeout(300));
	$session->pump until $out =~ /pid=(\d+)/;
	my ($pid) = $out =~ /pid=(\d+)/;
	(my $statement = $work{$kind}) =~ s/\?/$e/;
	$in .= "$statement;\n\\q\n";
	my $t0 = time();
	$session->pump_nb;
	# the first of a kind is timed; the others are killed somewhere within that time
	if ($took{$kind}) { sleep(rand() * $took{$kind}) } else { sleep(0.02) }
	my @all = $victim eq "postmaster" ? (children($postmaster), $postmaster) : ($pid);
	my $hit = kill 9, reverse @all;
	eval { $session->finish };
	eval { $session->kill_kill } if $@;
	if ($victim eq "postmaster")
	{
		# all its processes are dead; where nobody collects them, their numbers still look alive to the next one
		sleep(0.1);
		cluster('as_server rm -f "$RUN/crash/data/postmaster.pid" "$RUN"/crash/s/.s.PGSQL.*');
		$postmaster = start_crash();
	}
	my $up = 0;
	for (1 .. 300) { my (undef, undef, $ok) = try_sql($db, "SELECT 1"); if ($ok) { $up = 1; last } sleep(0.1) }
	do { push @bad, "$round: the server does not come back"; last } unless $up;
	my $after = sql($db, $state);
	my $done = $out =~ /pid=\d+\n+\S/;
	$after eq $before ? $killed{"$kind by $victim"}++ : $survived{"$kind by $victim"}++;
	push @bad, "$round $kind $victim: it answered, and is undone" if $done && $after eq $before;
	my $kind_wrong = $wrong;
	$kind_wrong =~ s/FROM sozialraum.edition AS e\n/FROM (SELECT * FROM sozialraum.edition AS e WHERE e.id = $e AND NOT EXISTS (SELECT FROM sozialraum.edition_erasure AS x WHERE x.edition = e.id)) AS e\n/;
	my $w = sql($db, $kind_wrong . ";SELECT e.id || ': ' || v.part FROM sozialraum.edition AS e CROSS JOIN LATERAL sozialraum.verify_edition(e.id) AS v WHERE e.monitor = 'w' AND NOT v.intact;
		SELECT 'not finished ' || id FROM sozialraum.edition_erasure WHERE snapshot_checksum_after IS NULL");
	push @bad, "$round $kind $victim: $w" if $w;
	push @bad, "$round $kind $victim: published editions have changed" if kept() ne $kept;
	# and it works again
	$t0 = time();
	if ($kind eq "publish" && $after eq $before) { sql($db, "SELECT sozialraum.publish_edition($e)") }
	elsif ($kind eq "erase" && $after eq $before) { sql($db, "SELECT sozialraum.erase_edition_inputs($e, 'danach')") }
	elsif ($kind eq "compute") { push @bad, "$round: another draft" if compute("m") ne $e }
	$took{$kind} = time() - $t0 if !$took{$kind} && $after eq $before;
	$w = sql($db, "SELECT count(*) FROM sozialraum.verify_edition($e) WHERE NOT intact");
	push @bad, "$round $kind $victim: done again, and not intact" if $w ne "0";
}
push @bad, sql($db, "SELECT edition || ': ' || array_to_string(broken, ' ') FROM sozialraum.verify_editions() WHERE intact IS DISTINCT FROM true");
is(join("\n", grep { $_ ne "" } @bad), "", "$rounds times killed: the old state or the new one, checksums as they were, and it works again");
my $hits = 0;
$hits += $_ for values %killed;
cmp_ok($hits, ">", $rounds / 3, "enough kills came in the middle");
diag("$rounds rounds, seed $seed; in the middle: " . join(", ", map { "$_ $killed{$_}" } sort keys %killed) . "; too late: " . join(", ", map { "$_ $survived{$_}" } sort keys %survived)) if $rounds > 12;
cluster('remove_cluster crash');
@ENV{qw(PGHOST PGPORT)} = @host{qw(PGHOST PGPORT)};

done_testing();
