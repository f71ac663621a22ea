-- Musterlandkreis, part 3 of 5: households, work, benefits, children, health, care, housing … per Sozialraum.
--
-- One table of rules makes all counts: the share of a base (a population group or another variable) follows a logistic
-- curve in the latent factors of the place, the year and chance; the count is drawn from the base. What varies together in
-- a real district (burden: unemployment, SGB II, child poverty, single parents, Hilfen zur Erziehung) shares its factor here.
BEGIN;
SET LOCAL client_min_messages = warning;
CALL musterlandkreis_build.settings();

-- ---------------------------------------------------------------- population groups (the bases)
CREATE TABLE musterlandkreis_build.grp (name text, lo int, hi int);
INSERT INTO grp VALUES ('bev', 0, 100), ('0', 0, 0), ('1_2', 1, 2), ('0_5', 0, 5), ('3_5', 3, 5), ('6', 6, 6), ('0_14', 0, 14), ('15_17', 15, 17), ('0_17', 0, 17),
	('0_20', 0, 20), ('14_20', 14, 20), ('16p', 16, 100), ('18p', 18, 100), ('65p', 65, 100), ('75p', 75, 100);
CREATE TABLE musterlandkreis_build.base AS
WITH g AS (
	SELECT y, soz, sex, g.name, sum(n)::int AS n FROM pop JOIN grp g ON age BETWEEN lo AND hi GROUP BY 1, 2, 3, 4
	UNION ALL       -- statutory age limit: the boundary year of age counts with its share
	SELECT y, soz, sex, v.name, round(sum(n * CASE WHEN age < l.lim THEN v.below WHEN age = l.lim THEN v.below * l.share + v.above * (1 - l.share) ELSE v.above END))::int
	FROM pop CROSS JOIN LATERAL (SELECT CASE WHEN y < 2023 THEN 65 ELSE 66 END AS lim, CASE WHEN y < 2023 THEN (y - 2011) / 12.0 ELSE 0 END AS share) l
	CROSS JOIN (VALUES ('0_ag', 0, 1, 0), ('15_ag', 15, 1, 0), ('18_ag', 18, 1, 0), ('agp', 0, 0, 1)) v(name, lo, below, above)
	WHERE age >= v.lo GROUP BY 1, 2, 3, 4
)
SELECT y, soz, name, coalesce(sex, '') AS sex, sum(n)::int AS n FROM g GROUP BY GROUPING SETS ((y, soz, name, sex), (y, soz, name));
CREATE INDEX ON base (y, name);
ANALYZE base;

-- ---------------------------------------------------------------- days of delivery, with the year end of the base population
CREATE TABLE musterlandkreis_build.day (cal text, d date, y int);
INSERT INTO day
SELECT 'quarter', d::date, extract(year FROM d)::int - CASE WHEN extract(month FROM d) < 7 THEN 1 ELSE 0 END
	FROM generate_series(2018, 2023) y, unnest(ARRAY[make_date(y, 3, 31), make_date(y, 6, 30), make_date(y, 9, 30), make_date(y, 12, 31)]) d
UNION ALL SELECT 'end', make_date(y, 12, 31), y FROM generate_series(2018, 2023) y
UNION ALL SELECT 'end14', make_date(y, 12, 31), y FROM generate_series(2014, 2023) y
UNION ALL SELECT 'end16', make_date(y, 12, 31), y FROM generate_series(2016, 2023) y
UNION ALL SELECT 'odd', make_date(y, 12, 31), y FROM generate_series(2017, 2023, 2) y
UNION ALL SELECT 'june', make_date(y, 6, 30), y - 1 FROM generate_series(2018, 2023) y
UNION ALL SELECT 'march', make_date(y, 3, 1), y - 1 FROM generate_series(2018, 2023) y
UNION ALL SELECT 'august', make_date(y, 8, 1), y - 1 FROM generate_series(2018, 2023) y
UNION ALL SELECT 'january', make_date(y, 1, 31), y - 1 FROM generate_series(2022, 2023) y
UNION ALL VALUES ('election', date '2014-05-25', 2013), ('election', date '2019-05-26', 2018), ('election', date '2024-06-09', 2023);

-- ---------------------------------------------------------------- the rules
-- share of base = 1 / (1 + exp(-(a + cb b + cr rural + cm mig + cy (young - 1) + ch hh1 + cw [women] + trend (year - 2021) + year effect + chance sd)))
-- flow: chance is new every year; stock: it stays with the place. level: where the figures are delivered (ba: on all levels)
CREATE TABLE musterlandkreis_build.rule (stage int, variable text PRIMARY KEY, base text, cal text, by_sex boolean, flow boolean,
	a float8, cb float8, cr float8, cm float8, cy float8, ch float8, cw float8, sd float8, trend float8, level text, source text);
