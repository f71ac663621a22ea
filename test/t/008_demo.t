# What scripts/demo shows: the ranking, the picture and the statements to try, run in the demonstration district (SOZIALRAUM_DEMO).
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use SozialraumTest;

plan skip_all => "no demonstration district yet" unless demo_db();

SKIP:
{
	skip "examples/demo.sql is not there yet" unless -e "$root/examples/demo.sql";
	my ($out, $err, $ok) = try_sql(demo_db(), slurp("$root/examples/demo.sql"));
	ok($ok, "examples/demo.sql runs") or diag $err;
	cmp_ok(scalar(split /\n/, $out), ">", 30, "and prints a ranking");
	is((try_sql(demo_db(), slurp("$root/examples/demo.sql")))[0], $out, "the same again when it is run again");
}

SKIP:
{
	skip "examples/map.sql is not there yet" unless -e "$root/examples/map.sql";
	my ($svg, $err, $ok) = try_sql(demo_db(), slurp("$root/examples/map.sql"));
	ok($ok, "examples/map.sql runs") or diag $err;
	my $tmp = tempdir(CLEANUP => 1);
	open(my $fh, ">:raw", "$tmp/map.svg") or die $!;
	print $fh $svg;
	close($fh);
	my $shapes = eval { command(python(), "-c", <<'PY', "$tmp/map.svg") } // "";
import sys, xml.etree.ElementTree as tree
svg = tree.parse(sys.argv[1]).getroot()
assert svg.tag == "{http://www.w3.org/2000/svg}svg", svg.tag
print(sum(1 for e in svg.iter() if e.tag.endswith(("}path", "}polygon"))))
PY
	chomp $shapes;
	like($shapes, qr/^\d+$/, "it returns one well-formed SVG document") or diag $@;
	cmp_ok($shapes || 0, ">=", 30, "with a shape for every area");
}

SKIP:
{
	skip "examples/try.txt is not there yet" unless -e "$root/examples/try.txt";
	my $text = slurp("$root/examples/try.txt");
	my @statements = grep { /\S/ } split /;[ \t]*(?:\n|\z)/, $text;
	cmp_ok(scalar(@statements), ">=", 3, "three statements to try");
	for my $s (@statements)
	{
		my ($out, $err, $ok) = try_sql(demo_db(), "$s;");
		(my $name = $s) =~ s/\s+/ /g;
		ok($ok, "works: " . substr($name, 0, 60)) or diag $err;
		isnt($out, "", "and returns rows");
	}
}

done_testing();
