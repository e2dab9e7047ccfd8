"""The container files name what exists, and nothing that the service does not read."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

TOP = Path(__file__).parents[3]
DOCKERFILE = (TOP / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (TOP / "compose.yaml").read_text(encoding="utf-8")
READ = (TOP / "engine" / "cli" / "serve.py").read_text(encoding="utf-8")


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    copied = [
        name
        for line in re.findall(r"^COPY (?!--)(.*) \S+$", DOCKERFILE, re.MULTILINE)
        for name in line.split()
    ]
    kept = {line[1:] for line in (TOP / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert set(copied) == kept
    assert all((TOP / name).exists() for name in copied)


def test_it_runs_as_nobody_in_particular_and_stops_gently() -> None:
    assert DOCKERFILE.index("USER negotia") < DOCKERFILE.index('CMD ["negotia", "serve"]')
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE


def test_the_variables_are_those_that_the_service_reads() -> None:
    named = set(re.findall(r"NEGOTIA_[A-Z_]+", DOCKERFILE + COMPOSE))
    assert named >= {"NEGOTIA_DATABASE", "NEGOTIA_SECRET", "NEGOTIA_HOST"}
    assert [one for one in named if one not in READ] == []


def test_compose_keeps_data_in_volumes_and_no_secret_in_the_file() -> None:
    services = yaml.safe_load(COMPOSE)["services"]
    assert services["service"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["service"]["read_only"] is True
    assert services["service"]["ports"] == ["127.0.0.1:8000:8000"]
    volumes = [one for service in services.values() for one in service["volumes"]]
    assert {one.split(":")[0] for one in volumes} == set(yaml.safe_load(COMPOSE)["volumes"])
    assert "${NEGOTIA_SECRET:?" in COMPOSE
    assert "${POSTGRES_PASSWORD:?" in COMPOSE
