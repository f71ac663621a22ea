"""bench/spatial: a peer in Python. spatial_peers.py TASK FILE... prints the milliseconds of reading and of computing."""
import csv
import sys
import time
import warnings

warnings.filterwarnings("ignore")
csv.field_size_limit(sys.maxsize)


def areas(name):
    """id, geometry (hexadecimal well-known binary), x as a GeoDataFrame"""
    import geopandas
    import pandas
    import shapely

    frame = pandas.read_csv(name + ".csv", header=None, names=["id", "geom", "x"])
    return geopandas.GeoDataFrame(frame[["id", "x"]], geometry=shapely.from_wkb(frame["geom"].to_numpy()), crs=25832)


def points(name):
    import geopandas
    import pandas

    frame = pandas.read_csv(name + ".csv", header=None, names=["id", "x", "y", "geom"], usecols=["id", "x", "y"])
    return geopandas.GeoDataFrame(frame[["id"]], geometry=geopandas.points_from_xy(frame.x, frame.y), crs=25832)


def queen_libpysal(a):
    from libpysal.weights import Queen

    return lambda: Queen.from_dataframe(a, use_index=False, silence_warnings=True)


def geoda(a):
    import pygeoda

    return pygeoda, pygeoda.open(a)


def queen_geoda(a):
    pygeoda, frame = geoda(a)
    return lambda: pygeoda.queen_weights(frame)


def knn(a):
    from libpysal.weights import KNN

    return lambda: KNN.from_dataframe(a, k=8, silence_warnings=True)


def with_weights(a):
    from libpysal.weights import Queen

    w = Queen.from_dataframe(a, use_index=False, silence_warnings=True)
    w.transform = "r"
    return a["x"].to_numpy(), w


def moran(a, permutations=0):
    from esda import Moran

    x, w = with_weights(a)
    return lambda: Moran(x, w, permutations=permutations)


def moran_999(a):
    return moran(a, 999)


def local_esda(a):
    import numpy
    from esda import Moran_Local
    from libpysal.weights import lat2W

    x, w = with_weights(a)
    Moran_Local(numpy.arange(25.0), lat2W(5, 5), permutations=99)  # compiles
    return lambda: Moran_Local(x, w, permutations=999, n_jobs=1, keep_simulations=False)


def local_geoda(a):
    pygeoda, frame = geoda(a)
    w = pygeoda.queen_weights(frame)
    x = a["x"].tolist()
    return lambda: pygeoda.local_moran(w, x, permutations=999, permutation_method="lookup-table", cpu_threads=1)


def skater_geoda(a):
    pygeoda, frame = geoda(a)
    w = pygeoda.queen_weights(frame)
    return lambda: pygeoda.skater(10, w, [a["x"].tolist(), a["x"].tolist()[::-1]])


def maxp_geoda(a):
    pygeoda, frame = geoda(a)
    w = pygeoda.queen_weights(frame)
    return lambda: pygeoda.maxp_greedy(w, [a["x"].tolist(), a["x"].tolist()[::-1]], bound_variable=[1.0] * len(a), min_bound=20.0)


def skater_spopt(a):
    import spopt.region
    from libpysal.weights import Queen

    a["y"] = a["x"].to_numpy()[::-1]
    w = Queen.from_dataframe(a, use_index=False, silence_warnings=True)
    return lambda: spopt.region.Skater(a, w, ["x", "y"], n_clusters=10).solve()


def sjoin(a, p):
    import geopandas

    return lambda: geopandas.sjoin(p, a, predicate="within")


def tobler(source, target):
    from tobler.area_weighted import area_interpolate

    return lambda: area_interpolate(source, target, extensive_variables=["x"], intensive_variables=["x"])


def costs(name):
    import pandas

    return pandas.read_csv(name + ".csv", header=None, names=["origin", "destination", "cost"])


def access_data(c):
    import pandas

    origin = c.origin.drop_duplicates()
    demand = pandas.DataFrame({"pop": 1.0 + origin.to_numpy() % 50}, index=origin.to_numpy())
    supply = pandas.DataFrame({"doc": 1.0}, index=c.destination.drop_duplicates().to_numpy())
    return demand, supply


def two_step(c):
    from access import fca

    demand, supply = access_data(c)
    return lambda: fca.two_stage_fca(
        demand, supply, c, max_cost=20000, demand_index=True, demand_name="pop", supply_index=True, supply_name="doc",
        cost_origin="origin", cost_dest="destination", cost_name="cost")


def enhanced(c):
    from access import fca, weights

    demand, supply = access_data(c)
    step = weights.step_fn({5000: 1, 10000: 0.68, 20000: 0.22})
    return lambda: fca.two_stage_fca(
        demand, supply, c, max_cost=20000, demand_index=True, demand_name="pop", supply_index=True, supply_name="doc",
        cost_origin="origin", cost_dest="destination", cost_name="cost", weight_fn=step)


READERS = {"point_1m": points, "costs_1m": costs}


def main(task, *files):
    started = time.perf_counter()
    try:
        data = [READERS.get(name, areas)(name) for name in files]
        compute = globals()[task](*data)
    except ImportError as missing:
        print(f"skipped: {missing.name} is not installed")
        return
    read = time.perf_counter() - started
    times = []
    while not times or (len(times) < 3 and sum(times) < 5):
        started = time.perf_counter()
        compute()
        times.append(time.perf_counter() - started)
    print(f"{read * 1000:.1f} {sorted(times)[len(times) // 2] * 1000:.1f}")


main(*sys.argv[1:])