INSERT INTO rule VALUES
-- households
	(1, 'hh',                 'bev',   'end14', false, false,  0.10, 0.02, 0,     0,    0,    0.50, 0,     0.03, 0.006, 'sozialraum', 'hhstat'),
	(2, 'hh_1p',              'hh',    'end14', false, false,  0.00, 0.08, 0,     0,    0,    1.00, 0,     0.06, 0.012, 'sozialraum', 'hhstat'),
	(1, 'kind_0_17_privat',   '0_17',  'end',   false, false,  4.60, -0.1, 0,     0,    0,    0,    0,     0.10, 0,     'sozialraum', 'hhstat'),
	(2, 'kind_0_17_alleinerz','kind_0_17_privat', 'end', false, false, -1.25, 0.34, -0.30, 0, 0,  0,   0,     0.10, 0.01,  'sozialraum', 'hhstat'),
	(2, 'hh_mit_kind_0_17',   'kind_0_17_privat', 'end', false, false, 0.45, 0,  0,  -0.05, 0,    0,   0,     0.04, 0,     'sozialraum', 'hhstat'),
	(3, 'hh_3kind_0_17',      'hh_mit_kind_0_17', 'end', false, false, -2.30, 0.16, 0.10, 0.22, 0, 0,   0,     0.12, 0.02,  'sozialraum', 'hhstat'),
	(3, 'hh_alleinerz_0_17',  'hh_mit_kind_0_17', 'end', false, false, -1.10, 0.33, -0.30, 0, 0,   0,   0,     0.08, 0.01,  'sozialraum', 'hhstat'),
	(1, 'pers_privat_75p',    '75p',   'end',   true,  false,  2.60, 0,    0.20,  0,    0,    0,    -0.40, 0.15, 0,     'sozialraum', 'hhstat'),
	(2, 'pers_allein_75p',    'pers_privat_75p', 'end', true, false, -1.15, 0.08, -0.30, 0, 0,  0.15, 1.25,  0.08, 0.01,  'sozialraum', 'hhstat'),
-- migration
	(1, 'bev_ausl',           'bev',   'end',   true,  false, -2.75, 0.02, 0,     0.85, 0,    0,    -0.10, 0.12, 0.045, 'sozialraum', 'melderegister'),
	(1, 'bev_0_17_mh',        '0_17',  'end',   false, false, -1.85, 0.05, -0.20, 0.75, 0,    0,    0,     0.15, 0.045, 'sozialraum', 'melderegister'),
	(2, 'schutzsuchende',     'bev_ausl', 'end',true,  false, -1.15, 0.12, 0,     0.10, 0,    0,    0.05,  0.15, 0,     'gemeinde',   'auslaenderbehoerde'),
-- work
	(1, 'alo_15_ag',          '15_ag', 'quarter', true, false, -3.02, 0.46, 0,    0.04, -0.1, 0,    -0.14, 0.07, -0.005, 'ba',        'ba'),
	(2, 'alo_15_24',          'alo_15_ag', 'quarter', true, false, -2.25, 0.06, 0, 0.05, 0.15, 0,   -0.10, 0.10, 0.01,  'ba',        'ba'),
	(2, 'alo_lang',           'alo_15_ag', 'quarter', true, false, -0.58, 0.20, 0.05, 0, -0.1, 0,   0.02,  0.08, 0,     'ba',        'ba'),
	(1, 'svb_wo_15_ag',       '15_ag', 'june',  true,  false,  0.62, -0.24, 0.10, -0.06, -0.40, 0,  -0.08, 0.05, 0.015, 'sozialraum', 'ba'),
	(1, 'agb_wo_15_ag',       '15_ag', 'june',  true,  false, -2.95, 0.04, 0,     0,    0.10, 0,    0.20,  0.08, -0.02, 'sozialraum', 'ba'),
-- benefits
	(1, 'sgb2_rlb',           '0_ag',  'end',   true,  false, -2.53, 0.60, -0.05, 0.07, 0,    0,    0.03,  0.08, -0.01, 'ba',        'ba'),
	(2, 'sgb2_slb',           'sgb2_rlb', 'end',true,  false, -4.20, 0,    0,     0,    0,    0,    0,     0.10, 0,     'ba',        'ba'),
	(1, 'sgb2_bg_kind_0_14',  '0_14',  'end',   false, false, -2.10, 0.68, 0,     0.12, 0,    0,    0,     0.09, -0.01, 'ba',        'ba'),
	(1, 'sgb2_bg_kind_15_17', '15_17', 'end',   false, false, -2.25, 0.66, 0,     0.12, 0,    0,    0,     0.09, -0.01, 'ba',        'ba'),
	(2, 'sgb2_nef_0_14',      'sgb2_bg_kind_0_14', 'end', false, false, 2.40, 0.05, 0, 0, 0,   0,    0,     0.05, 0,     'ba',        'ba'),
	(4, 'sgb2_bg_alleinerz',  'hh_alleinerz_0_17', 'end', false, false, -0.50, 0.42, 0, 0, 0,   0,    0,     0.08, -0.02, 'ba_gem',    'ba'),
	(1, 'sgb12_hlu_ave',      '0_ag',  'end',   true,  false, -5.80, 0.45, 0,     0,    0,    0,    -0.10, 0.15, 0,     'gemeinde',   'sozialamt'),
	(1, 'grusi_alter',        'agp',   'end',   true,  false, -3.90, 0.55, -0.10, 0.25, 0,    0,    0.10,  0.10, 0.05,  'sozialraum', 'sozialamt'),
	(1, 'grusi_em',           '18_ag', 'end',   true,  false, -4.30, 0.48, 0,     0,    0,    0,    -0.10, 0.15, 0.01,  'gemeinde',   'sozialamt'),
	(2, 'asylblg_regel',      'bev_ausl', 'end',true,  false, -2.60, 0.15, 0,     0,    0,    0,    -0.30, 0.25, 0,     'gemeinde',   'sozialamt'),
	(2, 'wohngeld_hh_rein',   'hh',    'end',   false, false, -4.05, 0.34, 0,     0,    0,    0,    0,     0.10, 0,     'sozialraum', 'wohngeld'),
	(1, 'schuldner_18p',      '18p',   'end',   true,  false, -2.35, 0.42, 0,     0,    0,    0,    -0.35, 0.08, -0.03, 'kreis',      'schuldneratlas'),
