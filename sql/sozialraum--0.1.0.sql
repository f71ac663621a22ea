-- sozialraum: built from sql/parts; edit there, not here.
\echo Use "CREATE EXTENSION sozialraum CASCADE" to load this file. \quit
-- ---------------------------------------------------------------------------------------------------------------------
-- Reading the cells of delivered tables: figures with their marks, dates, official keys.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.parse_value("text" text, marks text DEFAULT 'destatis', decimal_mark text DEFAULT '.', missing text[] DEFAULT NULL,
	OUT value double precision, OUT status text, OUT ok boolean)
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_value';
COMMENT ON FUNCTION sozialraum.parse_value(text, text, text, text[]) IS
'Reads a cell of an official table strictly: a number, or a mark that becomes a value and a status, or nothing. Spaces around it (no-break and thin ones too) do not matter. decimal_mark: point (1234.5) or comma (1234,5), optionally followed by the separator of thousands, which then may be used, in exact groups of three: ''.,'' for 1,234.5, '',.'' for 1.234,5, '', '' for 1 234,5. marks: destatis and ffcsv (- exactly zero; 0 more than nothing, less than half of the last digit: the value 0; . or * unknown or secret: secret; / unreliable; x not meaningful; … or ... later; 12p preliminary, 12r revised, 12s estimated; (12) uncertain), ba (* secret, . unknown, - zero, x, …), zensus (as destatis, and an en dash is secret), plain (numbers only). missing: texts and numbers that mean unknown (-9999 is also found as -9999,00). An en dash outside of zensus is rejected, because it means zero to some offices and secret to others. ok is false for anything else (exponents, NaN, infinity, digits missing beside the decimal mark, numbers beyond double precision); an empty cell or NULL gives value and status NULL with ok true. The result is the nearest double in every locale. NULL for marks or decimal_mark gives NULL. Errors: 22023 for an unknown set of marks or decimal mark. Source: Statistisches Bundesamt and Bundesagentur für Arbeit, Zeichenerklärung.';

CREATE FUNCTION sozialraum._parse_number("text" text, marks text, decimal_mark text, missing text[]) RETURNS double precision
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_number';
COMMENT ON FUNCTION sozialraum._parse_number(text, text, text, text[]) IS 'The value of parse_value() alone.';

CREATE FUNCTION sozialraum._parse_status("text" text, marks text, decimal_mark text, missing text[]) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_status';
COMMENT ON FUNCTION sozialraum._parse_status(text, text, text, text[]) IS 'The status of parse_value() alone, or rejected, or empty.';

CREATE FUNCTION sozialraum._number_status(value double precision, missing text[]) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_number_status';
COMMENT ON FUNCTION sozialraum._number_status(double precision, text[]) IS 'Status of a cell of a numeric column: final, unknown (declared missing), rejected (NaN, infinite) or empty.';

CREATE FUNCTION sozialraum._mark_status("text" text) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_mark_status';
COMMENT ON FUNCTION sozialraum._mark_status(text) IS 'Status that a cell of a column of marks gives (p, r, s, e, (), KLAMMERN, . * / x …, or the name of a status); empty: none; rejected: not known.';

CREATE FUNCTION sozialraum.parse_date("text" text, format text) RETURNS date
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_date';
COMMENT ON FUNCTION sozialraum.parse_date(text, text) IS
'Reads a date by an explicit format of YYYY, MM, DD and the separators - . / and space, never by DateStyle: YYYY-MM-DD, DD.MM.YYYY, YYYYMMDD. Every part has all its digits. Without a day it is the last day of the month (YYYYMM), without a month the last day of the year (YYYY). NULL where the text is no date of that format. Errors: 22023 for a format that is none.';

