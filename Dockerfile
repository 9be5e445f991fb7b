# One stage: Node runs the sources as they are. Redis is a service of its own (docker-compose.yml).
FROM node:26-slim
ENV NODE_ENV=production TZ=UTC DATA_FOLDER=/data WEB_HOST=0.0.0.0 MALLOC_TRIM_THRESHOLD_=131072 MALLOC_ARENA_MAX=2 NODE_OPTIONS=--max-semi-space-size=2
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are Node itself for older hosts: this image has it. Of Google's APIs one is used: 241 MB less.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force \
  && find node_modules/googleapis/build/src/apis -mindepth 1 -maxdepth 1 -type d ! -name calendar -exec rm -r {} +
COPY bin bin
COPY config config
COPY jobs jobs
COPY src src
# docker compose exec worker statlist review
RUN ln -s /app/bin/statlist.mjs /usr/local/bin/statlist \
  # Whoever RUN_AS names may write there; nobody else is in the container.
  && mkdir -m 1777 /data
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=60s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "src/cli/main.ts", "start"]
