import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // Nothing is mocked and no module keeps a test's state, so files may share what they import.
    isolate: false,
  },
})
