"""Relais scaled out on one machine, to be tried and to be tested (`make cluster`).

    browser ── nginx ──┬── web 1 (uvicorn) ──┬── PostgreSQL
                       └── web 2 (uvicorn) ──┴── Redis

    machine   which programs it takes, and which are missing
    nginx     deploy/nginx around processes on whatever ports
    rolling   web processes restarted one after the other
    forgotten what a killed cluster left, ended at the next start
    house     all of it together: begin, restart, end
    __main__  `make cluster`, `make cluster ARGS=restart`

PostgreSQL and Redis are started by local/services.py, on free ports of loopback. The
data stay in `var/cluster`; remove that folder to begin anew.
"""
