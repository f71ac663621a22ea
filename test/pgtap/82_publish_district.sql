-- needs: demo
-- The demonstration district published with everything released: monitors of two levels, three years, balances below zero, delivered totals that
-- differ from their parts. Nothing that is published gives an unsafe figure away; what would is refused, and properly.
BEGIN;
SELECT no_plan();
UPDATE sozialraum.monitor_indicator SET released = 'value';
UPDATE sozialraum.source SET min_count = 5, min_denominator = 0;

SELECT lives_ok(format('SELECT sozialraum.publish_edition(%s)', e.id), format('%s %s is published', e.monitor, e.reference_date))
FROM sozialraum.edition AS e WHERE e.monitor IN ('gemeindemonitor', 'atlas') ORDER BY e.monitor DESC, e.reference_date;
SELECT is_empty(format('SELECT * FROM sozialraum._audit_edition(%s)', e.id), format('%s %s: the attack finds nothing', e.monitor, e.reference_date))
FROM sozialraum.edition AS e WHERE e.monitor = 'gemeindemonitor' ORDER BY e.reference_date;
SELECT cmp_ok((SELECT count(*) FROM sozialraum.published_value AS v WHERE v.numerator < 0), '>', 0::bigint, 'balances below zero are among the figures');
SELECT cmp_ok((SELECT count(value)::double precision / count(*) FROM sozialraum.published_value), '>', 0.6::double precision, 'most figures are shown');
SELECT is_empty($$SELECT v.* FROM sozialraum.published_value AS v WHERE v.numerator > 0 AND v.numerator < 5 AND v.indicator = 'D09-01'$$, 'no small count among the cases of child and youth welfare');

-- Sozialräume beside municipalities that are out already: many differences would be small
SELECT throws_ok(format('SELECT sozialraum.publish_edition(%s)', max(e.id)), '55000', 'The edition cannot be published: unsafe figures could be worked out whatever is hidden.', 'what cannot be protected any more is refused')
FROM sozialraum.edition AS e WHERE e.monitor = 'sozialraummonitor';
SELECT is((SELECT count(*) FROM sozialraum.edition AS e WHERE e.monitor = 'sozialraummonitor' AND e.status <> 'draft'), 0::bigint, 'and stays a draft');
SELECT lives_ok($$UPDATE sozialraum.monitor_indicator SET released = 'class' WHERE monitor = 'sozialraummonitor';
	SELECT sozialraum.publish_edition(max(e.id)) FROM sozialraum.edition AS e WHERE e.monitor = 'sozialraummonitor'$$, 'as classes it can be published, as the hint says');

SELECT * FROM finish();
ROLLBACK;
