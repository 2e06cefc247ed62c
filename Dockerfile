# The bot alone: the practice servers and the tests stay outside.
FROM node:24-slim
ENV NODE_ENV=production PORTIN_DATABASE=/data/portin.sqlite
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

COPY commands commands
COPY src src

RUN mkdir /data && chown node:node /data
USER node
VOLUME /data

# Where a port is set; a standby answers there too. Without one it is only known that the process lives.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "const port = process.env.PORTIN_HTTP_PORT || (process.env.SLACK_TRANSPORT === 'http' ? 3000 : 0); if (port) fetch('http://127.0.0.1:' + port + '/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# As `npm start`, without npm in between, so that the signal to stop reaches the bot.
CMD ["node", "--max-semi-space-size=16", "src/start.js"]
