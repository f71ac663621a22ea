# bench/spatial: a peer in R. spatial_peers.R TASK FILE prints the milliseconds of reading and of computing.
given <- commandArgs(trailingOnly = TRUE)
if (!requireNamespace("spdep", quietly = TRUE)) {
	cat("skipped: the R package spdep is not installed\n")
	quit(status = 0)
}
suppressPackageStartupMessages(library(spdep))
milliseconds <- function(started) as.numeric(proc.time()[["elapsed"]] - started) * 1000
started <- proc.time()[["elapsed"]]
rows <- utils::read.csv(paste0(given[2], ".csv"), header = FALSE, col.names = c("id", "geom", "x"))
bytes <- function(hex) as.raw(strtoi(substring(hex, seq(1, nchar(hex), 2), seq(2, nchar(hex), 2)), 16L))
geom <- sf::st_as_sfc(structure(lapply(rows$geom, bytes), class = "WKB"), EWKB = TRUE)
if (given[1] != "queen") weights <- nb2listw(poly2nb(geom), style = "W")
read <- milliseconds(started)
started <- proc.time()[["elapsed"]]
invisible(switch(given[1],
	queen = poly2nb(geom),
	moran = moran.test(rows$x, weights),
	local = localmoran_perm(rows$x, weights, nsim = 999)))
cat(sprintf("%.1f %.1f\n", read, milliseconds(started)))
