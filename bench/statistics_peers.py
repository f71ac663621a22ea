"""bench/statistics: a peer in Python. statistics_peers.py TASK FILE.csv prints the milliseconds of reading and of computing."""
import sys
import time


def main(task, path):
    import numpy as np

    # imports and first-call compilation are not counted
    try:
        compute = TASKS[task]()
    except ImportError as missing:
        print(f"skipped: {missing.name} is not installed")
        return
    started = time.perf_counter()
    try:
        import pandas

        x = pandas.read_csv(path, header=None).to_numpy()
    except ImportError:
        x = np.loadtxt(path, delimiter=",", ndmin=2)
    if x.shape[1] == 1:
        x = x[:, 0]
    read = time.perf_counter() - started
    times = []
    while not times or (len(times) < 3 and sum(times) < 2):
        started = time.perf_counter()
        compute(np, x)
        times.append(time.perf_counter() - started)
    print(f"{read * 1000:.1f} {sorted(times)[len(times) // 2] * 1000:.1f}")


def gini():
    from inequality.gini import Gini

    return lambda np, x: Gini(x).g


def numpy_gini():
    def compute(np, x):
        s = np.sort(x)
        n = len(s)
        return ((2 * np.arange(1, n + 1) - n - 1) * s).sum() / (n * s.sum())

    return compute


def quantile():
    return lambda np, x: np.quantile(x, [i / 10 for i in range(1, 10)])


def zscore():
    return lambda np, x: (x - x.mean()) / x.std()


def fisher():
    import numpy as np
    from mapclassify import FisherJenks

    FisherJenks(np.arange(20.0), k=3)
    return lambda np, x: FisherJenks(x, k=7).bins


def pca():
    def compute(np, x):
        return np.linalg.eigh(np.corrcoef(x, rowvar=False))

    return compute


def correlation():
    return lambda np, x: np.corrcoef(x, rowvar=False)


def kmeans():
    from sklearn.cluster import KMeans

    return lambda np, x: KMeans(8, n_init=10, random_state=1).fit((x - x.mean(axis=0)) / x.std(axis=0)).labels_


def ward():
    from scipy.cluster.hierarchy import fcluster, linkage

    return lambda np, x: fcluster(linkage((x - x.mean(axis=0)) / x.std(axis=0), "ward"), 8, "maxclust")


def silhouette():
    from sklearn.metrics import silhouette_samples

    return lambda np, x: silhouette_samples(x, np.arange(len(x)) % 8)


TASKS = {f.__name__: f for f in (gini, numpy_gini, quantile, zscore, fisher, pca, correlation, kmeans, ward, silhouette)}

main(*sys.argv[1:])
