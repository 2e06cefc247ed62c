import { startServer } from './server.ts'

// A process of its own: the package takes the exit of its process, and its code, into its own hands.
const server = await startServer()
process.send?.(server.url)
process.on('message', () => {
  void server.restart().then(() => process.send?.(server.url))
})
process.once('disconnect', () => {
  void server.stop().then(() => process.exit())
})