-- day care by residence
	(1, 'kita_0_wo',          '0',     'march', false, false, -3.30, -0.1, 0,     0,    0,    0,    0,     0.20, 0,     'sozialraum', 'kita'),
	(1, 'kita_1_2_wo',        '1_2',   'march', false, false,  1.15, -0.24, 0.05, -0.15, 0,   0,    0,     0.12, 0.03,  'sozialraum', 'kita'),
	(1, 'kita_3_5_wo',        '3_5',   'march', false, false,  3.00, -0.38, 0.05, -0.25, 0,   0,    0,     0.15, -0.03, 'sozialraum', 'kita'),
	(2, 'kita_beh',           'kita_3_5_wo', 'march', false, false, -2.95, 0.28, 0, 0, 0,      0,    0,     0.15, 0.03,  'gemeinde',   'kita'),
	(3, 'kita_beh_integrativ_nah', 'kita_beh', 'march', false, false, 1.10, 0, -0.60, 0, 0,    0,    0,     0.20, 0.05,  'gemeinde',   'kita'),
-- school entry
	(1, 'schule_pflichtig_neu', '6',   'august', true, true,   4.50, 0,    0,     0,    0,    0,    0,     0,    0,     'gemeinde',   'schulamt'),
	(2, 'schule_zurueckgestellt', 'schule_pflichtig_neu', 'august', true, true, -2.20, 0.25, 0, 0, 0, 0, -0.55, 0.15, 0.03, 'gemeinde', 'schulamt'),
	(2, 'seu_untersucht',     'schule_pflichtig_neu', 'august', true, true, 3.20, 0, 0, 0,  0,   0,    0,     0.10, 0,     'gemeinde',   'gesundheitsamt'),
	(3, 'seu_sprache',        'seu_untersucht', 'august', true, true, -1.10, 0.40, 0, 0.18, 0,  0,   -0.45, 0.10, 0.03,  'gemeinde',   'gesundheitsamt'),
	(3, 'seu_uebergewicht',   'seu_untersucht', 'august', true, true, -2.15, 0.26, 0, 0.05, 0,  0,   -0.05, 0.10, 0.03,  'gemeinde',   'gesundheitsamt'),
	(4, 'seu_kita_unter_3j',  'seu_untersucht', 'august', false, true, -2.05, 0.48, 0, 0.30, 0, 0,   0,     0.10, 0.02,  'gemeinde',   'gesundheitsamt'),
	(4, 'seu_impfausweis',    'seu_untersucht', 'august', false, true, 2.60, -0.15, 0, -0.20, 0, 0,  0,     0.10, 0.01,  'gemeinde',   'gesundheitsamt'),
	(5, 'seu_masern2',        'seu_impfausweis', 'august', false, true, 2.75, -0.10, 0, -0.10, 0, 0,  0,     0.10, 0.05,  'gemeinde',   'gesundheitsamt'),
-- child and youth welfare (cases per year)
	(1, 'hze_27_amb',         '0_20',  'end',   true,  true,  -6.94, 0.44, 0,     0,    0,    0,    -0.25, 0.20, 0.02,  'sozialraum', 'kjh'),
	(1, 'hze_27_sonst',       '0_20',  'end',   true,  true,  -7.23, 0.44, 0,     0,    0,    0,    -0.25, 0.20, 0,     'sozialraum', 'kjh'),
	(1, 'hze_27_stat',        '0_20',  'end',   true,  true,  -8.33, 0.50, 0,     0,    0,    0,    -0.20, 0.20, 0,     'sozialraum', 'kjh'),
	(1, 'hze_29',             '0_20',  'end',   true,  true,  -6.72, 0.44, -0.30, 0,    0,    0,    -0.50, 0.20, -0.02, 'sozialraum', 'kjh'),
	(1, 'hze_30',             '0_20',  'end',   true,  true,  -5.77, 0.44, -0.05, 0,    0,    0,    -0.20, 0.15, 0.01,  'sozialraum', 'kjh'),
	(1, 'hze_31',             '0_20',  'end',   true,  true,  -4.75, 0.48, -0.05, 0,    0,    0,    -0.12, 0.12, 0.02,  'sozialraum', 'kjh'),
	(1, 'hze_32',             '0_20',  'end',   true,  true,  -6.72, 0.46, -0.40, 0,    0,    0,    -0.70, 0.20, -0.01, 'sozialraum', 'kjh'),
	(1, 'hze_33',             '0_20',  'end',   true,  true,  -5.65, 0.34, 0.15,  0,    0,    0,    0,     0.20, 0,     'sozialraum', 'kjh'),
	(1, 'hze_34',             '0_20',  'end',   true,  true,  -5.55, 0.52, 0,     0.05, 0,    0,    -0.15, 0.15, 0.02,  'sozialraum', 'kjh'),
	(1, 'hze_35',             '0_20',  'end',   true,  true,  -7.63, 0.44, 0,     0,    0,    0,    -0.20, 0.20, 0,     'sozialraum', 'kjh'),
	(1, 'egh_35a',            '0_20',  'end',   true,  true,  -4.55, 0.10, 0,     -0.15, 0,   0,    -0.70, 0.15, 0.06,  'gemeinde',   'kjh'),
	(1, 'kwg_8a_akut',        '0_17',  'end',   true,  true,  -5.85, 0.52, 0,     0,    0,    0,    0,     0.15, 0.03,  'gemeinde',   'kjh'),
	(1, 'kwg_8a_latent',      '0_17',  'end',   true,  true,  -5.75, 0.50, 0,     0,    0,    0,    0,     0.15, 0.03,  'gemeinde',   'kjh'),
