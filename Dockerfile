# negotia serve in a container; docs/operations.md tells how to run it.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY engine engine
COPY rules rules
COPY samples samples
COPY templates templates
RUN python -m venv /opt/negotia \
    && /opt/negotia/bin/pip install --no-cache-dir -c constraints.txt ".[service,postgres]"

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data negotia
COPY --from=build /opt/negotia /opt/negotia
ENV PATH=/opt/negotia/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NEGOTIA_HOST=0.0.0.0 \
    NEGOTIA_PORT=8000 \
    NEGOTIA_LOG_JSON=1
USER negotia
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=4 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["negotia", "serve"]
