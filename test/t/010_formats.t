# Areas as they are delivered: GeoPackage, shapefile and GeoJSON, through ogr2ogr into a table and through ogr_fdw as a foreign
# table; all give the same areas. Source: the municipalities of the demonstration district (SOZIALRAUM_DEMO).
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use SozialraumTest;

plan skip_all => "no demonstration district yet" unless demo_db();
plan skip_all => "ogr2ogr is not installed" if system("ogr2ogr --version >/dev/null 2>&1") != 0;

my $tmp = tempdir(CLEANUP => 1);
chmod 0755, $tmp;
my $from = "PG:host=$ENV{PGHOST} port=$ENV{PGPORT} user=$ENV{PGUSER} dbname=" . demo_db();
my $select = "SELECT key AS schluessel, name, parent_key AS eltern, geom FROM musterlandkreis.area WHERE level = 'gemeinde' AND valid_to IS NULL ORDER BY key";
command("ogr2ogr", "-q", "-f", "GPKG", "$tmp/gemeinden.gpkg", $from, "-sql", $select, "-nln", "gemeinden");
command("ogr2ogr", "-q", "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", "$tmp/gemeinden.shp", $from, "-sql", $select, "-nln", "gemeinden");
# GeoJSON is in degrees, 9 digits are a tenth of a millimetre
command("ogr2ogr", "-q", "-f", "GeoJSON", "-t_srs", "EPSG:4326", "-lco", "COORDINATE_PRECISION=9", "$tmp/gemeinden.geojson", $from, "-sql", $select);
chmod 0644, glob("$tmp/*");

my $wanted = sql(demo_db(), "SELECT string_agg(key || ' ' || name, ',' ORDER BY key COLLATE \"C\") FROM musterlandkreis.area WHERE level = 'gemeinde' AND valid_to IS NULL");

sub fresh
{
	my ($db) = @_;
	installed_with($db);
	sql($db, "SELECT sozialraum.define_level('gemeinde', 'Gemeinde', 2)");
}

sub same
{
	my ($db, $relation, $what, $options) = @_;
	my $got = sql($db, "SELECT string_agg(outcome || ' ' || count, ', ') FROM sozialraum.import_areas('gemeinde', '$relation', key => 'schluessel', name => 'name', geometry => (SELECT attname FROM pg_attribute WHERE attrelid = '$relation'::regclass AND atttypid = 'geometry'::regtype), parent_by => 'none' $options)");
	is($got, "inserted 33, updated 0, unchanged 0, repaired 0", "$what: 33 municipalities");
	is(sql($db, "SELECT string_agg(key || ' ' || name, ',' ORDER BY key) FROM sozialraum.area"), $wanted, "$what: keys and names, umlauts and all");
	# against the district's own shapes, by surface (a shapefile turns its rings round)
	my $surface = sql($db, "SELECT round(sum(ST_Area(geom))) FROM sozialraum.area");
	cmp_ok(abs($surface - sql(demo_db(), "SELECT round(sum(ST_Area(geom))) FROM musterlandkreis.area WHERE level = 'gemeinde' AND valid_to IS NULL")), "<", 100, "$what: the same surface");
	drop_db($db);
}

for my $file ("gemeinden.gpkg", "gemeinden.shp", "gemeinden.geojson")
{
	fresh("formats");
	my $to = "PG:host=$ENV{PGHOST} port=$ENV{PGPORT} user=$ENV{PGUSER} dbname=formats";
	command("ogr2ogr", "-q", "-f", "PostgreSQL", $to, "$tmp/$file", "-nln", "delivered", "-lco", "GEOMETRY_NAME=geom", "-nlt", "PROMOTE_TO_MULTI");
	same("formats", "public.delivered", "$file by ogr2ogr", "");
}

SKIP:
{
	my $have = sql(demo_db(), "SELECT count(*) FROM pg_available_extensions WHERE name = 'ogr_fdw'");
	skip "ogr_fdw is not installed", 6 unless $have;
	for (["gemeinden.gpkg", "GPKG"], ["gemeinden.shp", "ESRI Shapefile"])
	{
		my ($file, $format) = @$_;
		fresh("formats");
		sql("formats", <<"SQL");
CREATE EXTENSION ogr_fdw;
CREATE SERVER delivery FOREIGN DATA WRAPPER ogr_fdw OPTIONS (datasource '$tmp/$file', format '$format');
CREATE SCHEMA delivered;
IMPORT FOREIGN SCHEMA ogr_all FROM SERVER delivery INTO delivered;
SQL
		# ogr_fdw before 1.1.5 does not pass on the reference system: without a word of ours it is refused, not guessed
		same("formats", "delivered.gemeinden", "$file by ogr_fdw", ", source_srid => 25832");
	}
}

done_testing();