-- health, care, disability
	(1, 'schwerbeh',          'bev',   'odd',   true,  false, -2.45, 0.12, 0.05,  -0.10, -0.55, 0,   0,     0.08, 0.01,  'gemeinde',   'landesamt'),
	(1, 'hzp_65p',            '65p',   'end',   true,  false, -4.55, 0.40, 0,     0,    0,    0,    0.40,  0.15, 0.04,  'gemeinde',   'sozialamt'),
-- housing
	(2, 'whg_leer',           'hh',    'end',   false, false, -2.75, 0.16, 0.25,  0,    0,    0,    0,     0.22, 0.01,  'sozialraum', 'wohnungsamt'),
	(2, 'whg_ferien',         'hh',    'end',   false, false, -6.20, -0.1, 1.90,  0,    0,    0,    0,     0.50, 0,     'sozialraum', 'wohnungsamt'),
	(2, 'whg_belegbindung',   'hh',    'end',   false, false, -4.60, 0.75, -1.60, 0,    0,    0,    0,     0.30, -0.04, 'sozialraum', 'wohnungsamt'),
	(1, 'wohnungslos_untergebracht', '18p', 'january', true, false, -7.10, 0.50, -1.50, 0.25, 0, 0, -0.70, 0.40, 0,     'gemeinde',   'landesamt'),
-- safety
	(1, 'pks_faelle_ohne_auslr', 'bev','end16', false, true,  -2.90, 0.22, -1.00, 0.15, 0.45, 0,    0,     0.10, -0.01, 'gemeinde',   'polizei'),
	(2, 'pks_wohnungseinbruch','hh',   'end16', false, true,  -6.30, -0.1, -0.40, 0,    0,    0,    0,     0.20, -0.06, 'gemeinde',   'polizei'),
	(1, 'pks_tv_14_20',       '14_20', 'end16', true,  true,  -2.65, 0.36, -0.20, 0.10, 0,    0,    -1.05, 0.10, -0.01, 'gemeinde',   'polizei'),
-- participation
	(1, 'wahlberechtigte_kommunal', '16p', 'election', false, false, 3.60, 0, 0, -0.75, 0,    0,    0,     0.02, 0,     'planungsraum', 'wahlamt'),
	(2, 'waehler_kommunal',   'wahlberechtigte_kommunal', 'election', false, false, 0.32, -0.24, 0.10, 0, -0.05, 0, 0, 0.04, 0.035, 'planungsraum', 'wahlamt'),
	(1, 'vhs_belegungen',     '18p',   'end',   true,  true,  -4.15, -0.24, -0.50, 0.05, 0.10, 0,   0.95,  0.10, 0,     'planungsraum', 'vhs'),
	(2, 'vhs_belegungen_65p', 'vhs_belegungen', 'end', true, true, -1.20, 0, 0,   0,    -0.40, 0,   0.10,  0.05, 0.02,  'planungsraum', 'vhs'),
-- neighbourhood
	(1, 'bev_0_5_hitze',      '0_5',   'end',   false, false, -4.20, 0.05, 0,     0,    0,    0,    0,     0.50, 0.02,  'sozialraum', 'geo'),
	(1, 'bev_65p_hitze',      '65p',   'end',   false, false, -4.20, 0.05, 0,     0,    0,    0,    0,     0.50, 0.02,  'sozialraum', 'geo'),
	(1, 'bev_gruen_300m',     'bev',   'end',   false, false,  0.90, -0.10, -1.60, 0,   0,    0,    0,     0.45, 0,     'sozialraum', 'geo'),
	(1, 'bev_oepnv_600m',     'bev',   'end',   false, false,  3.40, 0.05, -4.30, 0,    0,    0,    0,     0.60, 0.01,  'sozialraum', 'geo');

CREATE TABLE musterlandkreis_build.year_effect (variable text, y int, e float8);
INSERT INTO year_effect VALUES
	('alo_15_ag', 2018, 0.08), ('alo_15_ag', 2020, 0.17), ('alo_15_ag', 2021, 0.10), ('alo_15_ag', 2022, 0.02), ('alo_15_ag', 2023, 0.08),
	('alo_lang', 2021, 0.20), ('alo_lang', 2022, 0.08), ('sgb2_rlb', 2018, 0.10), ('sgb2_rlb', 2020, 0.05), ('sgb2_rlb', 2021, 0.04), ('sgb2_rlb', 2022, 0.13), ('sgb2_rlb', 2023, 0.12),
	('sgb2_bg_kind_0_14', 2018, 0.06), ('sgb2_bg_kind_0_14', 2022, 0.14), ('sgb2_bg_kind_0_14', 2023, 0.13), ('sgb2_bg_kind_15_17', 2022, 0.12), ('sgb2_bg_kind_15_17', 2023, 0.12),
	('bev_ausl', 2022, 0.18), ('bev_ausl', 2023, 0.16), ('bev_0_17_mh', 2022, 0.08), ('bev_0_17_mh', 2023, 0.08), ('schutzsuchende', 2022, 0.62), ('schutzsuchende', 2023, 0.55),
	('asylblg_regel', 2018, 0.35), ('asylblg_regel', 2019, 0.20), ('asylblg_regel', 2022, 0.10), ('asylblg_regel', 2023, 0.15), ('grusi_alter', 2022, 0.10), ('grusi_alter', 2023, 0.12),
	('wohngeld_hh_rein', 2020, 0.15), ('wohngeld_hh_rein', 2023, 0.85),                             -- Wohngeld-Plus
	('hh', 2021, 0.035), ('hh', 2022, 0.035), ('hh', 2023, 0.035), ('hh_1p', 2021, 0.07), ('hh_1p', 2022, 0.07), ('hh_1p', 2023, 0.07),   -- new procedure
	('svb_wo_15_ag', 2020, -0.02), ('vhs_belegungen', 2020, -0.55), ('vhs_belegungen', 2021, -0.75), ('vhs_belegungen', 2022, -0.20),
	('kwg_8a_akut', 2021, 0.08), ('pks_faelle_ohne_auslr', 2021, -0.10), ('pks_faelle_ohne_auslr', 2023, 0.08), ('pks_wohnungseinbruch', 2020, -0.12), ('pks_wohnungseinbruch', 2021, -0.25),
	('pks_tv_14_20', 2022, 0.08), ('pks_tv_14_20', 2023, 0.12), ('seu_sprache', 2021, 0.06), ('seu_sprache', 2022, 0.08), ('seu_uebergewicht', 2020, 0.08), ('seu_uebergewicht', 2021, 0.12);

