# docker build -t oss-double .                        with ffmpeg, for video/snapshot
# docker build -t oss-double --build-arg FFMPEG=no .  without
# Read by the classic builder too: no mounts, no heredocs.
ARG BASE=node:20-bookworm-slim

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY spec spec
COPY emulator emulator
COPY conformance conformance
COPY fixtures fixtures
COPY .ci/bundle.ts .ci/notice.ts .ci/
RUN npm run build && npm prune --omit=dev --ignore-scripts
ARG FFMPEG=yes
RUN if [ "$FFMPEG" != yes ]; then rm -r node_modules/@ffmpeg-installer; fi
# Volumes take the owner of what they cover.
RUN mkdir -p /mount/data /mount/seed && chown 1000:1000 /mount/data

FROM ${BASE}
WORKDIR /app
COPY --from=build /mount/ /
COPY --from=build /app/node_modules node_modules
COPY fixtures/demo fixtures/demo
COPY emulator/fonts emulator/fonts
COPY spec spec
COPY package.json LICENSE NOTICE ./
COPY --from=build /app/dist dist
ENV NODE_ENV=production OSS_DOUBLE_HOST=0.0.0.0 OSS_DOUBLE_DATA=/data OSS_DOUBLE_SEED=/seed
# By number, so that Kubernetes can tell that it is not root.
USER 1000:1000
EXPOSE 9000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0; const ask = (scheme) => fetch(scheme + '://127.0.0.1:' + (process.env.OSS_DOUBLE_PORT || 9000) + '/-/ready'); ask('http').catch(() => ask('https')).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/emulator/cli.js"]
CMD ["serve"]
