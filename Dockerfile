# Two images: `app` (one for all services; LOAM_TARGET says which) and `web` (nginx with the web app and the gateway).
# Node comes from its Python wheel, so that three base images are enough: python, nginx and, in compose, postgres.

FROM python:3.13-slim AS web-build
COPY deploy/node.lock ./
RUN pip install --no-cache-dir --require-hashes -r node.lock
WORKDIR /loam/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend ./
RUN npm run build

FROM python:3.13-slim AS packages
WORKDIR /loam
COPY requirements.lock requirements-dev.lock ./
# uv alone is taken from the developers' lock, with its hashes; it installs the rest and builds nothing from outside.
RUN python -m venv .venv \
 && awk '/^[a-z]/ {on = /^uv==/} on' requirements-dev.lock > uv.lock \
 && .venv/bin/pip install --no-cache-dir --require-hashes --target /uv -r uv.lock \
 && /uv/bin/uv pip install --no-cache --python .venv/bin/python --require-hashes --compile-bytecode -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY services services
RUN /uv/bin/uv pip install --no-cache --python .venv/bin/python --no-deps -e .

FROM python:3.13-slim AS app
# A new volume takes the owner of the folder it is mounted on.
RUN useradd --system --uid 10001 --no-create-home loam && install --directory --owner=loam --mode=700 /files
WORKDIR /loam
COPY --from=packages /loam/.venv .venv
COPY pyproject.toml ./
COPY alembic alembic
COPY services services
COPY demo demo
COPY docs/openapi.json docs/openapi.json
RUN .venv/bin/python -m compileall -q alembic services demo
ENV PATH=/loam/.venv/bin:$PATH PYTHONUNBUFFERED=1 LOAM_HOST=0.0.0.0 LOAM_PORT=8000
USER loam
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 \
  CMD ["python", "-S", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["loam", "serve"]

FROM nginx:1.27 AS web
COPY deploy/nginx.conf /etc/nginx/nginx.conf
COPY docs/openapi.json /usr/share/loam/openapi.json
COPY --from=web-build /loam/frontend/dist /usr/share/loam/web
USER 101:101
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --retries=6 CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/livez"]
CMD ["nginx", "-g", "daemon off;"]