CREATE FUNCTION sozialraum.official_key(key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN pg_catalog.btrim(key) OPERATOR(pg_catalog.~) '^(0[1-9]|1[0-6])[0-9]{10}$'
	THEN pg_catalog.left(pg_catalog.btrim(key), 5) OPERATOR(pg_catalog.||) pg_catalog.right(pg_catalog.btrim(key), 3)
	ELSE pg_catalog.btrim(key) END;
COMMENT ON FUNCTION sozialraum.official_key(text) IS
'The form of an official municipality key in which keys of both lengths meet: the twelve digits of an ARS (Land 2, Regierungsbezirk 1, Kreis 2, Verband 4, Gemeinde 3) become the eight of the AGS (first five and last three); every other key stays as it is, without spaces around it. Nothing is guessed: a key that lost its leading zero stays wrong. Source: Destatis, Gemeindeverzeichnis.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Settings and planning areas.
--
-- Rules that need another row (no cycles, a child's validity inside its parent's) are foreign keys over copied columns, not
-- triggers: a restore loads rows in any order, and a foreign key is checked when the statement ends.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.setting (
	id			smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
	srid		integer NOT NULL DEFAULT 25832 UNIQUE CHECK (srid > 0),
	land		text NOT NULL DEFAULT 'DE' CHECK (land ~ '^[A-Z]{2}$'),
	language	text NOT NULL DEFAULT 'de' CHECK (language IN ('de', 'en'))
);
COMMENT ON TABLE sozialraum.setting IS 'The one row of settings of this database. set_srid() and set_land() write it; without a row the defaults hold (EPSG:25832, DE, German).';
COMMENT ON COLUMN sozialraum.setting.id IS 'Always 1: there is one row.';
COMMENT ON COLUMN sozialraum.setting.srid IS 'EPSG code of all area geometries, projected in metres; fixed as soon as areas exist (they reference it).';
COMMENT ON COLUMN sozialraum.setting.land IS 'Land whose age limits apply (SN, TH, …; DE: those of the whole country).';
COMMENT ON COLUMN sozialraum.setting.language IS 'Language of generated names and reasons: de or en.';

CREATE TABLE sozialraum.area_level (
	code		text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	name		text NOT NULL,
	name_en		text,
	rank		smallint NOT NULL CHECK (rank > 0),
	hierarchy	text COLLATE "C" NOT NULL DEFAULT 'administrative',
	note		text,
	UNIQUE (code, rank),
	UNIQUE (hierarchy, rank)
);
COMMENT ON TABLE sozialraum.area_level IS 'Levels of areas, smallest rank first (sozialraum 1, gemeinde 2, …); several hierarchies may stand side by side (administrative, planning, school districts). An area is the sum of its children of the same hierarchy, or of its parts in area_part.';
COMMENT ON COLUMN sozialraum.area_level.code IS 'Key of the level, lower case.';
COMMENT ON COLUMN sozialraum.area_level.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.area_level.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.area_level.rank IS 'Place in the order of sizes: a parent has a higher rank than its children, which is what rules out cycles.';
COMMENT ON COLUMN sozialraum.area_level.hierarchy IS 'Name of the hierarchy that the level belongs to.';
COMMENT ON COLUMN sozialraum.area_level.note IS 'Remark.';

CREATE TABLE sozialraum.area (
	id					bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	level				text COLLATE "C" NOT NULL,
	rank				smallint NOT NULL,
	key					text COLLATE "C" NOT NULL CHECK (key <> '' AND key = btrim(key)),
	name				text NOT NULL CHECK (name <> ''),
	name_en				text,
	parent_id			bigint,
	parent_rank			smallint,
	parent_valid_from	date,
	parent_valid_to		date,
	valid_from			date NOT NULL DEFAULT '-infinity',
	valid_to			date NOT NULL DEFAULT 'infinity',
	territory_id		bigint,
	srid				integer NOT NULL DEFAULT 25832 REFERENCES sozialraum.setting (srid),
	geom				geometry(MultiPolygon),
	note				text,
	FOREIGN KEY (level, rank) REFERENCES sozialraum.area_level (code, rank) ON UPDATE CASCADE,
	UNIQUE (id, rank),
	UNIQUE (id, rank, valid_from, valid_to),
	FOREIGN KEY (parent_id, parent_rank, parent_valid_from, parent_valid_to)
		REFERENCES sozialraum.area (id, rank, valid_from, valid_to) MATCH FULL ON UPDATE CASCADE,
	FOREIGN KEY (territory_id) REFERENCES sozialraum.area (id),
	CONSTRAINT area_parent_is_larger CHECK (parent_rank > rank),
	CONSTRAINT area_inside_parents_validity CHECK (valid_from >= parent_valid_from AND valid_to <= parent_valid_to),
	CONSTRAINT area_validity CHECK (valid_from <= valid_to),
	CONSTRAINT area_srid CHECK (srid = ST_SRID(geom)),
	CONSTRAINT area_key_once EXCLUDE USING gist (level WITH =, key WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);
CREATE INDEX area_geom_idx ON sozialraum.area USING gist (geom);
CREATE INDEX area_parent_idx ON sozialraum.area (parent_id);
CREATE INDEX area_territory_idx ON sozialraum.area (territory_id);
COMMENT ON TABLE sozialraum.area IS 'Planning areas of all levels, each with its validity. Two areas of one level with one key never overlap in time. Filled by import_areas() and define_area(), which keep the copied columns (rank, parent_rank, parent_valid_from, parent_valid_to).';
COMMENT ON COLUMN sozialraum.area.id IS 'Internal number, never reused.';
COMMENT ON COLUMN sozialraum.area.level IS 'Level of the area.';
COMMENT ON COLUMN sozialraum.area.rank IS 'Rank of the level (copied from area_level and kept equal by a foreign key).';
COMMENT ON COLUMN sozialraum.area.key IS 'Key as the administration writes it: text, leading zeros kept.';
COMMENT ON COLUMN sozialraum.area.name IS 'Name in German; not unique (Berlin has two areas named Schloßstraße).';
COMMENT ON COLUMN sozialraum.area.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.area.parent_id IS 'The area that this one is part of; NULL at the top.';
COMMENT ON COLUMN sozialraum.area.parent_rank IS 'Rank of the parent (copied; must be higher than rank, so there are no cycles).';
COMMENT ON COLUMN sozialraum.area.parent_valid_from IS 'Validity of the parent (copied; the child lies inside it).';
COMMENT ON COLUMN sozialraum.area.parent_valid_to IS 'Validity of the parent (copied; the child lies inside it).';
COMMENT ON COLUMN sozialraum.area.valid_from IS 'First day of validity; -infinity: always.';
COMMENT ON COLUMN sozialraum.area.valid_to IS 'Last day of validity, inclusive; infinity: open.';
COMMENT ON COLUMN sozialraum.area.territory_id IS 'First row of the chain of rows with unchanged territory: a Sozialraum whose municipality was merged gets a new row (new parent) with the same territory, and its time series goes on. A row whose territory changed starts a chain of its own.';
COMMENT ON COLUMN sozialraum.area.srid IS 'EPSG code of the geometry; the one of setting.';
COMMENT ON COLUMN sozialraum.area.geom IS 'Territory; NULL for an area without a known border (a Land as reference).';
COMMENT ON COLUMN sozialraum.area.note IS 'Remark.';

CREATE FUNCTION sozialraum._area_territory() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- looks at its own row only, as every INSERT trigger must (a restore loads rows in any order)
	NEW.territory_id := COALESCE(NEW.territory_id, NEW.id);
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION sozialraum._area_territory() IS 'Trigger: an area that names no territory is its own.';
CREATE TRIGGER area_territory BEFORE INSERT OR UPDATE OF territory_id ON sozialraum.area
	FOR EACH ROW EXECUTE FUNCTION sozialraum._area_territory();
COMMENT ON TRIGGER area_territory ON sozialraum.area IS 'An area that names no territory is its own.';

CREATE TABLE sozialraum.area_part (
	area_id		bigint NOT NULL,
	area_rank	smallint NOT NULL,
	part_id		bigint NOT NULL,
	part_rank	smallint NOT NULL,
	PRIMARY KEY (area_id, part_id),
	FOREIGN KEY (area_id, area_rank) REFERENCES sozialraum.area (id, rank) ON UPDATE CASCADE ON DELETE CASCADE,
	FOREIGN KEY (part_id, part_rank) REFERENCES sozialraum.area (id, rank) ON UPDATE CASCADE,
	CONSTRAINT area_part_is_smaller CHECK (part_rank < area_rank)
);
CREATE INDEX area_part_part_idx ON sozialraum.area_part (part_id);
COMMENT ON TABLE sozialraum.area_part IS 'Areas that are built from other areas ("Innenstadt", "Dörfer Süd", a school district): the parts. Where an area has parts, its values are summed from them and not from its children. Filled by build_area().';
COMMENT ON COLUMN sozialraum.area_part.area_id IS 'The built area.';
COMMENT ON COLUMN sozialraum.area_part.area_rank IS 'Its rank (copied).';
COMMENT ON COLUMN sozialraum.area_part.part_id IS 'One of its parts.';
COMMENT ON COLUMN sozialraum.area_part.part_rank IS 'Rank of the part (copied; lower than area_rank, so there are no cycles).';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.setting', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area_level', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area_part', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Sources, variables and observations: what was counted, where, when, by whom.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.source (
	code			text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name			text NOT NULL,
	name_en			text,
	holder			text,
	licence			text,
	legal_basis		text,
	min_count		integer NOT NULL DEFAULT 3 CHECK (min_count >= 0),
	min_denominator	integer NOT NULL DEFAULT 0 CHECK (min_denominator >= 0),
	rounding_base	integer CHECK (rounding_base > 1),
	delivery		text,
	note			text
);
COMMENT ON TABLE sozialraum.source IS 'Who delivers figures, on which legal basis, under which licence and disclosure rule.';
COMMENT ON COLUMN sozialraum.source.code IS 'Key of the source.';
COMMENT ON COLUMN sozialraum.source.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.source.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.source.holder IS 'Office that holds the data.';
COMMENT ON COLUMN sozialraum.source.licence IS 'Licence, e.g. dl-de/by-2-0.';
COMMENT ON COLUMN sozialraum.source.legal_basis IS 'Law or statute on which the delivery rests.';
COMMENT ON COLUMN sozialraum.source.min_count IS 'Disclosure rule: counts from 1 to below this number are protected; 0: none.';
COMMENT ON COLUMN sozialraum.source.min_denominator IS 'Disclosure rule: rates with a smaller denominator are not shown; 0: none.';
COMMENT ON COLUMN sozialraum.source.rounding_base IS 'Disclosure rule: figures of this source are rounded to multiples of this number; NULL: not rounded.';
COMMENT ON COLUMN sozialraum.source.delivery IS 'How and when it is delivered ("CSV, every March").';
COMMENT ON COLUMN sozialraum.source.note IS 'Remark.';

CREATE TABLE sozialraum.delivery (
	id				bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	source			text COLLATE "C" NOT NULL REFERENCES sozialraum.source (code) ON UPDATE CASCADE,
	imported_at		timestamp with time zone NOT NULL DEFAULT now(),
	imported_by		text NOT NULL DEFAULT CURRENT_USER,
	relation		text NOT NULL,
	inserted		bigint NOT NULL,
	updated			bigint NOT NULL,
	unchanged		bigint NOT NULL
);
COMMENT ON TABLE sozialraum.delivery IS 'One row per import that changed something: what came from where, when, by whom.';
COMMENT ON COLUMN sozialraum.delivery.id IS 'Number of the delivery.';
COMMENT ON COLUMN sozialraum.delivery.source IS 'Source of the figures.';
COMMENT ON COLUMN sozialraum.delivery.imported_at IS 'When the import was committed (start of its transaction).';
COMMENT ON COLUMN sozialraum.delivery.imported_by IS 'Role that imported.';
COMMENT ON COLUMN sozialraum.delivery.relation IS 'Table, view or foreign table that was read.';
COMMENT ON COLUMN sozialraum.delivery.inserted IS 'Observations that are new.';
COMMENT ON COLUMN sozialraum.delivery.updated IS 'Observations whose value, status or source changed.';
COMMENT ON COLUMN sozialraum.delivery.unchanged IS 'Observations that were there already, equal.';

CREATE TABLE sozialraum.variable (
	code				text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,59}$'),
	name				text NOT NULL,
	name_en				text,
	unit				text,
	kind				text NOT NULL DEFAULT 'stock' CHECK (kind IN ('stock', 'flow')),
	aggregation			text NOT NULL DEFAULT 'sum' CHECK (aggregation IN ('sum', 'none')),
	family				text COLLATE "C",
	age_from			smallint CHECK (age_from BETWEEN 0 AND 130),
	age_to				smallint CHECK (age_to BETWEEN 0 AND 130),
	age_limit			text CHECK (age_limit IN ('retirement', 'school_entry')),
	sex					text CHECK (sex IN ('m', 'w')),
	is_cell				boolean NOT NULL DEFAULT false,
	source_name			text,
	legal_basis			text,
	reference_date_rule	text,
	note				text,
	CHECK (age_from <= age_to),
	CHECK (family IS NOT NULL OR (age_from IS NULL AND age_to IS NULL AND age_limit IS NULL AND sex IS NULL AND NOT is_cell)),
	CHECK (age_limit IS NULL OR (age_to IS NULL AND NOT is_cell))
);
CREATE INDEX variable_family_idx ON sozialraum.variable (family) WHERE is_cell;
COMMENT ON TABLE sozialraum.variable IS 'What is counted. A family (population by single year of age and sex, deaths by age group) has cells, which are delivered, and any number of groups (bev_0_2, bev_65p_w, bev_15_ag), which are summed from the cells unless they are delivered themselves.';
COMMENT ON COLUMN sozialraum.variable.code IS 'Key, lower case letters, digits and underscores; used in the terms of indicators.';
COMMENT ON COLUMN sozialraum.variable.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.variable.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.variable.unit IS 'Unit (Personen, Fälle, EUR, km², …).';
COMMENT ON COLUMN sozialraum.variable.kind IS 'stock: counted on a day; flow: counted over the year that ends on the day.';
COMMENT ON COLUMN sozialraum.variable.aggregation IS 'sum: an area is the sum of its parts; none: it does not add up (moves across the border), only delivered values count.';
COMMENT ON COLUMN sozialraum.variable.family IS 'Family that the variable is a cell or a group of; NULL: none.';
COMMENT ON COLUMN sozialraum.variable.age_from IS 'First completed year of age; NULL: no lower limit, or the age limit.';
COMMENT ON COLUMN sozialraum.variable.age_to IS 'Last completed year of age, inclusive; NULL: open, or the age limit.';
COMMENT ON COLUMN sozialraum.variable.age_limit IS 'Age limit that moves by law (table age_limit): upper limit where age_from is given, else lower limit.';
COMMENT ON COLUMN sozialraum.variable.sex IS 'm or w; NULL: both.';
COMMENT ON COLUMN sozialraum.variable.is_cell IS 'Cell of its family: groups are summed from the cells.';
COMMENT ON COLUMN sozialraum.variable.source_name IS 'Where such figures usually come from.';
COMMENT ON COLUMN sozialraum.variable.legal_basis IS 'Law on which the figure rests.';
COMMENT ON COLUMN sozialraum.variable.reference_date_rule IS 'On which days it is counted (stock_3112, quarter, schoolyear, …).';
COMMENT ON COLUMN sozialraum.variable.note IS 'Remark.';

