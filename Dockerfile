# One stage: Node runs the sources as they are. Redis is a service of its own (docker-compose.yml).
FROM node:26-slim
ENV NODE_ENV=production TZ=UTC DATA_FOLDER=/data WEB_HOST=0.0.0.0
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are Node itself for older hosts: this image has it.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY config config
COPY jobs jobs
COPY src src
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=60s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "src/cli/main.ts", "start"]
