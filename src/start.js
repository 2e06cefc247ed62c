// Plain JavaScript: the first file of TypeScript that Node compiles without its cache costs 20 MB for
// as long as the bot runs, and a Node that is too old could not even say so.
import * as module from 'node:module'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `portin needs Node 22.19 or newer; this is ${process.versions.node}. ` +
      'Start it with "npm start", which brings its own, or install Node 24.',
  )
  process.exit(1)
}

// Node caches what it has compiled, which halves the second start.
module.enableCompileCache()
// Our imports name their file exactly: to search the disk for each of them takes a tenth of the start.
module.registerHooks({
  resolve(specifier, context, next) {
    return /^\..*\.ts$/.test(specifier)
      ? { url: new URL(specifier, context.parentURL).href, shortCircuit: true }
      : next(specifier, context)
  },
})
await import('./main.ts')