CREATE TABLE sozialraum.age_limit (
	kind			text NOT NULL CHECK (kind IN ('retirement', 'school_entry')),
	land			text NOT NULL DEFAULT 'DE' CHECK (land ~ '^[A-Z]{2}$'),
	valid_from		date NOT NULL,
	boundary_age	smallint NOT NULL CHECK (boundary_age BETWEEN 0 AND 130),
	share_below		double precision NOT NULL CHECK (share_below BETWEEN 0 AND 1),
	note			text,
	PRIMARY KEY (kind, land, valid_from)
);
COMMENT ON TABLE sozialraum.age_limit IS 'Age limits that change by law, per Land and from a day on: everybody younger than boundary_age is below the limit, and of those aged boundary_age the share share_below. The latest row on or before the reference date holds; a Land without rows has those of DE.';
COMMENT ON COLUMN sozialraum.age_limit.kind IS 'retirement (§ 7a SGB II, § 41 SGB XII) or school_entry (Schulgesetz of the Land).';
COMMENT ON COLUMN sozialraum.age_limit.land IS 'Land (SN, TH, …) or DE.';
COMMENT ON COLUMN sozialraum.age_limit.valid_from IS 'First reference date for which the row holds.';
COMMENT ON COLUMN sozialraum.age_limit.boundary_age IS 'Age (completed years) that the limit cuts.';
COMMENT ON COLUMN sozialraum.age_limit.share_below IS 'Share (0 to 1) of those aged boundary_age who are still below the limit.';
COMMENT ON COLUMN sozialraum.age_limit.note IS 'Remark.';

CREATE TABLE sozialraum.observation (
	variable		text COLLATE "C" NOT NULL,
	reference_date	date NOT NULL,
	area_id			bigint NOT NULL,
	value			double precision CHECK (value BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308),
	status			text COLLATE "C" NOT NULL DEFAULT 'final',
	source			text COLLATE "C" NOT NULL,
	PRIMARY KEY (variable, reference_date, area_id),
	CONSTRAINT observation_status CHECK (CASE WHEN value IS NULL
		THEN status IN ('unknown', 'secret', 'unreliable', 'not_meaningful', 'later')
		ELSE status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') END)
);
COMMENT ON TABLE sozialraum.observation IS 'Figures as delivered: one per variable, date and area, of whatever level. Import with import_observations(), which checks in sets that area, variable and source exist (three foreign keys per row would cost four fifths of the speed); deleting one that is in use is refused.';
COMMENT ON COLUMN sozialraum.observation.variable IS 'What was counted.';
COMMENT ON COLUMN sozialraum.observation.reference_date IS 'Day of the count, or last day of the year of a flow.';
COMMENT ON COLUMN sozialraum.observation.area_id IS 'Where.';
COMMENT ON COLUMN sozialraum.observation.value IS 'The figure; NULL where the status says why there is none. Never NaN or infinite.';
COMMENT ON COLUMN sozialraum.observation.status IS 'With a value: final, preliminary (p), revised (r), estimated (s), uncertain (in brackets). Without: unknown, secret (. or *), unreliable (/), not_meaningful (x), later (…).';
COMMENT ON COLUMN sozialraum.observation.source IS 'Source that delivered it.';

CREATE TABLE sozialraum.series_break (
	variable	text COLLATE "C" NOT NULL REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	break_date	date NOT NULL,
	reason		text NOT NULL,
	reason_en	text,
	PRIMARY KEY (variable, break_date)
);
COMMENT ON TABLE sozialraum.series_break IS 'Breaks of definition, register or law: a change from a date before break_date to one on or after it is not shown, and the reason is.';
COMMENT ON COLUMN sozialraum.series_break.variable IS 'Variable concerned; a break of a group or of a family''s cell holds for the indicators that use it.';
COMMENT ON COLUMN sozialraum.series_break.break_date IS 'First day of the new definition.';
COMMENT ON COLUMN sozialraum.series_break.reason IS 'Reason in German.';
COMMENT ON COLUMN sozialraum.series_break.reason_en IS 'Reason in English.';

-- Observations carry no foreign keys (speed); what they refer to cannot be deleted or re-keyed under them.
CREATE FUNCTION sozialraum._keep_observed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_gone	text[];
	v_used	text;
BEGIN
	-- first what vanished (nearly always nothing), only then the large table
	IF TG_TABLE_NAME = 'area' THEN
		v_gone := ARRAY(SELECT o.id FROM gone o WHERE NOT EXISTS (SELECT FROM sozialraum.area a WHERE a.id = o.id));
		IF v_gone <> '{}' THEN
			SELECT b.area_id INTO v_used FROM sozialraum.observation b WHERE b.area_id = ANY (v_gone::bigint[]) LIMIT 1;
		END IF;
	ELSIF TG_TABLE_NAME = 'variable' THEN
		v_gone := ARRAY(SELECT o.code FROM gone o WHERE NOT EXISTS (SELECT FROM sozialraum.variable a WHERE a.code = o.code));
		IF v_gone <> '{}' THEN
			SELECT b.variable INTO v_used FROM sozialraum.observation b WHERE b.variable = ANY (v_gone) LIMIT 1;
		END IF;
	ELSE
		v_gone := ARRAY(SELECT o.code FROM gone o WHERE NOT EXISTS (SELECT FROM sozialraum.source a WHERE a.code = o.code));
		IF v_gone <> '{}' THEN
			SELECT b.source INTO v_used FROM sozialraum.observation b WHERE b.source = ANY (v_gone) LIMIT 1;
		END IF;
	END IF;
	IF v_used IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
			MESSAGE = 'There are observations that refer to this row.',
			DETAIL = format('Table %s, key %s.', TG_TABLE_NAME, v_used),
			HINT = 'Delete or move the observations first.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._keep_observed() IS 'Trigger: refuses to delete or re-key an area, a variable or a source that observations refer to.';
CREATE TRIGGER keep_observed_delete AFTER DELETE ON sozialraum.area REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_update AFTER UPDATE ON sozialraum.area REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_delete AFTER DELETE ON sozialraum.variable REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_update AFTER UPDATE ON sozialraum.variable REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_delete AFTER DELETE ON sozialraum.source REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_update AFTER UPDATE ON sozialraum.source REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
COMMENT ON TRIGGER keep_observed_delete ON sozialraum.area IS 'No area disappears under its observations.';
COMMENT ON TRIGGER keep_observed_update ON sozialraum.area IS 'No area is re-numbered under its observations.';
COMMENT ON TRIGGER keep_observed_delete ON sozialraum.variable IS 'No variable disappears under its observations.';
COMMENT ON TRIGGER keep_observed_update ON sozialraum.variable IS 'No variable is re-keyed under its observations.';
COMMENT ON TRIGGER keep_observed_delete ON sozialraum.source IS 'No source disappears under its observations.';
COMMENT ON TRIGGER keep_observed_update ON sozialraum.source IS 'No source is re-keyed under its observations.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.source', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.delivery', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.delivery_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.variable', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.age_limit', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.observation', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.series_break', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Definitions as data: dimensions, indicators with their terms, bundles.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.dimension (
	code		text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name		text NOT NULL,
	name_en		text,
	parent		text COLLATE "C" REFERENCES sozialraum.dimension (code) ON UPDATE CASCADE,
	position	integer NOT NULL DEFAULT 0,
	scored		boolean NOT NULL DEFAULT true,
	note		text,
	CHECK (parent <> code)
);
COMMENT ON TABLE sozialraum.dimension IS 'Dimensions of social structure (poverty, work, health, …); every indicator belongs to one. Structure is not burden: a dimension that is not scored is shown only.';
COMMENT ON COLUMN sozialraum.dimension.code IS 'Key.';
COMMENT ON COLUMN sozialraum.dimension.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.dimension.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.dimension.parent IS 'Dimension that this one belongs to; NULL at the top.';
COMMENT ON COLUMN sozialraum.dimension.position IS 'Order in lists.';
COMMENT ON COLUMN sozialraum.dimension.scored IS 'false: described, never scored (population structure, migration).';
COMMENT ON COLUMN sozialraum.dimension.note IS 'Remark.';

