"""The benchmark: Relais beside plain Channels, in one run (`make bench`).

    __main__ ── for each repetition, each scenario, each system in turn:
       servers    starts the system as an operator would, on its own database
       scenarios/ connect sockets and put load on it, by clients of speech.py
       cpu        reads what its processes, PostgreSQL and Redis have used
    results  ── medians and spreads; targets: met or missed; report: Markdown

    plans, explain: how PostgreSQL finds what screens show; docs/query-plans.md
    page, page_probe: how quickly the page is there, and how it scrolls; docs/page.md

The load generator is this process, on a core of its own. It uses PostgreSQL and Redis
servers that it starts itself, so that nothing else is counted with them.
"""
