-- rate
SET search_path = sozialraum, engine_test, public;

-- Monitoring Soziale Stadtentwicklung Berlin 2021 publishes shares at five decimals; PHEindicatormethods: 65 of 100, 9856 of 12345
SELECT rate(65, 100) = 65 AS phe, round(rate(9856, 12345)::numeric, 6) = 79.837991 AS phe_large;
-- Häufigkeitszahl of the police statistics: cases per 100,000 inhabitants
SELECT round(rate(5301, 92126, 100000)::numeric, 4);

-- multiplied first: counts give a result that is rounded once
SELECT rate(7, 100) = 7 AS exact, 7::float8 / 100 * 100 = 7 AS divided_first;
SELECT bool_and(rate(i, 1000, 1000) = i) AS all_exact FROM generate_series(0, 1000) i;

-- NULL
SELECT rate(1, 0) IS NULL AS nobody, rate(0, 0) IS NULL AS nothing, rate(NULL, 1) IS NULL AS no_numerator, rate(1, NULL) IS NULL AS no_denominator, rate(1, 2, NULL) IS NULL AS no_per;
SELECT rate(0, 5), rate(-3, 200), rate(per => 1000, numerator => 1, denominator => 8);

-- huge and tiny
SELECT rate(1e308, 1e308) = 100 AS huge, rate(5e-324, 1, 1) = 5e-324 AS tiny;
SELECT error_of('SELECT rate(1e308, 1e-10)');

-- errors
SELECT error_of($$SELECT rate('NaN', 1)$$);
SELECT error_of($$SELECT rate(1, 'infinity')$$);
SELECT error_of($$SELECT rate(1, 2, '-infinity')$$);
SELECT error_of('SELECT rate(1, -2)');

SELECT provolatile, proparallel, proisstrict FROM pg_proc WHERE proname = 'rate' AND pronamespace = 'sozialraum'::regnamespace;

-- properties: scale of both, monotone
SELECT bool_and(rate(n * 4, d * 4) = rate(n, d)) AS scale_free, bool_and(rate(n + 1, d) > rate(n, d)) AS monotone
FROM (SELECT id % 97 AS n, 1 + id % 1013 AS d FROM figure) t;
