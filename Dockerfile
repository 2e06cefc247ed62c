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

# As `npm start`, without npm in between, so that the signal to stop reaches the bot.
CMD ["node", "--max-semi-space-size=16", "src/main.ts"]
