/*
 * eigen.h
 *		Eigenvalues and eigenvectors of a symmetric matrix.
 *
 * Householder's reduction to tridiagonal form, then QL iterations with implicit shifts: tred2 and tql2 of EISPACK.  Own code and
 * not GSL's, because a matrix of some hundreds of variables takes seconds, and a cancel must be answered meanwhile: check (may be
 * NULL) is called after each row, and nothing is allocated that it could leave behind.
 *
 * Source: J. H. Wilkinson, C. Reinsch, "Handbook for Automatic Computation", volume II, Linear Algebra, 1971, contributions II/2
 * and II/4.
 */
#ifndef KERNEL_EIGEN_H
#define KERNEL_EIGEN_H

#include <stdbool.h>

/*
 * matrix (n x n, row by row) becomes the eigenvectors: column c, of length 1, belongs to value[c]; values in descending order.
 * scratch: n numbers.  False (which no finite matrix has been seen to cause) when the iteration does not end.
 */
extern bool symmetric_eigen(double *matrix, int n, double *value, double *scratch, void (*check) (void));

#endif							/* KERNEL_EIGEN_H */
