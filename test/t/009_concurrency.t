# Two sessions compute one monitor and date at once: one edition, consistent. Another monitor is not held up.
use strict;
use warnings;
use Test::More;
use IPC::Run qw(start finish pump timeout);
use SozialraumTest;

my $db = installed_with("concurrency");
sql($db, <<'SQL');
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_variable('x', 'x');
SELECT sozialraum.define_indicator('X', 'A', 'X', 'x', per => 1, polarity => -1, method => 'value');
SELECT sozialraum.define_area('ort', 'o' || i, 'Ort') FROM generate_series(1, 200) AS i;
SELECT sozialraum.set_observation('ort', 'o' || i, 'x', '2023-12-31', i) FROM generate_series(1, 200) AS i;
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('m', 'M', 'ort'), ('other', 'O', 'ort');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator) VALUES ('m', 'X'), ('other', 'X');
SQL

# a session that stays open: say(SESSION, SQL) sends, hear(SESSION, PATTERN) waits for an answer
sub session
{
	my ($name) = @_;
	my %s = (in => "", out => "", err => "", name => $name);
	$s{run} = start(["psql", "-X", "-q", "-A", "-t", "-v", "VERBOSITY=verbose", "-d", $db], "<", \$s{in}, ">", \$s{out}, "2>", \$s{err}, $s{timer} = timeout(60));
	say_to(\%s, "SET application_name = '$name';");
	return \%s;
}
sub say_to { my ($s, $text) = @_; $s->{in} .= "$text\n"; $s->{run}->pump_nb }
sub hear { my ($s, $pattern) = @_; $s->{run}->pump until $s->{out} =~ $pattern; my @m = $s->{out} =~ $pattern; $s->{out} = ""; return $m[0] }
# waits until the session waits for an advisory lock; false after ten seconds
sub waits
{
	my ($name) = @_;
	for (1 .. 100)
	{
		return 1 if sql($db, "SELECT count(*) FROM pg_stat_activity WHERE application_name = '$name' AND wait_event_type = 'Lock' AND wait_event = 'advisory'") eq "1";
		select(undef, undef, undef, 0.1);
	}
	return 0;
}
my $consistent = <<'SQL';
SELECT (SELECT count(*) FROM sozialraum.edition WHERE monitor = 'm'), (SELECT count(*) FROM sozialraum.edition_score WHERE edition = e.id),
	(SELECT count(DISTINCT area_id) FROM sozialraum.edition_value WHERE edition = e.id), e.scored_count,
	(SELECT max(value[1]) FROM sozialraum.edition_value WHERE edition = e.id), (SELECT count(*) FROM sozialraum.edition_score WHERE edition = e.id AND rank = 1)
FROM sozialraum.edition AS e WHERE monitor = 'm'
SQL

my ($a, $b, $c) = map { session($_) } qw(first second third);
say_to($a, "BEGIN; SELECT 'a=' || sozialraum.compute_edition('m', '2023-12-31');");
my $id = hear($a, qr/a=(\d+)/);
say_to($b, "SELECT 'b=' || sozialraum.compute_edition('m', '2023-12-31');");
ok(waits("second"), "the second computation of the same monitor and date waits for the first");
is(sql($db, "SELECT count(*) FROM sozialraum.edition"), "0", "and sees nothing of it");
sql($db, "SET statement_timeout = '20s'; SELECT sozialraum.compute_edition('other', '2023-12-31')");
is(sql($db, "SELECT count(*) FROM sozialraum.edition WHERE monitor = 'other'"), "1", "another monitor is not held up");
sql($db, "SET statement_timeout = '20s'; SELECT sozialraum.compute_edition('m', '2022-12-31'); DELETE FROM sozialraum.edition WHERE reference_date = '2022-12-31'");
pass("nor is another date");
# what the second one computes is what is there when its turn comes
sql($db, "SELECT sozialraum.set_observation('ort', 'o200', 'x', '2023-12-31', 999)");
say_to($a, "COMMIT;");
is(hear($b, qr/b=(\d+)/), $id, "then the second recomputes the draft of the first");
is(sql($db, $consistent), "1|200|200|200|999|1", "one edition, complete, with the figures of the second's turn");

# the first one gives up: the second makes the edition alone
sql($db, "DELETE FROM sozialraum.edition WHERE monitor = 'm'");
say_to($a, "BEGIN; SELECT 'a=' || sozialraum.compute_edition('m', '2023-12-31');");
hear($a, qr/a=(\d+)/);
say_to($c, "SELECT 'c=' || sozialraum.compute_edition('m', '2023-12-31');");
ok(waits("third"), "again one waits");
say_to($a, "ROLLBACK;");
like(hear($c, qr/c=(\d+)/), qr/^\d+$/, "and computes when the first rolls back");
is(sql($db, $consistent), "1|200|200|200|999|1", "one edition, complete");

# a crowd, without any order
my @crowd = map { session("crowd$_") } 1 .. 4;
say_to($_, "SELECT 'd=' || count(sozialraum.compute_edition('m', '2023-12-31')) FROM generate_series(1, 5);") for @crowd;
hear($_, qr/d=(5)/) for @crowd;
is(sql($db, $consistent), "1|200|200|200|999|1", "four sessions, five times each: one edition, complete");
is(join("", map { $_->{err} } $a, $b, $c, @crowd), "", "nobody saw an error");
for ($a, $b, $c, @crowd) { $_->{in} .= "\\q\n"; $_->{run}->finish }

drop_db($db);
done_testing();
