"""The service on loopback: checks and documents a second, their times, and what a request costs the server.

Requests come at a steady rate whether or not earlier ones are answered, as people's do; the time counts from when a
request was due. The load shares the cores with the server, so the server's own processor time a request stands beside
it. Wanted of two cores: 200 checks a second with 99 of 100 below 100 ms, and 100 documents a second, without an error.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

DEAL = Path(__file__).parents[1] / "samples" / "deals" / "software-early.yaml"
PORT = 8765
SECONDS = 5.0
CONNECTIONS = 32
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Load:
    """What came of the requests: times in seconds, and how many failed."""

    times: list[float] = field(default_factory=list)
    failed: int = 0


async def send(path: str, rate: float, seconds: float) -> Load:
    """Posts the deal at this rate."""
    body = DEAL.read_bytes()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml\r\n"
    request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    loop, load, due = asyncio.get_running_loop(), Load(), iter(range(int(rate * seconds)))
    start = loop.time() + 0.1

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        for number in due:
            moment = start + number / rate
            await asyncio.sleep(max(0.0, moment - loop.time()))
            writer.write(request)
            answer = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", answer.lower())
            await reader.readexactly(int(length[1]) if length else 0)
            load.times.append(loop.time() - moment)
            load.failed += not answer.startswith(b"HTTP/1.1 200")
        writer.close()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return load


def processor_seconds(process: int) -> float:
    """What a process and those below it have used."""
    total = 0.0
    for place in Path(f"/proc/{process}/task").glob("*/children"):
        total += sum(processor_seconds(int(child)) for child in place.read_text().split())
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return total + (int(fields[11]) + int(fields[12])) / TICKS


def measure(process: int, name: str, path: str, rate: float) -> None:
    """Sends the load and prints what came of it."""
    asyncio.run(send(path, 20, 2))
    used, start = processor_seconds(process), perf_counter()
    load = asyncio.run(send(path, rate, SECONDS))
    taken, used = perf_counter() - start, processor_seconds(process) - used
    times = sorted(load.times)
    median, high = times[len(times) // 2], times[int(0.99 * len(times))]
    print(
        f"{name:<22}{rate:>6.0f}/s wanted {len(times) / taken:>6.0f}/s done   median {1000 * median:6.1f} ms"
        f"   p99 {1000 * high:7.1f} ms   failed {load.failed}   server {1000 * used / len(times):5.2f} ms CPU a request"
    )


def main() -> None:
    """Starts a service and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        command = [Path(sys.executable).with_name("negotia"), "serve", "--port", str(PORT)]
        options = ["--database", f"sqlite:///{folder}/negotia.sqlite3", "--workers", "2"]
        server = subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL)
        try:
            _wait()
            print(f"load averages before: {' '.join(f'{one:.1f}' for one in os.getloadavg())}")
            measure(server.pid, "check", "/api/v1/check?as_of=2026-03-02", 200.0)
            measure(server.pid, "brief (Word)", "/api/v1/documents/brief?as_of=2026-03-02", 100.0)
        finally:
            server.terminate()
            server.wait()


def _wait() -> None:
    end = perf_counter() + 60
    while perf_counter() < end:
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=1):
                return
        except OSError:
            pass
    raise TimeoutError("the service does not answer")


if __name__ == "__main__":
    main()
