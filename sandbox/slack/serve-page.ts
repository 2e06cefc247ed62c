import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'

/** What the page needs of installed packages, by the name under which it asks for it. */
const PACKAGED: Readonly<Record<string, string>> = {
  'preact.js': 'preact/dist/preact.mjs',
  'hooks.js': 'preact/hooks/dist/hooks.mjs',
  'htm.js': 'htm/dist/htm.mjs',
  'emoji.css': '@fontsource/noto-color-emoji/emoji.css',
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
}

/** Serves the page and what belongs to it as they are; false when there is nothing of this name. */
export async function servePage(path: string, response: ServerResponse): Promise<boolean> {
  const file = fileOf(path)
  const bytes = file && (await readFile(file).catch(() => undefined))
  if (!file || !bytes) return false
  const type = TYPES[file.pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    ...(type.startsWith('text/html') && { 'content-security-policy': policyFor(bytes.toString()) }),
  })
  response.end(bytes)
  return true
}

function fileOf(path: string): URL | undefined {
  if (path === '/') return new URL('page/index.html', import.meta.url)
  const [, area, name, ...others] = path.split('/')
  if (area !== 'page' || name === undefined) return undefined
  const packages = new URL('../../node_modules/', import.meta.url)
  const font = name === 'files' ? /^[a-z0-9-]+\.woff2$/.exec(others.join('/'))?.[0] : undefined
  if (font) return new URL(`@fontsource/noto-color-emoji/files/${font}`, packages)
  if (others.length > 0) return undefined
  if (Object.hasOwn(PACKAGED, name)) return new URL(PACKAGED[name] ?? '', packages)
  return /^[a-z-]+\.(js|css|svg)$/.test(name) ? new URL(`page/${name}`, import.meta.url) : undefined
}

/** Nothing from elsewhere, and no script but the page's own; its import map stands in the page. */
function policyFor(html: string): string {
  const map = /<script type="importmap">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
  const hash = createHash('sha256').update(map).digest('base64')
  return `default-src 'self'; script-src 'self' 'sha256-${hash}'; frame-ancestors 'none'`
}