-- ---------------------------------------------------------------- counts per Sozialraum
CREATE TABLE musterlandkreis_build.val (variable text, soz int, sex text, d date, n int);
CREATE TABLE musterlandkreis_build.fixed AS        -- what does not change with the day
SELECT r.variable, l.id AS soz, r.a + r.cb * l.b + r.cr * l.rural + r.cm * l.mig + r.cy * (l.young - 1) + r.ch * l.hh1 + r.sd * z('rule' || r.variable || l.id)
	+ CASE WHEN r.variable LIKE '%hitze' THEN 4.0 * l.dens + 1.4 * noise(l.px, l.py, 2.5, 'heat') ELSE 0 END
	+ CASE WHEN r.variable = 'whg_leer' AND l.type IN ('dorf', 'ort', 'block', 'kleinstadt') THEN 0.35 + 0.025 * (l.far - 15)
		WHEN r.variable = 'whg_leer' AND l.type IN ('studenten', 'neubau', 'speck', 'villen', 'stadtrand') THEN -0.65 ELSE 0 END AS lin
FROM rule r CROSS JOIN place l;
ALTER TABLE fixed ADD PRIMARY KEY (variable, soz);
ANALYZE fixed;
DO $$
BEGIN
	FOR s IN 1 .. 5 LOOP
		INSERT INTO val
		WITH b AS (
			SELECT r.variable, r.by_sex, r.flow, r.cb, r.cw, r.trend, day.d, b.soz, b.sex, b.n
			FROM rule r JOIN day USING (cal) JOIN base b ON b.name = r.base AND b.y = day.y AND (b.sex <> '') = r.by_sex
			WHERE r.stage = s
			UNION ALL
			SELECT r.variable, r.by_sex, r.flow, r.cb, r.cw, r.trend, day.d, b.soz, b.sex, b.n
			FROM rule r JOIN day USING (cal) JOIN val b ON b.variable = r.base AND b.d = day.d AND (b.sex <> '') = r.by_sex
			WHERE r.stage = s
		), n AS (
			-- of the rarer side, so that chance is that of a share and not of a count
			SELECT p.variable, p.soz, p.sex, p.d, CASE WHEN p.p > 0.5 THEN greatest(0, p.n - draw(p.n * (1 - p.p), p.k)) ELSE least(p.n, draw(p.n * p.p, p.k)) END AS n
			FROM (SELECT b.variable, b.soz, b.sex, b.d, b.n, 'val' || b.variable || b.soz || b.sex || CASE WHEN b.flow THEN b.d::text ELSE '' END AS k,
					1 / (1 + exp(-(f.lin + b.cb * l.slope * (extract(year FROM b.d)::float8 - 2021)
						+ CASE WHEN b.sex = 'w' THEN b.cw ELSE 0 END + b.trend * (extract(year FROM b.d)::float8 - 2021) + coalesce(e.e, 0)
						+ CASE WHEN b.variable = 'alo_15_ag' THEN CASE extract(month FROM b.d) WHEN 3 THEN 0.07 WHEN 6 THEN -0.02 WHEN 9 THEN -0.05 ELSE 0 END ELSE 0 END
						+ 0.025 * z('year' || b.variable || b.soz || '/' || b.d)))) AS p
				FROM b JOIN fixed f USING (variable, soz) JOIN place l ON l.id = b.soz
				LEFT JOIN year_effect e ON e.variable = b.variable AND e.y = extract(year FROM b.d) OFFSET 0) p
		)
		SELECT variable, soz, coalesce(sex, ''), d, sum(n)::int FROM n GROUP BY GROUPING SETS ((variable, soz, sex, d), (variable, soz, d))
		HAVING coalesce(sex, 'x') <> '';
		ANALYZE musterlandkreis_build.val;
	END LOOP;
END $$;

