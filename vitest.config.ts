import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Nothing is mocked and no module keeps a test's state, so files may share what they import.
    isolate: false,
    // Stories wait for sockets as much as they compute; by default one core would be left idle.
    maxWorkers: '100%',
  },
})