CREATE TABLE sozialraum.indicator (
	code					text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	dimension				text COLLATE "C" NOT NULL REFERENCES sozialraum.dimension (code) ON UPDATE CASCADE,
	name					text NOT NULL,
	name_en					text,
	key_statement			text,
	key_statement_en		text,
	method					text NOT NULL DEFAULT 'ratio' CHECK (method ~ '^[a-z][a-z0-9_]*$'),
	parameters				jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
	numerator				text,
	denominator				text,
	numerator_text			text,
	denominator_text		text,
	per						double precision NOT NULL DEFAULT 100 CHECK (per > 0 AND per < 'infinity'),
	unit					text,
	measure					text,
	polarity				smallint NOT NULL DEFAULT 0 CHECK (polarity IN (-1, 0, 1)),
	scored					boolean NOT NULL DEFAULT false,
	by_sex					boolean NOT NULL DEFAULT false,
	smallest_level			text COLLATE "C",
	period					text NOT NULL DEFAULT 'stock_3112',
	period_text				text,
	age_range_numerator		text,
	age_range_denominator	text,
	spatial_reference		text,
	population_basis		text,
	interval_method			text,
	min_count				integer NOT NULL DEFAULT 0 CHECK (min_count >= 0),
	min_denominator			integer NOT NULL DEFAULT 0 CHECK (min_denominator >= 0),
	source_name				text,
	literature				text,
	comment					text,
	CONSTRAINT indicator_scored_has_polarity CHECK (polarity <> 0 OR NOT scored)
);
COMMENT ON TABLE sozialraum.indicator IS 'Definition sheet of every indicator. The usual method, ratio, is numerator / denominator × per, both signed linear combinations of variables; values of larger areas are formed from sums (ratio last), never as means of ratios. Written by define_indicator(), which parses the terms.';
COMMENT ON COLUMN sozialraum.indicator.code IS 'Key (D06-01).';
COMMENT ON COLUMN sozialraum.indicator.dimension IS 'Dimension it belongs to.';
COMMENT ON COLUMN sozialraum.indicator.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.indicator.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.indicator.key_statement IS 'What it says, in one sentence (Kernaussage).';
COMMENT ON COLUMN sozialraum.indicator.key_statement_en IS 'What it says, in English.';
COMMENT ON COLUMN sozialraum.indicator.method IS 'ratio, mean, density, billeter, survey_share (all: numerator / denominator × per), distance (absolute distance of that figure from parameters.target), mean_age, or the name of an engine function.';
COMMENT ON COLUMN sozialraum.indicator.parameters IS 'Parameters of the method (distance: {"target": 3}).';
COMMENT ON COLUMN sozialraum.indicator.numerator IS 'Numerator as written: bev_0_2 + bev_3_5; parsed into indicator_term.';
COMMENT ON COLUMN sozialraum.indicator.denominator IS 'Denominator as written; parsed into indicator_term.';
COMMENT ON COLUMN sozialraum.indicator.numerator_text IS 'Numerator in words.';
COMMENT ON COLUMN sozialraum.indicator.denominator_text IS 'Denominator in words.';
COMMENT ON COLUMN sozialraum.indicator.per IS 'Factor: 100 for per cent, 1000, 10000, 1.';
COMMENT ON COLUMN sozialraum.indicator.unit IS 'Unit of the value (%, je 1.000, Jahre, …).';
COMMENT ON COLUMN sozialraum.indicator.measure IS 'share, ratio, rate, mean, index, balance or density.';
COMMENT ON COLUMN sozialraum.indicator.polarity IS '-1: higher means more burden; 1: higher means less burden; 0: structure, no judgement.';
COMMENT ON COLUMN sozialraum.indicator.scored IS 'May be scored in a monitor; needs a polarity.';
COMMENT ON COLUMN sozialraum.indicator.by_sex IS 'Also makes sense, and can be computed, for men and women (variables with _m and _w).';
COMMENT ON COLUMN sozialraum.indicator.smallest_level IS 'Smallest level for which it is computed; NULL: any.';
COMMENT ON COLUMN sozialraum.indicator.period IS 'Which day or span a value of a reference date means (stock_3112, stock_0103, quarter_dec, avg4q, avg3y, schoolyear, census, …).';
COMMENT ON COLUMN sozialraum.indicator.period_text IS 'The same in words.';
COMMENT ON COLUMN sozialraum.indicator.age_range_numerator IS 'Ages counted in the numerator, as integer multirange text.';
COMMENT ON COLUMN sozialraum.indicator.age_range_denominator IS 'Ages counted in the denominator, as integer multirange text.';
COMMENT ON COLUMN sozialraum.indicator.spatial_reference IS 'Place that the figures refer to (residence, facility), in words.';
COMMENT ON COLUMN sozialraum.indicator.population_basis IS 'Register that the population comes from (melderegister, fortschreibung, privathaushalte, wohnort, …).';
COMMENT ON COLUMN sozialraum.indicator.interval_method IS 'How an interval is formed (wilson, byar, dobson, chiang, none).';
COMMENT ON COLUMN sozialraum.indicator.min_count IS 'Smallest count that may be shown.';
COMMENT ON COLUMN sozialraum.indicator.min_denominator IS 'Smallest denominator that may be shown.';
COMMENT ON COLUMN sozialraum.indicator.source_name IS 'Where the data come from, in words.';
COMMENT ON COLUMN sozialraum.indicator.literature IS 'Where the definition comes from.';
COMMENT ON COLUMN sozialraum.indicator.comment IS 'Remark: limits, traps, how to read it.';

CREATE TABLE sozialraum.indicator_term (
	indicator	text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE ON DELETE CASCADE,
	part		text NOT NULL CHECK (part IN ('numerator', 'denominator')),
	position	smallint NOT NULL,
	coefficient	double precision NOT NULL CHECK (coefficient <> 0 AND coefficient BETWEEN -1e300 AND 1e300),
	variable	text COLLATE "C" NOT NULL REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	date_rule	text NOT NULL DEFAULT 'same' CHECK (date_rule IN ('same', 'same_3112', 'prev_3112', 'mean_quarters', 'mean_two_year_ends',
					'school_year', 'pooled_2y', 'pooled_3y', 'pooled_4y', 'pooled_5y', 'pooled_10y')),
	PRIMARY KEY (indicator, part, position)
);
CREATE INDEX indicator_term_variable_idx ON sozialraum.indicator_term (variable);
COMMENT ON TABLE sozialraum.indicator_term IS 'The terms of numerator and denominator, parsed: coefficient × variable, each with the rule by which its date follows from the date of the indicator.';
COMMENT ON COLUMN sozialraum.indicator_term.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.indicator_term.part IS 'numerator or denominator.';
COMMENT ON COLUMN sozialraum.indicator_term.position IS 'Order as written.';
COMMENT ON COLUMN sozialraum.indicator_term.coefficient IS 'Sign or factor of the term.';
COMMENT ON COLUMN sozialraum.indicator_term.variable IS 'Variable.';
COMMENT ON COLUMN sozialraum.indicator_term.date_rule IS 'same: the day of the indicator; same_3112: 31.12. of that year; prev_3112: 31.12. of the year before; mean_quarters: mean of the four quarter ends of the year; mean_two_year_ends: mean of 31.12. of the year and of the year before; school_year: the day of the indicator, 1 August; pooled_Ny: N years of a flow summed, or N yearly means of a stock (person-years).';

CREATE TABLE sozialraum.indicator_bundle (
	code		text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name		text NOT NULL,
	name_en		text,
	note		text
);
COMMENT ON TABLE sozialraum.indicator_bundle IS 'Bundles of indicators (Kita planning, HzE report, atlas): an indicator belongs to one dimension and to any number of bundles.';
COMMENT ON COLUMN sozialraum.indicator_bundle.code IS 'Key.';
COMMENT ON COLUMN sozialraum.indicator_bundle.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.indicator_bundle.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.indicator_bundle.note IS 'Remark.';

CREATE TABLE sozialraum.indicator_bundle_member (
	bundle		text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator_bundle (code) ON UPDATE CASCADE ON DELETE CASCADE,
	indicator	text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE ON DELETE CASCADE,
	position	integer NOT NULL DEFAULT 0,
	PRIMARY KEY (bundle, indicator)
);
COMMENT ON TABLE sozialraum.indicator_bundle_member IS 'Which indicators a bundle holds, in which order.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.bundle IS 'Bundle.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.position IS 'Order.';

