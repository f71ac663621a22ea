# Aggregates that keep their values pass 1 GB inside one process, with 16 bytes a value; a state that must travel says when it cannot.
use strict;
use warnings;
use Test::More;
use SozialraumTest;

my $rows = 135_000_000;     # 1 GB of doubles is 134,217,728
my ($available) = slurp("/proc/meminfo") =~ /^MemAvailable:\s+(\d+) kB/m;
plan skip_all => "less than 5 GB of memory are free" unless ($available // 0) > 5_000_000;

my $db = installed_with("large");
my ($out, $err, $ok) = try_sql($db, <<"SQL");
SET max_parallel_workers_per_gather = 0;
SELECT pg_backend_pid() AS pid \\gset
-- 1 ... n in turn: the Gini coefficient is (n - 1) / 3n, and the same over whole turns
SELECT abs(sozialraum.gini(x) - 999999 / 3000000.0) < 1e-12 FROM (SELECT (1 + (i * 7919) % 1000000)::double precision AS x FROM (SELECT generate_series(1, ${rows}::bigint) AS i) s) t;
SELECT (regexp_match(pg_read_file('/proc/' || :pid || '/status'), 'VmHWM:\\s+(\\d+) kB'))[1]::bigint * 1024 / $rows;
SQL
ok($ok, "gini over $rows rows") or diag "$err $out";
my ($right, $bytes) = split /\n/, $out;
is($right, "t", "its value");
cmp_ok($bytes, "<=", 17, "peak memory of the process: $bytes bytes a value, everything included");

(undef, $err, $ok) = try_sql($db, "SELECT length(sozialraum.gini_state(x)) FROM (SELECT generate_series(1, $rows)::double precision AS x) t");
ok(!$ok, "a state above 1 GB cannot travel");
like($err, qr/54000.*too large to be passed on.*\n.*135000000 rows.*\n.*max_parallel_workers_per_gather/s, "and the error says so, with a hint") or diag $err;

drop_db($db);
done_testing();
