"""The pipe: one socket per device, bells between processes, no clinical word.

    client ── door (door.py) ── session.py ── dispatch.py ── in_db (db.py)
                                        │              └ batching.py: sends that wait
                                        │                together are written together
    commit ── bells.py ── hub.py ───────┤ one hub per process: person → sessions
                 │          │           │   lines.py: one pull, one encoding per reader
                 kind │          └ sweep.py  │   repairs lost bells, ends invalid
                 sessions └ carrier.py ── Redis ── the other processes' hubs

A session knows no transport and a hub knows no meaning: `contract.py` lists what
`config/wiring.py` must tell them. `frames.py` is everything that is said on the wire.
"""
