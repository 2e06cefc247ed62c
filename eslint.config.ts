import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import typescript from 'typescript-eslint'
import { askWhichKindWhereListed } from './bench/house/kind-rule.ts'

export default defineConfig(
  // The gallery's page imports what its server serves, which no project finds by these addresses.
  { ignores: ['node_modules', 'docs', 'test/gallery/page.js'] },
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['tsconfig.json', 'sandbox/slack/page/tsconfig.json'] },
    },
    rules: {
      // A switch over a union is left without a default on purpose: the compiler then lists the
      // places to visit when a member is added.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Leaving one field out of an object: the rest is what is asked for.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // There are no enums (erasableSyntaxOnly), and to look for them takes a tenth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Classes are errors here; to look for one that stands for another takes a sixth of the time.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // An object is written out; nothing is spread only to stand on fewer lines.
      'no-restricted-syntax': ['error', 'ObjectExpression > SpreadElement > ObjectExpression'],
      // `void promise` says that nobody waits on purpose.
      'no-void': 'off',
    },
  },
  {
    // The compiler knows the names of Node, and the casts, which stand in comments there.
    files: ['**/*.js'],
    rules: { 'no-undef': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['src/**/*.ts', 'commands/**/*.ts'],
    plugins: { house: { rules: { 'asks-which-kind': askWhichKindWhereListed } } },
    rules: { 'house/asks-which-kind': 'error' },
  },
)
