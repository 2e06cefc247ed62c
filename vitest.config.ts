import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Nothing is mocked and no module keeps a test's state, so files may share what they import.
    isolate: false,
    // Stories wait for sockets and for other processes as much as they compute: a core of two would be idle.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
})
