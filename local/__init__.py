"""What the benchmark, the cluster and the tests start on this machine, and end again.

children   one process: started, asked whether it is ready, ended by its pid
services   PostgreSQL and Redis of one's own, on free ports of loopback
asgi       the commands by which the ASGI servers serve Relais
cores      which processor cores they get
"""