-- all dwellings; at the census day the figures of the year before, with the small differences that two sources have
INSERT INTO val
SELECT 'whg', h.soz, '', h.d, h.n + l.n + f.n FROM val h JOIN val l USING (soz, sex, d) JOIN val f USING (soz, sex, d)
WHERE (h.variable, l.variable, f.variable) = ('hh', 'whg_leer', 'whg_ferien');
INSERT INTO val
SELECT variable, soz, '', date '2022-05-15', CASE variable WHEN 'whg' THEN n ELSE greatest(0, n + round(sqrt(n) * 0.3 * z('census' || variable || soz)))::int END
FROM val WHERE d = date '2021-12-31' AND variable IN ('whg', 'whg_leer', 'whg_ferien');
-- floor area of the whole stock: small flats in the blocks, houses in the villages
INSERT INTO val
SELECT 'wohnflaeche_m2', l.id, '', w.d, round(w.n * (58 + 38 * l.rural - 4 * l.b + CASE l.type WHEN 'villen' THEN 25 WHEN 'neubau' THEN 30 WHEN 'speck' THEN 12 ELSE 0 END + 2 * z('m2' || l.id)))::int
FROM val w JOIN place l ON l.id = w.soz WHERE w.variable = 'whg';

-- ---------------------------------------------------------------- what the offices deliver
CREATE TABLE musterlandkreis_build.delivery AS
SELECT v.variable || CASE v.sex WHEN '' THEN '' ELSE '_' || v.sex END AS variable, v.variable AS var, v.sex, v.d, v.n, r.level, r.source, l.key AS soz, g.key AS gem, 'PR' || l.pr AS pr, b.n AS bev
FROM val v
JOIN (SELECT variable, level, source FROM rule UNION ALL VALUES ('whg', 'sozialraum', 'wohnungsamt'), ('wohnflaeche_m2', 'sozialraum', 'wohnungsamt')) r USING (variable)
JOIN place l ON l.id = v.soz JOIN gem_at g ON g.gem = l.gem AND v.d BETWEEN g.d1 AND g.d2
JOIN base b ON b.soz = v.soz AND b.name = 'bev' AND b.sex = '' AND b.y = least(extract(year FROM v.d)::int, 2023);
ANALYZE delivery;