CREATE TABLE sozialraum.catalogue_item (
	kind		text NOT NULL CHECK (kind IN ('dimension', 'variable', 'indicator', 'age_limit')),
	code		text COLLATE "C" NOT NULL,
	checksum	text NOT NULL,
	PRIMARY KEY (kind, code)
);
COMMENT ON TABLE sozialraum.catalogue_item IS 'What install_catalogue() has brought into this database, with a checksum of the content it wrote: what the user changed or deleted since stays as he left it, what he left alone follows a newer catalogue.';
COMMENT ON COLUMN sozialraum.catalogue_item.kind IS 'dimension, variable, indicator or age_limit.';
COMMENT ON COLUMN sozialraum.catalogue_item.code IS 'Key of the item.';
COMMENT ON COLUMN sozialraum.catalogue_item.checksum IS 'MD5 of the row as it was written.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.dimension', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_term', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_bundle', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_bundle_member', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.catalogue_item', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Monitors and their editions.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.monitor (
	code				text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	name				text NOT NULL,
	name_en				text,
	description			text,
	level				text COLLATE "C" NOT NULL REFERENCES sozialraum.area_level (code) ON UPDATE CASCADE,
	population_variable	text COLLATE "C" REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	minimum_population	double precision CHECK (minimum_population >= 0 AND minimum_population < 'infinity'),
	normalisation		text NOT NULL DEFAULT 'zscore' CHECK (normalisation IN ('zscore', 'minmax', 'none')),
	ddof				smallint NOT NULL DEFAULT 0 CHECK (ddof IN (0, 1)),
	reference			text NOT NULL DEFAULT 'areas' CHECK (reference IN ('areas', 'given')),
	aggregation			text NOT NULL DEFAULT 'sum' CHECK (aggregation IN ('sum', 'mean')),
	standardise_score	boolean NOT NULL DEFAULT true,
	minimum_valid_share	double precision NOT NULL DEFAULT 1 CHECK (minimum_valid_share > 0 AND minimum_valid_share <= 1),
	class_breaks		double precision[] NOT NULL DEFAULT '{-1,1,1.5}',
	class_closed		text NOT NULL DEFAULT 'centre' CHECK (class_closed IN ('left', 'right', 'centre')),
	class_labels		text[] NOT NULL DEFAULT '{Handlungsbedarf gering,Handlungsbedarf mittel,Handlungsbedarf hoch,Handlungsbedarf sehr hoch}',
	class_labels_en		text[] NOT NULL DEFAULT '{low need for action,medium need for action,high need for action,very high need for action}',
	class_codes			text[],
	lag_years			smallint CHECK (lag_years > 0),
	dynamics_breaks		double precision[] NOT NULL DEFAULT '{-1,1}',
	dynamics_closed		text NOT NULL DEFAULT 'centre' CHECK (dynamics_closed IN ('left', 'right', 'centre')),
	dynamics_labels		text[] NOT NULL DEFAULT '{positiv,stabil,negativ}',
	dynamics_labels_en	text[] NOT NULL DEFAULT '{positive,stable,negative}',
	dynamics_codes		text[] NOT NULL DEFAULT '{+,+/-,-}',
	parameters			jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
	CONSTRAINT monitor_class_labels CHECK (cardinality(class_labels) = cardinality(class_breaks) + 1
		AND cardinality(class_labels_en) = cardinality(class_breaks) + 1
		AND (class_codes IS NULL OR cardinality(class_codes) = cardinality(class_breaks) + 1)),
	CONSTRAINT monitor_dynamics_labels CHECK (cardinality(dynamics_labels) = cardinality(dynamics_breaks) + 1
		AND cardinality(dynamics_labels_en) = cardinality(dynamics_breaks) + 1
		AND cardinality(dynamics_codes) = cardinality(dynamics_breaks) + 1),
	CONSTRAINT monitor_minimum_population CHECK (minimum_population IS NULL OR population_variable IS NOT NULL)
);
COMMENT ON TABLE sozialraum.monitor IS 'A monitor as data: which indicators of which areas are brought to one scale, weighted, summed, classified and ranked, and over how many years the dynamics is looked at.';
COMMENT ON COLUMN sozialraum.monitor.code IS 'Key, lower case; names of views derive from it.';
COMMENT ON COLUMN sozialraum.monitor.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.monitor.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.monitor.description IS 'What the monitor is for.';
COMMENT ON COLUMN sozialraum.monitor.level IS 'Level of the areas that are compared.';
COMMENT ON COLUMN sozialraum.monitor.population_variable IS 'Variable that says how large an area is (31.12. on or before the reference date).';
COMMENT ON COLUMN sozialraum.monitor.minimum_population IS 'Areas with fewer inhabitants are excluded before anything is computed, with the reason kept; NULL: none.';
COMMENT ON COLUMN sozialraum.monitor.normalisation IS 'zscore ((x - mean) / sd), minmax ((x - min) / (max - min)) or none.';
COMMENT ON COLUMN sozialraum.monitor.ddof IS '0: population standard deviation (the areas are all there are); 1: sample standard deviation.';
COMMENT ON COLUMN sozialraum.monitor.reference IS 'areas: mean, sd, minimum and maximum of the areas themselves; given: those written in monitor_indicator (the Land''s).';
COMMENT ON COLUMN sozialraum.monitor.aggregation IS 'sum: weighted sum of the normalised indicators; mean: weighted mean.';
COMMENT ON COLUMN sozialraum.monitor.standardise_score IS 'The sum (or mean) is z-standardised again, as Berlin does.';
COMMENT ON COLUMN sozialraum.monitor.minimum_valid_share IS 'An area gets a score only if at least this share of the weights has values; 1: all. Missing indicators of the others are left out and the weights of the rest scaled up.';
COMMENT ON COLUMN sozialraum.monitor.class_breaks IS 'Inner class limits of the score, ascending.';
COMMENT ON COLUMN sozialraum.monitor.class_closed IS 'To which side a score on a limit belongs: left, right, or centre (to the class nearer to 0, as in Berlin).';
COMMENT ON COLUMN sozialraum.monitor.class_labels IS 'Names of the classes, lowest score (lowest burden) first.';
COMMENT ON COLUMN sozialraum.monitor.class_labels_en IS 'Names of the classes in English.';
COMMENT ON COLUMN sozialraum.monitor.class_codes IS 'Short codes of the classes for the status × dynamics group; NULL: 1, 2, 3 …';
COMMENT ON COLUMN sozialraum.monitor.lag_years IS 'Years over which the change of the scored indicators is taken for the dynamics; NULL: no dynamics.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_breaks IS 'Inner class limits of the dynamics.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_closed IS 'As class_closed.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_labels IS 'Names of the dynamics classes, lowest (improving against the others) first.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_labels_en IS 'Names of the dynamics classes in English.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_codes IS 'Short codes of the dynamics classes; the group is class code followed by dynamics code ("4-").';
COMMENT ON COLUMN sozialraum.monitor.parameters IS 'Further parameters.';

CREATE TABLE sozialraum.monitor_indicator (
	monitor				text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	indicator			text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE,
	position			integer NOT NULL DEFAULT 0,
	role				text NOT NULL DEFAULT 'scored' CHECK (role IN ('scored', 'context')),
	weight				double precision NOT NULL DEFAULT 1 CHECK (weight > 0 AND weight < 'infinity'),
	polarity			smallint CHECK (polarity IN (-1, 1)),
	reference_mean		double precision CHECK (reference_mean BETWEEN -1e300 AND 1e300),
	reference_sd		double precision CHECK (reference_sd > 0 AND reference_sd < 'infinity'),
	reference_minimum	double precision CHECK (reference_minimum BETWEEN -1e300 AND 1e300),
	reference_maximum	double precision CHECK (reference_maximum BETWEEN -1e300 AND 1e300),
	PRIMARY KEY (monitor, indicator),
	CHECK (reference_minimum < reference_maximum)
);
COMMENT ON TABLE sozialraum.monitor_indicator IS 'The indicators of a monitor with their weights.';
COMMENT ON COLUMN sozialraum.monitor_indicator.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.monitor_indicator.position IS 'Order in views and editions.';
COMMENT ON COLUMN sozialraum.monitor_indicator.role IS 'scored: enters the score; context: shown beside it.';
COMMENT ON COLUMN sozialraum.monitor_indicator.weight IS 'Weight, used as given.';
COMMENT ON COLUMN sozialraum.monitor_indicator.polarity IS '-1: higher means more burden, 1: less; NULL: as the indicator says.';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_mean IS 'Given mean (monitor.reference = given, zscore).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_sd IS 'Given standard deviation.';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_minimum IS 'Given minimum (minmax).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_maximum IS 'Given maximum (minmax).';

