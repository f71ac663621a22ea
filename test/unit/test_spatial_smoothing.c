/*
 * test_spatial_smoothing.c
 *		Lags, spatial rates and local empirical Bayes: by hand, by definition with random input, limits.
 */
#include "spatial_smoothing.h"

#include "strict_host.h"
#include "tap.h"

int
main(void)
{
	TEST("lag by hand: sum, mean, island, weights of 0, a weight for itself")
	{
		Link		link[] = {{0, 1, 1}, {0, 2, 3}, {1, 0, 2}, {2, 2, 1}, {2, 0, 1}, {4, 0, 0}};
		Neighbours	w = neighbours_from_links(5, link, 6, &host);
		double		x[5] = {1, 10, 100, 1000, 7};
		double		lag[5];

		smoothing_lag(&w, x, false, lag, &host);
		CHECK(lag[0] == 310 && lag[1] == 2 && lag[2] == 101 && isnan(lag[3]) && isnan(lag[4]));
		smoothing_lag(&w, x, true, lag, &host);
		CHECK(lag[0] == 77.5 && lag[1] == 1 && lag[2] == 50.5 && isnan(lag[3]) && isnan(lag[4]));
		release_weights(&w);
	}
	TEST("neighbourhoods by hand: itself once, weights of 0 are no neighbours")
	{
		Link		link[] = {{0, 1, 0.5}, {0, 0, 9}, {1, 0, 1}, {1, 2, 0}};
		Neighbours	w = neighbours_from_links(3, link, 4, &host);
		double		e[3] = {1, 2, 4};
		double		n[3] = {10, 20, 40};
		double		events[3],
					people[3];
		int32_t		units[3];

		neighbourhood_sums(&w, e, n, events, people, units, &host);
		CHECK(events[0] == 3 && people[0] == 30 && units[0] == 2);
		CHECK(events[1] == 3 && people[1] == 30 && units[1] == 2);
		CHECK(events[2] == 4 && people[2] == 40 && units[2] == 1);
		release_weights(&w);
	}
	TEST("all are neighbours of all: local empirical Bayes is the global one (the six areas of test_smoothing.c)")
	{
		double		e[6] = {4, 30, 0, 31, 22, 55};
		double		n[6] = {180, 610, 95, 1400, 260, 2100};
		double		want[6] = {.0258464149, .0457451179, .0181110052, .0228994982, .0658681309, .0264607256};
		double		have[6];
		Link		link[36];
		Neighbours	w;

		for (int i = 0; i < 36; i++)
			link[i] = (Link) {i / 6, i % 6, 1};
		w = neighbours_from_links(6, link, 36, &host);
		for (int variance = 0; variance < 2; variance++)
		{
			local_empirical_bayes(&w, e, n, variance, have, &host);
			for (int i = 0; i < 6; i++)
				CHECK(fabs(have[i] - want[i]) < 5e-11);
		}
		release_weights(&w);
	}
	TEST("islands keep their rate, equal rates stay, no events give 0, estimates lie between the rate and its neighbourhood's")
	{
		for (int round = 0; round < 200; round++)
		{
			int			n = 1 + random_below(12);
			Link		link[144];
			int64_t		links = 0;
			double		e[12],
						p[12],
						have[12],
						events[12],
						people[12];
			int32_t		units[12];
			Neighbours	w;

			for (int i = 0; i < n; i++)
			{
				p[i] = 1 + random_below(1000);
				e[i] = round % 3 == 0 ? p[i] / 8 : round % 3 == 1 ? 0 : random_below((int) p[i] + 1);
				for (int j = 0; j < n; j++)
				{
					if (random_unit() < 0.3)
						link[links++] = (Link) {i, j, random_unit() + 0.1};
				}
			}
			w = neighbours_from_links(n, link, links, &host);
			neighbourhood_sums(&w, e, p, events, people, units, &host);
			local_empirical_bayes(&w, e, p, round % 2, have, &host);
			for (int i = 0; i < n; i++)
			{
				double		rate = e[i] / p[i];
				double		mean = events[i] / people[i];

				CHECK(have[i] >= fmin(rate, mean) * (1 - 1e-14) && have[i] <= fmax(rate, mean) * (1 + 1e-14));
				if (round % 3 == 0)
					CHECK(close_to(have[i], 0.125, 1e-14));
				if (round % 3 == 1)
					CHECK(have[i] == 0);
				if (units[i] == 1)
					CHECK(have[i] == rate);
			}
			release_weights(&w);
		}
	}
	return tap_done();
}
