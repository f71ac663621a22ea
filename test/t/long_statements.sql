-- Statements that run for longer than a second, one per block; each must answer to statement_timeout. A block begins with
--   -- name: what it is
--   -- needs: functions of ours that it calls (a block whose functions do not exist yet is skipped)
--   -- setup: a statement that is run before, without a time limit (may be repeated)

-- name: the server itself, as a yardstick
SELECT sum(sqrt(x)) FROM generate_series(1, 100000000) x;

-- name: exact sum over many rows
-- needs: exact_sum
SELECT sozialraum.exact_sum(x::double precision) FROM generate_series(1, 100000000) x;

-- name: weighted mean over many rows
-- needs: weighted_mean
SELECT sozialraum.weighted_mean(x::double precision, 1) FROM generate_series(1, 100000000) x;

-- name: z-scores of a large partition
-- needs: zscore
SELECT count(z) FROM (SELECT sozialraum.zscore(x::double precision) OVER () AS z FROM generate_series(1, 5000000) x) s;
