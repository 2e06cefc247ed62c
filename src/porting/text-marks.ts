/** `~text~`, as Slack, and `~~text~~`, as others write what is crossed out; between words it is a range. */
const CROSSED_OUT = /(?<![\p{L}\p{N}~])(~{1,2})(?=\S)([^~\n]+)(?<=\S)\1(?![\p{L}\p{N}~])/gu
/** `*text*`, `_text_`, and what is written like code. */
const EMPHASIZED = /(?<![\p{L}\p{N}])([_*`]{1,3})(?=\S)([^_*`\n]+)(?<=\S)\1(?![\p{L}\p{N}])/gu
const DEEPEST = 3

export function replaceCrossedOut(
  line: string,
  replace: (crossed: { readonly text: string; readonly mark: string }) => string,
): string {
  if (!line.includes('~')) return line
  return line.replace(CROSSED_OUT, (_all, mark: string, text: string) => replace({ text, mark }))
}

/** Without the marks of bold, italics and code: `*Main:* _919-555-0100_` → `Main: 919-555-0100`. */
export function withoutEmphasis(line: string): string {
  let text = line
  for (let depth = 0; depth < DEEPEST && /[_*`]/.test(text); depth += 1) {
    text = text.replace(EMPHASIZED, '$2')
  }
  return text
}
