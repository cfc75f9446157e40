from pathlib import Path

from config import environment


def test_the_secret_key_is_made_once_and_for_our_eyes_only(tmp_path: Path):
    key = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == key
    assert len(key) >= 50
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_whoever_comes_second_keeps_the_first_key(tmp_path: Path):
    (tmp_path / "secret.key").write_text("first")
    draft = tmp_path / "draft"
    draft.write_text("second")
    environment._keep_the_first(draft, tmp_path / "secret.key")
    assert environment.secret_key(tmp_path) == "first"


def test_the_data_are_in_a_private_folder(tmp_path: Path):
    folder = environment.private_folder(tmp_path / "a" / "b")
    assert folder.stat().st_mode & 0o077 == 0


def test_sqlite_waits_writes_ahead_and_syncs():
    made = environment.database("sqlite:////x", threads=8, statement_timeout="5s")
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "PRAGMA synchronous=FULL;" in made["OPTIONS"]["init_command"]
    assert made["ATOMIC_REQUESTS"] is False


def test_postgresql_has_a_pool_that_is_looked_after():
    url = "postgres://u:p@db/relais?sslmode=require"
    made = environment.database(url, threads=4, statement_timeout="5s")
    assert made["OPTIONS"]["pool"]["max_size"] == 12
    assert made["OPTIONS"]["sslmode"] == "require"
    assert made["CONN_HEALTH_CHECKS"]
    assert made["CONN_MAX_AGE"] == 0


def test_limits_are_numbers_by_name():
    environ = {"LIMIT_FRAME_BYTES": "1024", "LIMIT_HELLO_SECONDS": "0.5", "PATH": "x"}
    assert environment.limits(environ) == {"frame_bytes": 1024, "hello_seconds": 0.5}


def test_only_loopback_is_private():
    assert not environment.is_public(["localhost", "127.0.0.1"])
    assert environment.is_public(["localhost", "relais.clinic.fr"])
    assert environment.is_public(["*"])


def test_a_page_opens_its_socket_where_it_comes_from():
    origins = ["https://relais.clinic.fr", "http://localhost:8000"]
    expected = ["wss://relais.clinic.fr", "ws://localhost:8000"]
    assert environment.sockets_of(origins) == expected


HERE = environment.S3("", "", "", "", "", "auto", is_direct=True)


def test_photos_lie_in_a_private_folder(tmp_path: Path):
    made = environment.photo_store(HERE, tmp_path / "photos", is_shared=False)
    assert (tmp_path / "photos").stat().st_mode & 0o077 == 0
    assert made["OPTIONS"]["file_permissions_mode"] == 0o600


def test_nginx_reads_them_by_its_group(tmp_path: Path):
    made = environment.photo_store(HERE, tmp_path / "photos", is_shared=True)
    assert made["OPTIONS"]["file_permissions_mode"] == 0o640
    assert made["OPTIONS"]["directory_permissions_mode"] == 0o750


def test_photos_in_s3_need_no_folder(tmp_path: Path):
    there = HERE._replace(bucket="photos", endpoint="https://s3.clinic.example")
    made = environment.photo_store(there, tmp_path / "photos", is_shared=False)
    assert made["OPTIONS"]["endpoint_url"] == "https://s3.clinic.example"
    assert made["OPTIONS"]["default_acl"] is None
    assert not (tmp_path / "photos").exists()
