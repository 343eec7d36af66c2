# Two stages: the first fetches and builds, the second serves as a user without rights.
FROM debian:12-slim AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv make git npm ca-certificates \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/dateline
COPY . .
RUN make setup

FROM debian:12-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home --home-dir /data dateline \
    && mkdir /data && chown dateline /data
COPY --from=build /srv/dateline /srv/dateline
WORKDIR /srv/dateline
USER dateline
# Map, articles and corrections: all that is written. The rest may be read-only (docker run --read-only).
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
ENTRYPOINT ["deploy/serve"]
