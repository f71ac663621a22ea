"""The attack of bench/disclosure by HiGHS: for a sample of the hidden cells the least and the greatest value that the shown cells allow."""
import csv
import sys
import time

import numpy
import scipy
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

SAMPLE = 60

rows = [r for r in csv.reader(open(sys.argv[1]))]
number = {int(r[0]): i for i, r in enumerate(rows)}
value = numpy.array([float(r[1]) for r in rows])
hidden = numpy.array([r[4] != "shown" for r in rows])
column = {cell: j for j, cell in enumerate(numpy.flatnonzero(hidden))}

# total = sum of its parts, once for each dimension; what is shown goes to the right-hand side
equation = {}
entries, right = [], []


def row_of(total, dimension):
    key = (total, dimension)
    if key not in equation:
        equation[key] = len(right)
        right.append(0.0)
        add(equation[key], number[total], -1.0)
    return equation[key]


def add(line, cell, coefficient):
    if cell in column:
        entries.append((line, column[cell], coefficient))
    else:
        right[line] -= coefficient * value[cell]


for i, r in enumerate(rows):
    for dimension in (2, 3):
        if r[dimension]:
            add(row_of(int(r[dimension]), dimension), i, 1.0)
line, col, coefficient = zip(*entries)
matrix = coo_matrix((coefficient, (line, col)), shape=(len(right), len(column))).tocsr()

cells = list(column)
sample = cells[:: max(1, len(cells) // SAMPLE)][:SAMPLE]
worst, begin = 0.0, time.perf_counter()
for cell in sample:
    objective = numpy.zeros(len(column))
    objective[column[cell]] = 1.0
    for sign, ours in ((1, rows[cell][5]), (-1, rows[cell][6])):
        answer = linprog(sign * objective, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
        theirs = sign * answer.fun if answer.status == 0 else float("inf")
        mine = float(ours) if ours else float("inf")
        if theirs != mine:
            worst = max(worst, abs(theirs - mine))
seconds = time.perf_counter() - begin
print(f"HiGHS (SciPy {scipy.__version__}): {len(sample)} of {len(cells)} hidden cells, {1000 * seconds / len(sample):.1f} ms a cell, "
      f"{seconds / len(sample) * len(cells):.1f} s for all; greatest difference of the intervals {worst:.2g}")