-- sources that write a dash for zero: the employment agency, youth welfare, police and schools
CREATE FUNCTION musterlandkreis_build.mark(n bigint, source text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN n = 0 AND source IN ('ba', 'kjh', 'polizei', 'schulamt', 'landesamt', 'pflegestatistik') THEN '-' ELSE n::text END;

INSERT INTO observation
SELECT 'sozialraum', soz, variable, d, mark(n, source), CASE WHEN d = date '2022-05-15' THEN 'zensus' ELSE source END FROM delivery WHERE level = 'sozialraum' ORDER BY d, soz, variable;
INSERT INTO observation
SELECT CASE level WHEN 'kreis' THEN 'kreis' WHEN 'planungsraum' THEN 'planungsraum' ELSE 'gemeinde' END,
	CASE level WHEN 'kreis' THEN '99081' WHEN 'planungsraum' THEN pr ELSE gem END, variable, d, mark(sum(n), source), source
FROM delivery WHERE level IN ('gemeinde', 'planungsraum', 'kreis') GROUP BY level, CASE level WHEN 'kreis' THEN '99081' WHEN 'planungsraum' THEN pr ELSE gem END, variable, d, source
ORDER BY 4, 2, 3;

-- the employment agency delivers every level; in small places 1 and 2 are secret. Where one sex would give the other away
-- both are secret; where a single secret part could be had by subtraction, the next smallest of the municipality is secret too.
WITH ba AS (
	SELECT *, (n IN (1, 2) AND bev < 160) OR (sex <> '' AND bev < 160 AND bool_or(n IN (1, 2)) FILTER (WHERE sex <> '') OVER (PARTITION BY soz, var, d)) AS secret
	FROM delivery WHERE level = 'ba'
), second AS (
	SELECT *, count(*) FILTER (WHERE secret) OVER p AS secrets, count(*) OVER p AS parts,
		row_number() OVER (PARTITION BY gem, variable, d, secret ORDER BY n = 0, n, soz) AS r
	FROM ba WINDOW p AS (PARTITION BY gem, variable, d)
)
INSERT INTO observation
SELECT 'sozialraum', soz, variable, d, CASE WHEN secret OR (secrets = 1 AND parts > 1 AND r = 1 AND NOT secret) THEN '.' ELSE mark(n, source) END, source
FROM second ORDER BY d, soz, variable;
INSERT INTO observation
SELECT x.level, CASE x.level WHEN 'gemeinde' THEN gem WHEN 'planungsraum' THEN pr ELSE '99081' END, variable, d,
	CASE WHEN x.level = 'gemeinde' AND sum(n) IN (1, 2) AND sum(bev) < 500 THEN '.' ELSE mark(sum(n), 'ba') END, 'ba'
FROM delivery, (VALUES ('gemeinde'), ('planungsraum'), ('kreis')) x(level) WHERE delivery.level IN ('ba', 'ba_gem')
GROUP BY x.level, CASE x.level WHEN 'gemeinde' THEN gem WHEN 'planungsraum' THEN pr ELSE '99081' END, variable, d ORDER BY d, 1, 2, 3;

-- ---------------------------------------------------------------- areas of land
INSERT INTO observation
SELECT 'sozialraum', l.key, v.variable, make_date(y, 12, 31), v.value::text, 'geo'
FROM place l JOIN shape s USING (id) CROSS JOIN generate_series(2018, 2023) y
CROSS JOIN LATERAL (SELECT ST_Area(s.geom) / 1e6 AS km2, p.n FROM base p WHERE p.soz = l.id AND p.name = 'bev' AND p.sex = '' AND p.y = 2017) a
CROSS JOIN LATERAL (SELECT least(0.72 * a.km2, 0.05 * a.km2 + a.n * (0.00022 + 0.00045 * l.rural) + 0.15 * l.dens * a.km2) * (1 + 0.002 * (y - 2018)) AS suv) b
CROSS JOIN LATERAL (VALUES ('flaeche_kataster_km2', round(a.km2::numeric, 4)), ('flaeche_suv_km2', round(b.suv::numeric, 4)),
	('flaeche_versiegelt_km2', round((b.suv * least(0.78, 0.34 + 0.30 * l.dens + 0.04 * z('sealed' || l.id) + 0.002 * (y - 2018)))::numeric, 4))) v(variable, value)
ORDER BY y, l.key, 3;

-- ---------------------------------------------------------------- money: housing costs (SGB II), spending on Hilfen zur Erziehung
INSERT INTO observation
SELECT 'gemeinde', gem, 'kdu_sgb2_eur', d, round((sum(n) * (2150 + 70 * (extract(year FROM d) - 2018)) * (1 + 0.04 * z('kdu' || gem || d)))::numeric, 2)::text, 'ba'
FROM delivery WHERE variable = 'sgb2_rlb' GROUP BY gem, d ORDER BY d, gem;
INSERT INTO observation
SELECT 'gemeinde', gem, 'ausgaben_hze_eur', d, round((sum(n * CASE var WHEN 'hze_34' THEN 43000 WHEN 'hze_27_stat' THEN 40000 WHEN 'hze_33' THEN 14500 WHEN 'hze_32' THEN 19000 WHEN 'hze_35' THEN 24000 ELSE 7200 END)
	* (1 + 0.035 * (extract(year FROM d) - 2018)) * (1 + 0.05 * z('hzeeur' || gem || d)))::numeric, 2)::text, 'kjh'
FROM delivery WHERE var LIKE 'hze\_%' AND sex = '' GROUP BY gem, d ORDER BY d, gem;
-- rents per Planungsraum: census 2022 and the rent survey of the following year
INSERT INTO observation
SELECT 'planungsraum', pr, v.variable, x.d, v.value::text, x.source
FROM (SELECT 'PR' || l.pr AS pr, avg(l.dens * w.n) / avg(w.n) AS dens, sum(w.n * (0.18 + 0.62 * l.dens) * 63)::numeric AS m2 FROM val w JOIN place l ON l.id = w.soz
	WHERE w.variable = 'whg' AND w.d = date '2021-12-31' GROUP BY l.pr) p
CROSS JOIN (VALUES (date '2022-05-15', 'zensus', 0.0), (date '2023-12-31', 'wohnungsamt', 0.22)) x(d, source, up)
CROSS JOIN LATERAL (VALUES ('wohnflaeche_vermietet_m2', round(p.m2)), ('nettokaltmiete_summe_eur', round((p.m2 * (4.85 + 1.1 * p.dens + x.up + 0.1 * z('rent' || p.pr)))::numeric, 2))) v(variable, value)
ORDER BY x.d, pr, 3;

-- ---------------------------------------------------------------- refugees: target by the largest remainder method over the municipalities, reception near the accommodation
INSERT INTO observation
WITH total(y, n) AS (VALUES (2018, 140), (2019, 120), (2020, 90), (2021, 130), (2022, 980), (2023, 520)),
pop AS (SELECT g.key, b.y, sum(b.n) AS n, max(l.dens) AS dens FROM base b JOIN place l ON l.id = b.soz JOIN gem_at g ON g.gem = l.gem AND make_date(b.y + 1, 12, 31) BETWEEN d1 AND d2
	WHERE b.name = 'bev' AND b.sex = '' GROUP BY g.key, b.y),
quota AS (SELECT p.key, t.y, t.n AS total, t.n * p.n / sum(p.n) OVER (PARTITION BY t.y) AS q, p.dens FROM total t JOIN pop p ON p.y = t.y - 1),
seats AS (SELECT *, floor(q)::int + (row_number() OVER (PARTITION BY y ORDER BY q - floor(q) DESC, key) <= total - sum(floor(q)) OVER (PARTITION BY y))::int AS soll FROM quota)
SELECT 'gemeinde', s.key, v.variable, make_date(s.y, 12, 31), v.n::text, 'verteilung'
FROM seats s CROSS JOIN LATERAL (VALUES ('gefl_soll', s.soll),
	('gefl_aufgenommen', draw(s.soll * (0.55 + 0.55 * s.dens + 0.25 * z('take' || s.key)), 'taken' || s.key || s.y))) v(variable, n) ORDER BY s.y, s.key, 3;

-- ---------------------------------------------------------------- care (Kreis): by age and sex, and by kind of care
CREATE TABLE musterlandkreis_build.care AS
SELECT y, g.name, sex, draw(sum(n) * g.share * CASE WHEN sex = 'w' THEN g.women ELSE 1 END * (1 + 0.075 * (y - 2019)), 'care' || y || g.name || sex) AS n
FROM pop JOIN (VALUES ('0_14', 0, 14, 0.020, 0.60), ('15_59', 15, 59, 0.011, 0.95), ('60_64', 60, 64, 0.031, 0.98), ('65_69', 65, 69, 0.045, 0.98), ('70_74', 70, 74, 0.070, 1.05), ('75_79', 75, 79, 0.125, 1.20),
		('80_84', 80, 84, 0.230, 1.32), ('85_89', 85, 89, 0.410, 1.38), ('90p', 90, 100, 0.660, 1.25)) g(name, lo, hi, share, women) ON age BETWEEN lo AND hi
WHERE y IN (2017, 2019, 2021, 2023) GROUP BY y, g.name, g.share, g.women, sex;
CREATE TABLE musterlandkreis_build.caretotal AS
SELECT y, sex, n, round(n * 0.24)::int AS amb, round(n * (0.46 + 0.012 * (y - 2017)))::int AS geld, round(n * CASE WHEN y >= 2021 THEN 0.09 ELSE 0.03 END)::int AS pg1
FROM (SELECT y, sex, sum(n)::int AS n FROM care GROUP BY y, sex) x;
INSERT INTO observation
SELECT 'kreis', '99081', 'pflege_' || name || '_' || sex, make_date(y, 12, 15), n::text, 'pflegestatistik' FROM care
UNION ALL
SELECT 'kreis', '99081', v.variable || CASE WHEN sex IS NULL THEN '' ELSE '_' || sex END, make_date(y, 12, 15), sum(v.n)::text, 'pflegestatistik'
FROM caretotal c CROSS JOIN LATERAL (VALUES ('pflege_insgesamt', c.n), ('pflege_ambulant', amb), ('pflege_geld', geld), ('pflege_pg1_zuhause', pg1)) v(variable, n)
GROUP BY GROUPING SETS ((y, sex, v.variable), (y, v.variable)) ORDER BY 4, 3;

UPDATE observation SET value = 'x' WHERE variable LIKE 'pflege\_pg1%' AND reference_date = date '2017-12-15';     -- not asked in that year

-- ---------------------------------------------------------------- survey: weighted respondents per Planungsraum, two waves
INSERT INTO observation
SELECT 'planungsraum', 'PR' || pr, v.variable || CASE WHEN sex IS NULL THEN '' ELSE '_' || sex END, d, round(sum(v.x)::numeric, 2)::text, 'befragung'
FROM (SELECT pr, sex, d, w * 420 / sum(w) OVER (PARTITION BY d) * 3.4 * (1 + 0.02 * z('wave' || pr || sex || d)) AS w, e
	FROM (SELECT l.pr, b.sex, sum(b.n)::float8 AS w, 0.37 + 0.07 * avg(l.rural) - 0.03 * avg(l.b) AS e FROM base b JOIN place l ON l.id = b.soz
		WHERE b.name = '16p' AND b.sex <> '' AND b.y = 2020 GROUP BY l.pr, b.sex) p,
		(VALUES (date '2020-09-15'), (date '2023-09-15')) d(d)) s
CROSS JOIN LATERAL (VALUES ('befr_14p_gew', w), ('befr_engagiert_gew', w * (e + 0.03 * z('engaged' || pr || sex || d)))) v(variable, x)
GROUP BY GROUPING SETS ((pr, sex, d, v.variable), (pr, d, v.variable)) ORDER BY 4, 2, 3;

-- ---------------------------------------------------------------- doctors (Mittelbereich = Kreis)
INSERT INTO observation
SELECT 'kreis', '99081', v.variable, make_date(y, 12, 31), v.x::text, 'kv'
FROM (SELECT y, sum(n) AS n FROM base WHERE name = 'bev' AND sex = '' AND y >= 2018 GROUP BY y) b
CROSS JOIN LATERAL (VALUES ('hausarzt_soll', round(b.n / 1579.0, 2)), ('hausarzt_ist', round(b.n / 1579.0 * (0.965 - 0.014 * (y - 2018)) * 4) / 4)) v(variable, x) ORDER BY y, 3;

-- ---------------------------------------------------------------- other marks: an unreliable survey value, a figure that comes later, a field that makes no sense
UPDATE observation SET value = '/' WHERE level = 'planungsraum' AND key = 'PR2' AND variable IN ('befr_engagiert_gew_m', 'befr_engagiert_gew_w') AND reference_date = date '2020-09-15';
INSERT INTO observation     -- the district's total is known although one municipality is still missing
SELECT 'kreis', '99081', variable, reference_date, sum(replace(value, '-', '0')::int)::text, 'landesamt' FROM observation
WHERE level = 'gemeinde' AND variable LIKE 'schwerbeh%' AND reference_date = date '2023-12-31' GROUP BY variable, reference_date ORDER BY variable;
UPDATE observation SET value = '…' WHERE level = 'gemeinde' AND key = '99081022' AND variable LIKE 'schwerbeh%' AND reference_date = date '2023-12-31';

-- ---------------------------------------------------------------- breaks in the series
CREATE TABLE musterlandkreis.series_break (variable text, break_date date, reason text, reason_en text, PRIMARY KEY (variable, break_date));
COMMENT ON TABLE musterlandkreis.series_break IS 'From break_date on figures are not comparable with earlier ones';
INSERT INTO series_break VALUES
	('wohngeld_hh_rein', '2023-01-01', 'Wohngeld-Plus-Gesetz: Kreis der Berechtigten stark erweitert', 'Housing benefit reform: far more households entitled'),
	('hh', '2021-12-31', 'Umstellung des Verfahrens der Haushaltegenerierung im Melderegister', 'New household generation procedure in the population register'),
	('hh_1p', '2021-12-31', 'Umstellung des Verfahrens der Haushaltegenerierung im Melderegister', 'New household generation procedure in the population register'),
	('pflege_pg1_zuhause', '2021-12-15', 'Pflegegrad 1 erst seit 2021 vollständig erfasst', 'Care grade 1 fully covered only since 2021');
COMMIT;
