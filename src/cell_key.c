/*
 * cell_key.c
 *		The cell-key method: keys of records and cells, the table of probabilities, perturbed counts.
 */
#include "sozialraum.h"

#include "catalog/namespace.h"
#include "catalog/pg_conversion.h"
#include "common/hmac.h"
#include "common/sha2.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#include "kernel/perturbation.h"

#define SECRET_MIN		16		/* bytes */
#define LARGEST_COUNT	9007199254740992.0	/* 2^53: beyond, a double does not know single persons */

/* -------- keys of records -------- */

typedef struct Bytes
{
	const unsigned char *data;
	int			length;
} Bytes;

/*
 * The text in UTF-8, so that a key does not depend on the encoding of the database.  The server's own function would show the
 * bytes that it cannot convert.
 */
static Bytes
bytes_in_utf8(const char *name, const text *t)
{
	Bytes		bytes = {(const unsigned char *) VARDATA_ANY(t), (int) VARSIZE_ANY_EXHDR(t)};
	int			encoding = GetDatabaseEncoding();

	if (encoding != PG_UTF8 && encoding != PG_SQL_ASCII && bytes.length > 0)
	{
		Oid			converter = FindDefaultConversionProc(encoding, PG_UTF8);
		int			room = bytes.length * MAX_CONVERSION_GROWTH + 1;
		unsigned char *to;

		if (bytes.length > (int) (MaxAllocSize / MAX_CONVERSION_GROWTH) - 1)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("The argument \"%s\" is too long.", name)));
		to = palloc(room);
		if (!OidIsValid(converter) ||
			pg_do_encoding_conversion_buf(converter, encoding, PG_UTF8, (unsigned char *) bytes.data, bytes.length,
										  to, room, true) != bytes.length)
			ereport(ERROR,
					(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
					 errmsg("The argument \"%s\" has a character that cannot be written in UTF-8.", name)));
		bytes.data = to;
		bytes.length = (int) strlen((char *) to);
	}
	return bytes;
}

/* the first eight bytes of HMAC-SHA256(secret, id), the highest first; no error says what the secret or the id is */
static int64
record_key(Bytes secret, Bytes id)
{
	uint8		digest[PG_SHA256_DIGEST_LENGTH];
	pg_hmac_ctx *hmac;
	uint64		key = 0;
	bool		done;

	if (secret.length < SECRET_MIN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The secret is too short."),
				 errdetail("It needs at least %d bytes.", SECRET_MIN),
				 errhint("Make one of 32 random bytes, once for the whole life of the series, and keep it where only those who compute may read it.")));
	if (id.length == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The id of a record must not be empty."),
				 errhint("Give NULL where there is none; such a record has no key and is not counted.")));

	hmac = pg_hmac_create(PG_SHA256);
	done = hmac != NULL &&
		pg_hmac_init(hmac, secret.data, secret.length) >= 0 &&
		pg_hmac_update(hmac, id.data, id.length) >= 0 &&
		pg_hmac_final(hmac, digest, sizeof(digest)) >= 0;
	if (hmac != NULL)
		pg_hmac_free(hmac);
	if (!done)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("The key of a record could not be computed."),
				 errhint("The server's library for HMAC and SHA-256 does not work; see its log.")));
	for (int i = 0; i < 8; i++)
		key = key << 8 | digest[i];
	return (int64) key;
}

SQL_FUNCTION(record_key_bytea)
{
	const bytea *secret = PG_GETARG_BYTEA_PP(0);
	Bytes		bytes = {(const unsigned char *) VARDATA_ANY(secret), (int) VARSIZE_ANY_EXHDR(secret)};

	PG_RETURN_INT64(record_key(bytes, bytes_in_utf8("id", PG_GETARG_TEXT_PP(1))));
}

SQL_FUNCTION(record_key_text)
{
	Bytes		secret = bytes_in_utf8("secret", PG_GETARG_TEXT_PP(0));

	PG_RETURN_INT64(record_key(secret, bytes_in_utf8("id", PG_GETARG_TEXT_PP(1))));
}

/* -------- keys of cells: the sum modulo 2^64 -------- */

SQL_FUNCTION(cell_key_add)
{
	PG_RETURN_INT64((int64) ((uint64) PG_GETARG_INT64(0) + (uint64) PG_GETARG_INT64(1)));
}

SQL_FUNCTION(cell_key_subtract)
{
	PG_RETURN_INT64((int64) ((uint64) PG_GETARG_INT64(0) - (uint64) PG_GETARG_INT64(1)));
}

SQL_FUNCTION(sozialraum_cell_key_uniform)
{
	PG_RETURN_FLOAT8(cell_key_unit(PG_GETARG_INT64(0)));
}

/* -------- the table -------- */

typedef struct Table
{
	int			maximum_noise;
	double		variance;
	int			smallest_count;
	int			rows;
	double	   *upper;			/* a null pointer: not computed yet */
} Table;

