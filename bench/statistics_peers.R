# bench/statistics: a peer in R. statistics_peers.R TASK FILE.csv prints the milliseconds of reading and of computing.
given <- commandArgs(trailingOnly = TRUE)
package <- c(gini = "ineq", ckmeans = "Ckmeans.1d.dp", fisher = "classInt", kmeans = "stats", ward = "stats")[[given[1]]]
if (!requireNamespace(package, quietly = TRUE)) {
	cat(sprintf("skipped: the R package %s is not installed\n", package))
	quit(status = 0)
}
milliseconds <- function(started) as.numeric(proc.time()[["elapsed"]] - started) * 1000
started <- proc.time()[["elapsed"]]
# the quick way to read numbers that base R has
columns <- count.fields(given[2], sep = ",")[1]
x <- matrix(scan(given[2], sep = ",", quiet = TRUE), ncol = columns, byrow = TRUE)
read <- milliseconds(started)
started <- proc.time()[["elapsed"]]
invisible(switch(given[1],
	gini = ineq::Gini(x[, 1]),
	ckmeans = Ckmeans.1d.dp::Ckmeans.1d.dp(x[, 1], 7),
	fisher = classInt::classIntervals(x[, 1], 7, style = "fisher", largeN = Inf),
	kmeans = kmeans(scale(x), 8, nstart = 10, iter.max = 1000),
	ward = cutree(hclust(dist(scale(x)), "ward.D2"), 8)))
cat(sprintf("%.1f %.1f\n", read, milliseconds(started)))
