"""What operators see of the pipe at /metrics. Numbers only, no names."""

from prometheus_client import Counter, Gauge, Histogram

SOCKETS = Gauge("relais_sockets", "Sockets that are open in this process")
CLOSED = Counter("relais_sockets_closed", "Sockets closed by the server", ["code"])
BELLS_RUNG = Counter("relais_bells_rung", "Bells that this process rang")
BELLS_HEARD = Counter("relais_bells_heard", "Bells heard from other processes")
BELLS_LOST = Counter("relais_bells_lost", "Bells that could not be published")
PULLS = Counter("relais_pulls", "Reads of a stream because of a bell")
PULLS_SPARED = Counter("relais_pulls_spared", "Bells that brought their entries along")
DELIVERIES = Counter("relais_deliveries", "Frames handed to sockets by the hub")
BATCH_SIZE = Histogram(
    "relais_batch_size",
    "Sends written in one transaction",
    buckets=(1, 2, 5, 10, 20, 50, 100, 200),
)
BATCH_FALLBACKS = Counter("relais_batch_fallbacks", "Batches rerun one by one")
SWEEP_REPAIRS = Counter("relais_sweep_repairs", "Streams found behind by the sweep")
SWEEP_ENDED = Counter("relais_sweep_ended", "Sockets ended by the sweep")
SWEEP_FAILURES = Counter("relais_sweep_failures", "Sweeps that could not be done")
UNITS_FAILED = Counter("relais_units_failed", "Units of work that raised an error")