CREATE TABLE sozialraum.monitor_exclusion (
	monitor		text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	area_key	text COLLATE "C" NOT NULL,
	valid_from	date NOT NULL DEFAULT '-infinity',
	valid_to	date NOT NULL DEFAULT 'infinity',
	reason		text NOT NULL CHECK (reason <> ''),
	reason_en	text,
	PRIMARY KEY (monitor, area_key, valid_from),
	CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE sozialraum.monitor_exclusion IS 'Areas declared as outliers: they are left out before means and standard deviations are formed, for the reason given.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.area_key IS 'Key of the area at the monitor''s level.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.valid_from IS 'First reference date for which it is excluded.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.valid_to IS 'Last reference date for which it is excluded.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.reason IS 'Reason in German.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.reason_en IS 'Reason in English.';

CREATE TABLE sozialraum.edition (
	id				bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	monitor			text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE,
	reference_date	date NOT NULL,
	status			text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
	indicators		text[] NOT NULL,
	definition		jsonb NOT NULL,
	checksum		text NOT NULL,
	area_count		integer NOT NULL,
	scored_count	integer NOT NULL,
	computed_at		timestamp with time zone NOT NULL DEFAULT now(),
	computed_by		text NOT NULL DEFAULT CURRENT_USER,
	published_at	timestamp with time zone,
	published_by	text,
	withdrawn_at	timestamp with time zone,
	withdrawn_by	text,
	reason			text,
	CHECK ((status = 'draft') = (published_at IS NULL)),
	CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX edition_one_draft_idx ON sozialraum.edition (monitor, reference_date) WHERE status = 'draft';
CREATE INDEX edition_monitor_idx ON sozialraum.edition (monitor, reference_date);
COMMENT ON TABLE sozialraum.edition IS 'A computed monitor: what was computed from which definition, when and by whom. A draft can be recomputed; a published edition is frozen.';
COMMENT ON COLUMN sozialraum.edition.id IS 'Number of the edition.';
COMMENT ON COLUMN sozialraum.edition.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.edition.reference_date IS 'Reference date.';
COMMENT ON COLUMN sozialraum.edition.status IS 'draft, published or withdrawn.';
COMMENT ON COLUMN sozialraum.edition.indicators IS 'Indicator codes in the order in which the arrays of edition_value hold them.';
COMMENT ON COLUMN sozialraum.edition.definition IS 'The whole definition as it was when computed: monitor, indicators with terms, weights, exclusions, and the mean, sd, minimum and maximum that were used.';
COMMENT ON COLUMN sozialraum.edition.checksum IS 'MD5 over definition and inputs (values with status) in the order of areas and indicators.';
COMMENT ON COLUMN sozialraum.edition.area_count IS 'Areas of the level at the reference date.';
COMMENT ON COLUMN sozialraum.edition.scored_count IS 'Areas that have a score.';
COMMENT ON COLUMN sozialraum.edition.computed_at IS 'When it was computed.';
COMMENT ON COLUMN sozialraum.edition.computed_by IS 'Role that computed it.';
COMMENT ON COLUMN sozialraum.edition.published_at IS 'When it was published.';
COMMENT ON COLUMN sozialraum.edition.published_by IS 'Role that published it.';
COMMENT ON COLUMN sozialraum.edition.withdrawn_at IS 'When it was withdrawn.';
COMMENT ON COLUMN sozialraum.edition.withdrawn_by IS 'Role that withdrew it.';
COMMENT ON COLUMN sozialraum.edition.reason IS 'Reason of the withdrawal.';

CREATE TABLE sozialraum.edition_value (
	edition				bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id				bigint NOT NULL REFERENCES sozialraum.area (id),
	value				double precision[] NOT NULL,
	numerator			double precision[] NOT NULL,
	denominator			double precision[] NOT NULL,
	status				text[],
	reason				text[],
	normalised			double precision[],
	earlier				double precision[],
	change				double precision[],
	change_normalised	double precision[],
	parent_value		double precision[],
	whole_value			double precision[],
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_value IS 'Values of an edition, one row per area, arrays in the order of edition.indicators (one row per figure would cost several times the time and space; bi_indicator_value unnests them).';
COMMENT ON COLUMN sozialraum.edition_value.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_value.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_value.value IS 'Value of each indicator; NULL where status and reason say why there is none.';
COMMENT ON COLUMN sozialraum.edition_value.numerator IS 'Numerator of each indicator.';
COMMENT ON COLUMN sozialraum.edition_value.denominator IS 'Denominator of each indicator.';
COMMENT ON COLUMN sozialraum.edition_value.status IS 'Status of each value; NULL: all final.';
COMMENT ON COLUMN sozialraum.edition_value.reason IS 'Why a value is missing; NULL: none is.';
COMMENT ON COLUMN sozialraum.edition_value.normalised IS 'Normalised value, oriented so that higher means more burden; NULL for context indicators and excluded areas.';
COMMENT ON COLUMN sozialraum.edition_value.earlier IS 'Value at the reference date minus lag_years; NULL array: no dynamics.';
COMMENT ON COLUMN sozialraum.edition_value.change IS 'Value minus earlier value, in the unit of the indicator (percentage points for shares); NULL across a series break.';
COMMENT ON COLUMN sozialraum.edition_value.change_normalised IS 'Normalised change, oriented so that higher means a development to more burden.';
COMMENT ON COLUMN sozialraum.edition_value.parent_value IS 'Value of the parent of the area.';
COMMENT ON COLUMN sozialraum.edition_value.whole_value IS 'Value of the whole (the topmost area).';

CREATE TABLE sozialraum.edition_score (
	edition				bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id				bigint NOT NULL REFERENCES sozialraum.area (id),
	area_key			text COLLATE "C" NOT NULL,
	area_name			text NOT NULL,
	population			double precision,
	excluded			boolean NOT NULL DEFAULT false,
	reason				text,
	reason_en			text,
	sum					double precision,
	score				double precision,
	class				integer,
	label				text,
	label_en			text,
	rank				integer,
	dynamics_sum		double precision,
	dynamics			double precision,
	dynamics_class		integer,
	dynamics_label		text,
	dynamics_label_en	text,
	area_group			text,
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_score IS 'Score, class, rank and dynamics of every area in an edition; excluded areas with their reason. Rank 1 is the highest burden, ties share the better rank.';
COMMENT ON COLUMN sozialraum.edition_score.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_score.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_score.area_key IS 'Its key at that time.';
COMMENT ON COLUMN sozialraum.edition_score.area_name IS 'Its name at that time.';
COMMENT ON COLUMN sozialraum.edition_score.population IS 'Its population.';
COMMENT ON COLUMN sozialraum.edition_score.excluded IS 'Left out before anything was computed.';
COMMENT ON COLUMN sozialraum.edition_score.reason IS 'Why the area is excluded or has no score, in German.';
COMMENT ON COLUMN sozialraum.edition_score.reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.edition_score.sum IS 'Weighted sum (or mean) of the normalised indicators; higher means more burden.';
COMMENT ON COLUMN sozialraum.edition_score.score IS 'The score: the sum, standardised again where the monitor says so.';
COMMENT ON COLUMN sozialraum.edition_score.class IS 'Class, 1 = lowest burden.';
COMMENT ON COLUMN sozialraum.edition_score.label IS 'Name of the class in German.';
COMMENT ON COLUMN sozialraum.edition_score.label_en IS 'Name of the class in English.';
COMMENT ON COLUMN sozialraum.edition_score.rank IS 'Rank, 1 = highest burden.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_sum IS 'Weighted sum (or mean) of the normalised changes.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics IS 'Dynamics: the same, standardised again. Relative to the other areas: "negative" need not be an absolute worsening.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_class IS 'Class of the dynamics, 1 = improving most.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_label IS 'Its name in German.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_label_en IS 'Its name in English.';
COMMENT ON COLUMN sozialraum.edition_score.area_group IS 'Status × dynamics: class code and dynamics code ("4-").';

-- A published edition is frozen: updates and deletes by trigger, inserts by the policies' WITH CHECK (no trigger on INSERT may
-- look at another row, because a restore loads rows in any order).
CREATE FUNCTION sozialraum._edition_frozen() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_edition	bigint;
	v_status	text;
BEGIN
	IF TG_TABLE_NAME = 'edition' THEN
		v_edition := OLD.id;
		v_status := OLD.status;
	ELSE
		v_edition := OLD.edition;
		SELECT e.status INTO v_status FROM sozialraum.edition e WHERE e.id = OLD.edition;
	END IF;
	IF v_status IN ('published', 'withdrawn') THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A published edition cannot be changed or deleted.',
			DETAIL = format('Edition %s is %s.', v_edition, v_status),
			HINT = 'Compute a new edition of the monitor instead.';
	END IF;
	IF TG_OP = 'DELETE' THEN
		RETURN OLD;
	END IF;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_frozen() IS 'Trigger: what belongs to a published or withdrawn edition is not changed and not deleted.';
CREATE TRIGGER edition_frozen BEFORE UPDATE OR DELETE ON sozialraum.edition FOR EACH ROW EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_value_frozen BEFORE UPDATE OR DELETE ON sozialraum.edition_value FOR EACH ROW EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_score_frozen BEFORE UPDATE OR DELETE ON sozialraum.edition_score FOR EACH ROW EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_frozen ON sozialraum.edition IS 'A published edition is not changed and not deleted.';
COMMENT ON TRIGGER edition_value_frozen ON sozialraum.edition_value IS 'Values of a published edition are not changed and not deleted.';
COMMENT ON TRIGGER edition_score_frozen ON sozialraum.edition_score IS 'Scores of a published edition are not changed and not deleted.';

CREATE FUNCTION sozialraum._edition_keep() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM sozialraum.edition e WHERE e.status <> 'draft') THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A table that holds published editions cannot be truncated.',
			DETAIL = format('Table %s.', TG_TABLE_NAME),
			HINT = 'Delete drafts with DELETE.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_keep() IS 'Trigger: no TRUNCATE where published editions are.';
CREATE TRIGGER edition_keep BEFORE TRUNCATE ON sozialraum.edition FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_value_keep BEFORE TRUNCATE ON sozialraum.edition_value FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_score_keep BEFORE TRUNCATE ON sozialraum.edition_score FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER edition_keep ON sozialraum.edition IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_value_keep ON sozialraum.edition_value IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_score_keep ON sozialraum.edition_score IS 'No TRUNCATE where published editions are.';

ALTER TABLE sozialraum.edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_value ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_score ENABLE ROW LEVEL SECURITY;
CREATE POLICY edition_planner ON sozialraum.edition USING (true) WITH CHECK (status = 'draft');
CREATE POLICY edition_value_planner ON sozialraum.edition_value USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_value.edition AND e.status = 'draft'));
CREATE POLICY edition_score_planner ON sozialraum.edition_score USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_score.edition AND e.status = 'draft'));
COMMENT ON POLICY edition_planner ON sozialraum.edition IS 'Who may write editions writes drafts.';
COMMENT ON POLICY edition_value_planner ON sozialraum.edition_value IS 'Values are written into drafts only.';
COMMENT ON POLICY edition_score_planner ON sozialraum.edition_score IS 'Scores are written into drafts only.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_indicator', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_exclusion', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_value', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_score', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Entering definitions: variables, terms, indicators, age limits.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._variable_family(code text, OUT family text, OUT age_from smallint, OUT age_to smallint,
	OUT age_limit text, OUT sex text) RETURNS record
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- family[_ages][_sex], ages: 7 | 0_2 | 65p | 0_ag | agp | 3_se
	SELECT m[1],
		CASE WHEN m[2] ~ '^[0-9]' THEN substring(m[2] FROM '^[0-9]+')::smallint END,
		CASE WHEN m[2] ~ '^[0-9]+$' THEN m[2]::smallint
			WHEN m[2] ~ '^[0-9]+_[0-9]+$' THEN substring(m[2] FROM '[0-9]+$')::smallint END,
		CASE WHEN m[2] ~ 'ag' THEN 'retirement' WHEN m[2] ~ 'se$' THEN 'school_entry' END,
		m[3]
	FROM regexp_match(code, '^([a-z][a-z0-9_]*?)(?:_([0-9]{1,3}(?:_[0-9]{1,3}|p)?|[0-9]{1,3}_ag|agp|[0-9]{1,3}_se))?(?:_([mw]))?$') AS m
