import manifest from '../../package.json' with { type: 'json' }

export const USER_AGENT = `portin/${manifest.version}`