static void
check_parameters(const Table *t)
{
	double		least;
	double		largest;

	if (t->maximum_noise < 1 || t->maximum_noise > PERTURBATION_NOISE_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between %d and %d.", "maximum_noise", 1, PERTURBATION_NOISE_MAX),
				 errdetail("It is %d.", t->maximum_noise)));
	if (t->smallest_count < 1 || t->smallest_count > t->maximum_noise + 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between %d and %d.", "smallest_count", 1, t->maximum_noise + 1),
				 errdetail("It is %d.", t->smallest_count),
				 errhint("1 must be able to become the smallest count that may be published: allow more noise, or a smaller one.")));
	check_finite("variance", t->variance);
	least = fmax(perturbation_least_variance(t->smallest_count), PERTURBATION_VARIANCE_MIN);
	largest = perturbation_largest_variance(t->maximum_noise);
	if (!(t->variance >= least && t->variance <= largest))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("There is no noise of this variance."),
				 errdetail("The variance is %g. With a maximum noise of %d and a smallest count of %d it can be %g to %g.",
						   t->variance, t->maximum_noise, t->smallest_count, least, largest),
				 errhint("Counts below the smallest one become 0 or that, which takes a least variance of a quarter of its square; a larger variance needs more noise.")));
}

/* the table of these parameters, in the memory that is current */
static void
compute_table(Table *t)
{
	double	   *upper;

	check_parameters(t);
	t->rows = perturbation_rows(t->maximum_noise, t->smallest_count);
	upper = palloc((Size) t->rows * (2 * t->maximum_noise + 1) * sizeof(double));
	if (!perturbation_table(t->maximum_noise, t->variance, t->smallest_count, upper, check_interrupts))
		elog(ERROR, "no perturbation table for noise %d, variance %g, smallest count %d",
			 t->maximum_noise, t->variance, t->smallest_count);
	t->upper = upper;
}

static void
put_row(ReturnSetInfo *result, int original, int noise, double lower, double upper)
{
	Datum		value[6];
	bool		isnull[6] = {false};

	value[0] = Int32GetDatum(original);
	value[1] = Int32GetDatum(original + noise);
	value[2] = Int32GetDatum(noise);
	value[3] = Float8GetDatum(upper - lower);
	value[4] = Float8GetDatum(lower);
	value[5] = Float8GetDatum(upper);
	tuplestore_putvalues(result->setResult, result->setDesc, value, isnull);
}

/* arguments: maximum_noise, variance, smallest_count */
SQL_FUNCTION(sozialraum_perturbation_table)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Table		t = {.maximum_noise = PG_GETARG_INT32(0), .variance = PG_GETARG_FLOAT8(1), .smallest_count = PG_GETARG_INT32(2)};

	compute_table(&t);
	InitMaterializedSRF(fcinfo, 0);
	put_row(result, 0, 0, 0, 1);
	for (int row = 1; row <= t.rows; row++)
	{
		const double *bound = t.upper + (Size) (row - 1) * (2 * t.maximum_noise + 1);
		double		lower = 0;

		for (int noise = -t.maximum_noise; noise <= t.maximum_noise; noise++)
		{
			double		upper = bound[noise + t.maximum_noise];

			if (upper > lower)
				put_row(result, row, noise, lower, upper);
			lower = upper;
		}
	}
	return (Datum) 0;
}

/* the table of a call site: computed at the first row, and again when the parameters are others */
static const Table *
table_of_call(FunctionCallInfo fcinfo, int maximum_noise, double variance, int smallest_count)
{
	Table	   *t = (Table *) fcinfo->flinfo->fn_extra;
	MemoryContext caller;

	if (t != NULL && t->upper != NULL &&
		t->maximum_noise == maximum_noise && t->variance == variance && t->smallest_count == smallest_count)
		return t;
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	if (t == NULL)
		t = fcinfo->flinfo->fn_extra = palloc0(sizeof(Table));
	if (t->upper != NULL)
		pfree(t->upper);
	t->upper = NULL;
	t->maximum_noise = maximum_noise;
	t->variance = variance;
	t->smallest_count = smallest_count;
	compute_table(t);
	MemoryContextSwitchTo(caller);
	return t;
}

/* arguments: count, cell_key, maximum_noise, variance, smallest_count; an empty cell has no key, and its 0 needs none */
SQL_FUNCTION(sozialraum_perturb)
{
	const Table *t;
	double		count;

	for (int i = 0; i < 5; i++)
	{
		if (PG_ARGISNULL(i) && !(i == 1 && !PG_ARGISNULL(0) && PG_GETARG_FLOAT8(0) == 0))
			PG_RETURN_NULL();
	}
	count = PG_GETARG_FLOAT8(0);
	t = table_of_call(fcinfo, PG_GETARG_INT32(2), PG_GETARG_FLOAT8(3), PG_GETARG_INT32(4));
	check_finite("count", count);
	if (count < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "count"),
				 errdetail("At least one row has a negative number."),
				 errhint("It is a number of events or of people; check the sign of its terms.")));
	if (count != floor(count))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be a whole number.", "count"),
				 errdetail("At least one row has a fraction."),
				 errhint("Perturb the counts, and compute rates, means and intervals from the perturbed counts.")));
	if (count > LARGEST_COUNT)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("The argument \"%s\" is too large.", "count"),
				 errdetail("At least one row has a number beyond %.0f.", LARGEST_COUNT)));
	if (count == 0)
		PG_RETURN_INT64(0);
	PG_RETURN_INT64(perturbation_apply(t->upper, t->maximum_noise, t->rows, (int64) count, cell_key_unit(PG_GETARG_INT64(1))));
}