$$;
COMMENT ON FUNCTION sozialraum._variable_family(text) IS 'Reads family, ages and sex out of a variable code (bev_0_2_w, bev_65p, bev_15_ag, alo_lang_m).';

CREATE FUNCTION sozialraum._ensure_variables(codes text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- groups of an age family that has cells, and the sexes of a variable that exists, come into being when they are named
	INSERT INTO sozialraum.variable (code, name, name_en, unit, kind, aggregation, family, age_from, age_to, age_limit, sex,
		source_name, legal_basis, reference_date_rule, note)
	SELECT c.code,
		f.name || CASE WHEN v.age_limit = 'retirement' AND v.age_from IS NULL THEN ' ab der Altersgrenze'
			WHEN v.age_limit = 'retirement' THEN format(' im Alter von %s bis unter Altersgrenze', v.age_from)
			WHEN v.age_limit = 'school_entry' THEN format(' ab %s Jahren bis zum Schuleintritt', v.age_from)
			WHEN v.age_from IS NULL THEN ''
			WHEN v.age_to IS NULL THEN format(' ab %s Jahren', v.age_from)
			WHEN v.age_from = v.age_to THEN format(' im Alter von %s Jahren', v.age_from)
			ELSE format(' im Alter von %s bis %s Jahren', v.age_from, v.age_to) END
			|| CASE v.sex WHEN 'm' THEN ', männlich' WHEN 'w' THEN ', weiblich' ELSE '' END,
		f.name_en || CASE WHEN v.age_limit = 'retirement' AND v.age_from IS NULL THEN ' at or above the age limit'
			WHEN v.age_limit = 'retirement' THEN format(' aged %s to below the age limit', v.age_from)
			WHEN v.age_limit = 'school_entry' THEN format(' aged %s to school entry', v.age_from)
			WHEN v.age_from IS NULL THEN ''
			WHEN v.age_to IS NULL THEN format(' aged %s and over', v.age_from)
			WHEN v.age_from = v.age_to THEN format(' aged %s', v.age_from)
			ELSE format(' aged %s to %s', v.age_from, v.age_to) END
			|| CASE v.sex WHEN 'm' THEN ', male' WHEN 'w' THEN ', female' ELSE '' END,
		f.unit, f.kind, f.aggregation, v.family, v.age_from, v.age_to, v.age_limit, v.sex,
		f.source_name, f.legal_basis, f.reference_date_rule, 'erzeugt'
	FROM (SELECT DISTINCT unnest(codes) AS code) AS c
	CROSS JOIN LATERAL sozialraum._variable_family(c.code) AS v
	CROSS JOIN LATERAL (
		SELECT x.name, x.name_en, x.unit, x.kind, x.aggregation, x.source_name, x.legal_basis, x.reference_date_rule
		FROM sozialraum.variable AS x
		WHERE x.code = v.family AND x.family = v.family) AS f
	WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = c.code)
		AND (v.age_from IS NOT NULL OR v.age_limit IS NOT NULL OR v.sex IS NOT NULL)
		AND (v.age_from <= v.age_to) IS NOT FALSE
	ON CONFLICT DO NOTHING;
	-- what is still unknown is the caller's to name
	RETURN ARRAY(SELECT DISTINCT u.code FROM unnest(codes) AS u (code)
		WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = u.code) ORDER BY 1);
