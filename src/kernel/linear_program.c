/*
 * linear_program.c
 *		Linear programs by GLPK, in slices of time.  See linear_program.h.
 */
#include "linear_program.h"

#include <math.h>
#include <setjmp.h>
#include <time.h>

#include <glpk.h>

#define SLICE_MS		40		/* a cancel is answered within 200 ms */
#define SLICE_MAX_MS	150

static glp_prob *open_program;
static int	open_columns;
static int *objective;			/* the columns with a cost, 1-based; GLPK's memory */
static int	objective_n;
static bool fails;

/* where GLPK's error hook goes */
static jmp_buf failed;

static void
error_hook(void *info)
{
	longjmp(failed, 1);
}

/* its messages, those of errors too, go nowhere */
static int
no_output(void *info, const char *text)
{
	return 1;
}

/* GLPK is in an undefined state: its manual asks to free the whole environment */
static void
give_up(void)
{
	glp_error_hook(NULL, NULL);
	glp_term_hook(NULL, NULL);
	glp_free_env();
	open_program = NULL;
	objective = NULL;
	objective_n = 0;
}

/* between these two, hooks are ours: another user of the library in this process may have his own settings */
static void
begin_glpk(void)
{
	glp_term_hook(no_output, NULL);
	glp_error_hook(error_hook, NULL);
	if (fails)
		glp_error("asked to fail\n");
}

static void
end_glpk(void)
{
	glp_term_hook(NULL, NULL);
	glp_error_hook(NULL, NULL);
}

double
lp_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static int
bound_type(double lower, double upper)
{
	if (isinf(lower) && isinf(upper))
		return GLP_FR;
	if (isinf(upper))
		return GLP_LO;
	if (isinf(lower))
		return GLP_UP;
	return lower == upper ? GLP_FX : GLP_DB;
}

static bool
build(const LinearProgram *program, int *index, double *value)
{
	if (setjmp(failed) != 0)
	{
		give_up();
		return false;
	}
	begin_glpk();
	open_program = glp_create_prob();
	open_columns = program->columns;
	objective = glp_alloc(program->columns + 1, sizeof(int));
	objective_n = 0;
	if (program->rows > 0)
		glp_add_rows(open_program, program->rows);
	if (program->columns > 0)
		glp_add_cols(open_program, program->columns);
	for (int j = 0; j < program->columns; j++)
		glp_set_col_bnds(open_program, j + 1, bound_type(program->lower[j], program->upper[j]), program->lower[j], program->upper[j]);
	for (int i = 0; i < program->rows; i++)
	{
		int			n = 0;

		for (int k = program->start[i]; k < program->start[i + 1]; k++)
		{
			n++;
			index[n] = program->column[k] + 1;
			value[n] = program->coefficient[k];
		}
		glp_set_mat_row(open_program, i + 1, n, index, value);
		glp_set_row_bnds(open_program, i + 1, GLP_FX, program->rhs[i], program->rhs[i]);
	}
	/* powers of two only where coefficients differ much: counts stay whole numbers */
	glp_scale_prob(open_program, GLP_SF_EQ | GLP_SF_2N | GLP_SF_SKIP);
	glp_adv_basis(open_program, 0);
	end_glpk();
	return true;
}

bool
lp_open(const LinearProgram *program, const Host *host)
{
	int		   *index = host->alloc(((size_t) program->columns + 1) * sizeof(int));
	double	   *value = host->alloc(((size_t) program->columns + 1) * sizeof(double));
	bool		done;

	lp_close();
	done = build(program, index, value);
	host->release(index);
	host->release(value);
	return done;
}

static bool
set_objective(const int *column, const double *cost, int n, bool maximise)
{
	if (setjmp(failed) != 0)
	{
		give_up();
		return false;
	}
	begin_glpk();
	while (objective_n > 0)
		glp_set_obj_coef(open_program, objective[--objective_n], 0);
	glp_set_obj_dir(open_program, maximise ? GLP_MAX : GLP_MIN);
	for (int k = 0; k < n; k++)
	{
		objective[objective_n++] = column[k] + 1;
		glp_set_obj_coef(open_program, column[k] + 1, cost[k]);
	}
	end_glpk();
	return true;
}

typedef enum Basis
{
	BASIS_LAST,
	BASIS_STANDARD,
	BASIS_ADVANCED
} Basis;

/* one slice; GLPK's return code, or -1 after an error */
static int
slice(int milliseconds, Basis basis, int method, int *iterations, int *status, double *x)
{
	glp_smcp	parameters;
	int			code;
	int			before;

	if (setjmp(failed) != 0)
	{
		give_up();
		return -1;
	}
	begin_glpk();
	if (basis == BASIS_STANDARD)
		glp_std_basis(open_program);
	else if (basis == BASIS_ADVANCED)
		glp_adv_basis(open_program, 0);
	glp_init_smcp(&parameters);
	parameters.msg_lev = GLP_MSG_OFF;
	parameters.meth = method;
	parameters.tm_lim = milliseconds;
	before = glp_get_it_cnt(open_program);
	code = glp_simplex(open_program, &parameters);
	*iterations = glp_get_it_cnt(open_program) - before;
	*status = glp_get_status(open_program);
	if (code == 0 && *status == GLP_OPT)
	{
		for (int j = 0; j < open_columns; j++)
			x[j] = glp_get_col_prim(open_program, j + 1);
	}
	end_glpk();
	return code;
}

LpStatus
lp_solve(const int *column, const double *cost, int n, bool maximise, double *x, double deadline, void (*check) (void))
{
	/* after numerical trouble: another basis, then the other method */
	static const Basis bases[] = {BASIS_LAST, BASIS_STANDARD, BASIS_ADVANCED};
	static const int methods[] = {GLP_PRIMAL, GLP_PRIMAL, GLP_DUALP};
	int			attempt = 0;
	int			milliseconds = SLICE_MS;
	bool		begins = false;

	if (open_program == NULL || !set_objective(column, cost, n, maximise))
		return LP_FAILED;
	for (;;)
	{
		int			iterations = 0;
		int			status = GLP_UNDEF;
		int			code;

		check();
		if (lp_clock() >= deadline)
			return LP_TIMEOUT;
		code = slice(milliseconds, begins ? bases[attempt] : BASIS_LAST, methods[attempt], &iterations, &status, x);
		begins = false;
		if (code == 0)
		{
			if (status == GLP_OPT)
				return LP_OPTIMAL;
			if (status == GLP_NOFEAS)
				return LP_INFEASIBLE;
			if (status == GLP_UNBND)
				return LP_UNBOUNDED;
		}
		else if (code == GLP_ETMLIM)
		{
			/* a slice in which nothing moved was too short */
			if (iterations == 0)
			{
				if (milliseconds >= SLICE_MAX_MS)
					return LP_TIMEOUT;
				milliseconds = SLICE_MAX_MS;
			}
			continue;
		}
		else if (code < 0)
			return LP_FAILED;
		if (++attempt == sizeof(bases) / sizeof(bases[0]))
			return LP_FAILED;
		begins = true;
	}
}

void
lp_close(void)
{
	if (open_program == NULL)
		return;
	if (setjmp(failed) != 0)
	{
		give_up();
		return;
	}
	begin_glpk();
	glp_delete_prob(open_program);
	open_program = NULL;
	glp_free(objective);
	objective = NULL;
	objective_n = 0;
	end_glpk();
}

void
lp_abandon(void)
{
	lp_close();
}

void
lp_fail(bool on)
{
	fails = on;
}

bool
lp_is_open(void)
{
	return open_program != NULL;
}