END
$$;
COMMENT ON FUNCTION sozialraum._ensure_variables(text[]) IS 'Creates the groups of families named in the list and returns the codes that nothing is known of.';
REVOKE EXECUTE ON FUNCTION sozialraum._ensure_variables(text[]) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_variable(code text, name text, unit text DEFAULT NULL, kind text DEFAULT 'stock',
	aggregation text DEFAULT 'sum', name_en text DEFAULT NULL, source_name text DEFAULT NULL, legal_basis text DEFAULT NULL,
	reference_date_rule text DEFAULT NULL, note text DEFAULT NULL, by_sex boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	INSERT INTO sozialraum.variable AS v (code, name, unit, kind, aggregation, name_en, source_name, legal_basis, reference_date_rule, note, family)
	VALUES (code, name, unit, kind, aggregation, name_en, source_name, legal_basis, reference_date_rule, note, CASE WHEN by_sex THEN code END)
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
		aggregation = EXCLUDED.aggregation, name_en = EXCLUDED.name_en, source_name = EXCLUDED.source_name,
		legal_basis = EXCLUDED.legal_basis, reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note,
		family = COALESCE(EXCLUDED.family, v.family);
	IF by_sex THEN
		INSERT INTO sozialraum.variable AS v (code, name, unit, kind, aggregation, name_en, source_name, legal_basis,
			reference_date_rule, note, family, sex, is_cell)
		SELECT code || '_' || s.sex, name || s.de, unit, kind, aggregation, name_en || s.en, source_name, legal_basis,
			reference_date_rule, note, code, s.sex, true
		FROM (VALUES ('m', ', männlich', ', male'), ('w', ', weiblich', ', female')) AS s (sex, de, en)
		ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
			aggregation = EXCLUDED.aggregation, name_en = EXCLUDED.name_en, family = EXCLUDED.family, sex = EXCLUDED.sex, is_cell = true;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum.define_variable(text, text, text, text, text, text, text, text, text, text, boolean) IS
'Enters or changes a variable. With by_sex => true also its cells code_m and code_w; the total is then the sum of both unless it is delivered itself. kind: stock or flow; aggregation: sum or none (does not add up over areas).';
REVOKE EXECUTE ON FUNCTION sozialraum.define_variable(text, text, text, text, text, text, text, text, text, text, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_variable_family(code text, name text, age_from integer[], by_sex boolean DEFAULT true,
	unit text DEFAULT 'Personen', kind text DEFAULT 'stock', name_en text DEFAULT NULL, last_age integer DEFAULT NULL,
	source_name text DEFAULT NULL, legal_basis text DEFAULT NULL, reference_date_rule text DEFAULT NULL, note text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_count	integer;
BEGIN
	IF age_from IS NULL OR cardinality(age_from) = 0
		OR age_from <> ARRAY(SELECT DISTINCT a FROM unnest(age_from) AS a WHERE a >= 0 ORDER BY a) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The first ages of the cells must be distinct, ascending and not negative.',
			DETAIL = format('Given: %s.', age_from),
			HINT = 'For single years of age up to 99 and one cell 100+: ARRAY(SELECT generate_series(0, 100)).';
	END IF;
	INSERT INTO sozialraum.variable AS v (code, name, name_en, unit, kind, family, source_name, legal_basis, reference_date_rule, note)
	VALUES (code, name, name_en, unit, kind, code, source_name, legal_basis, reference_date_rule, note)
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, unit = EXCLUDED.unit,
		kind = EXCLUDED.kind, family = EXCLUDED.family, source_name = EXCLUDED.source_name, legal_basis = EXCLUDED.legal_basis,
		reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note;
	-- a new set of cells replaces the old one (single years up to 99 instead of up to 89)
	UPDATE sozialraum.variable AS v SET is_cell = false WHERE v.family = code AND v.is_cell;
	INSERT INTO sozialraum.variable AS v (code, name, name_en, unit, kind, family, age_from, age_to, sex, is_cell,
		source_name, legal_basis, reference_date_rule, note)
	SELECT code || '_' || c.ages || COALESCE('_' || s.sex, ''),
		name || ', ' || replace(replace(c.ages, '_', ' bis '), 'p', ' Jahre und älter') || COALESCE(s.de, ''),
		name_en || ', ' || replace(replace(c.ages, '_', ' to '), 'p', ' and over') || COALESCE(s.en, ''),
		unit, kind, code, c.low, c.high, s.sex, true, source_name, legal_basis, reference_date_rule, note
	FROM (
		SELECT a.low::smallint, a.high::smallint,
			CASE WHEN a.high IS NULL THEN a.low || 'p' WHEN a.high = a.low THEN a.low::text ELSE a.low || '_' || a.high END AS ages
		FROM (SELECT f AS low, COALESCE(lead(f) OVER (ORDER BY f) - 1, last_age) AS high FROM unnest(age_from) AS f) AS a) AS c
	CROSS JOIN (VALUES ('m', ', männlich', ', male'), ('w', ', weiblich', ', female'), (NULL, NULL, NULL)) AS s (sex, de, en)
	WHERE (s.sex IS NOT NULL) = by_sex
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET is_cell = true, family = EXCLUDED.family, age_from = EXCLUDED.age_from,
		age_to = EXCLUDED.age_to, sex = EXCLUDED.sex;
	GET DIAGNOSTICS v_count = ROW_COUNT;
	RETURN v_count;
END
$$;
COMMENT ON FUNCTION sozialraum.define_variable_family(text, text, integer[], boolean, text, text, text, integer, text, text, text, text) IS
'Enters a family of variables by age (and sex): one cell per first age in age_from, the last one open unless last_age closes it (bev_0_m … bev_99_m, bev_100p_m). Groups (bev_0_2, bev_65p_w, bev_15_ag) need no entry: they come into being when an indicator or an import names them, and are summed from the cells. Returns the number of cells.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_variable_family(text, text, integer[], boolean, text, text, text, integer, text, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._parse_terms(terms text, date_rule text) RETURNS TABLE (
	"position" smallint, coefficient double precision, variable text, term_date_rule text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	-- [sign] [factor *] variable [@rule]
	c_term	CONSTANT text := '\s*([+-])?\s*(?:([0-9]+(?:\.[0-9]+)?)\s*\*\s*)?([a-z][a-z0-9_]*)(?:@([a-z0-9_]+))?\s*';
	v_rest	text := terms;
	v_match	text[];
	v_no	smallint := 0;
BEGIN
	WHILE btrim(v_rest, E' \t\n') <> '' OR v_no = 0 LOOP
		v_match := regexp_match(v_rest, '^' || c_term);
		IF v_match IS NULL OR (v_no > 0 AND v_match[1] IS NULL) THEN
			RAISE EXCEPTION USING ERRCODE = 'syntax_error',
				MESSAGE = 'The terms of an indicator cannot be read.',
				DETAIL = format('Reading stopped before: %s', COALESCE(NULLIF(v_rest, ''), '(end of text)')),
				HINT = 'Write a signed sum of variables, for example: bev_0_2 + bev_3_5 - 0.5 * bev_6, each with an optional date rule (bev_0_2@prev_3112).';
		END IF;
		v_no := v_no + 1;
		"position" := v_no;
		coefficient := CASE WHEN v_match[1] = '-' THEN -1 ELSE 1 END * COALESCE(v_match[2]::double precision, 1);
		variable := v_match[3];
		term_date_rule := COALESCE(v_match[4], date_rule);
		RETURN NEXT;
		v_rest := regexp_replace(v_rest, '^' || c_term, '');
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._parse_terms(text, text) IS 'Reads "bev_0_2 + 0.5 * bev_3@prev_3112" into terms.';

CREATE FUNCTION sozialraum.define_indicator(code text, dimension text, name text,
	numerator text DEFAULT NULL, denominator text DEFAULT NULL, per double precision DEFAULT 100, unit text DEFAULT '%',
	polarity integer DEFAULT 0, scored boolean DEFAULT NULL, method text DEFAULT 'ratio', parameters jsonb DEFAULT '{}',
	numerator_date_rule text DEFAULT 'same', denominator_date_rule text DEFAULT 'same', period text DEFAULT 'stock_3112',
	smallest_level text DEFAULT NULL, by_sex boolean DEFAULT false, name_en text DEFAULT NULL, sheet jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_codes		text[];
	v_unknown	text[];
	v_column	text;
BEGIN
	IF (numerator IS NULL) <> (denominator IS NULL) OR (numerator IS NULL AND method IN ('ratio', 'mean', 'density', 'billeter', 'distance', 'survey_share')) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'An indicator of this method needs a numerator and a denominator.',
			DETAIL = format('Indicator %s, method %s.', code, method),
			HINT = 'A plain count has the denominator of what it refers to; give both as sums of variables.';
	END IF;
	IF method = 'distance' AND NOT (parameters ? 'target' AND jsonb_typeof(parameters -> 'target') = 'number') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The method distance needs a target.',
			DETAIL = format('Indicator %s, parameters %s.', code, parameters),
			HINT = 'Give parameters => ''{"target": 3}''.';
	END IF;
	SELECT k INTO v_column FROM jsonb_object_keys(sheet) AS k
	WHERE k NOT IN ('key_statement', 'key_statement_en', 'numerator_text', 'denominator_text', 'measure', 'period_text', 'age_range_numerator',
		'age_range_denominator', 'spatial_reference', 'population_basis', 'interval_method', 'min_count', 'min_denominator',
		'source_name', 'literature', 'comment') ORDER BY k LIMIT 1;
	IF v_column IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The definition sheet has no such field.',
			DETAIL = format('Indicator %s, field %s.', code, v_column),
			HINT = 'Its fields are the columns of sozialraum.indicator that are not arguments of their own.';
	END IF;
	v_codes := ARRAY(SELECT t.variable FROM sozialraum._parse_terms(numerator, numerator_date_rule) AS t WHERE numerator IS NOT NULL
		UNION SELECT t.variable FROM sozialraum._parse_terms(denominator, denominator_date_rule) AS t WHERE denominator IS NOT NULL);
	v_unknown := sozialraum._ensure_variables(v_codes);
	IF v_unknown <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'The terms of an indicator name an unknown variable.',
			DETAIL = format('Indicator %s: %s.', code, array_to_string(v_unknown, ', ')),
			HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
	END IF;
	INSERT INTO sozialraum.indicator AS i (code, dimension, name, name_en, key_statement, key_statement_en, method, parameters, numerator, denominator,
		numerator_text, denominator_text, per, unit, measure, polarity, scored, by_sex, smallest_level, period, period_text,
		age_range_numerator, age_range_denominator, spatial_reference, population_basis, interval_method, min_count, min_denominator,
		source_name, literature, comment)
	VALUES (code, dimension, name, name_en, sheet ->> 'key_statement', sheet ->> 'key_statement_en', method, parameters, numerator, denominator,
		sheet ->> 'numerator_text', sheet ->> 'denominator_text', per, unit, sheet ->> 'measure', polarity::smallint,
		COALESCE(scored, polarity <> 0), by_sex, smallest_level, period, sheet ->> 'period_text',
		sheet ->> 'age_range_numerator', sheet ->> 'age_range_denominator', sheet ->> 'spatial_reference', sheet ->> 'population_basis',
		sheet ->> 'interval_method', COALESCE((sheet ->> 'min_count')::integer, 0), COALESCE((sheet ->> 'min_denominator')::integer, 0),
		sheet ->> 'source_name', sheet ->> 'literature', sheet ->> 'comment')
	ON CONFLICT ON CONSTRAINT indicator_pkey DO UPDATE SET dimension = EXCLUDED.dimension, name = EXCLUDED.name, name_en = EXCLUDED.name_en,
		key_statement = EXCLUDED.key_statement, key_statement_en = EXCLUDED.key_statement_en,
		method = EXCLUDED.method, parameters = EXCLUDED.parameters, numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator,
		numerator_text = EXCLUDED.numerator_text, denominator_text = EXCLUDED.denominator_text, per = EXCLUDED.per, unit = EXCLUDED.unit,
		measure = EXCLUDED.measure, polarity = EXCLUDED.polarity, scored = EXCLUDED.scored, by_sex = EXCLUDED.by_sex,
		smallest_level = EXCLUDED.smallest_level, period = EXCLUDED.period, period_text = EXCLUDED.period_text,
		age_range_numerator = EXCLUDED.age_range_numerator, age_range_denominator = EXCLUDED.age_range_denominator,
		spatial_reference = EXCLUDED.spatial_reference, population_basis = EXCLUDED.population_basis, interval_method = EXCLUDED.interval_method,
		min_count = EXCLUDED.min_count, min_denominator = EXCLUDED.min_denominator, source_name = EXCLUDED.source_name,
		literature = EXCLUDED.literature, comment = EXCLUDED.comment;
	DELETE FROM sozialraum.indicator_term AS t WHERE t.indicator = code;
	INSERT INTO sozialraum.indicator_term (indicator, part, "position", coefficient, variable, date_rule)
	SELECT code, 'numerator', t."position", t.coefficient, t.variable, t.term_date_rule
	FROM sozialraum._parse_terms(numerator, numerator_date_rule) AS t WHERE numerator IS NOT NULL
	UNION ALL
	SELECT code, 'denominator', t."position", t.coefficient, t.variable, t.term_date_rule
	FROM sozialraum._parse_terms(denominator, denominator_date_rule) AS t WHERE denominator IS NOT NULL;
END
$$;
COMMENT ON FUNCTION sozialraum.define_indicator(text, text, text, text, text, double precision, text, integer, boolean, text, jsonb, text, text, text, text, boolean, text, jsonb) IS
'Enters or changes an indicator. numerator and denominator are signed sums of variables (bev_0_2 + bev_3_5, each with an optional factor 0.5 * and date rule @prev_3112); they are stored parsed in indicator_term. Groups of a family (bev_0_2, bev_15_ag_w) come into being here. sheet holds the other fields of the definition sheet (key_statement, numerator_text, comment, literature, …). Errors: 42704 names an unknown variable, 42601 a text that cannot be read.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_indicator(text, text, text, text, text, double precision, text, integer, boolean, text, jsonb, text, text, text, text, boolean, text, jsonb) FROM PUBLIC;
