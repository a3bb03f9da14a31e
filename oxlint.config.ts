// Lint rules, and the import arrows between folders. A program rather than JSON, so that each folder's arrows are one line.
import { defineConfig } from 'oxlint'
import type { OxlintOverride } from 'oxlint'

const NODE_ONLY = ['node:*', 'fastify', 'fastify-*', '@fastify/*', 'undici', 'prom-client', 'yaml', 'msw', 'msw/*']
const BROWSER_ONLY = ['react', 'react-*', 'react/*', 'react-*/*', '@tanstack/*', 'lucide-react']
const NODE_GLOBALS = ['process', 'Buffer', 'global', '__dirname', 'setImmediate']
const BROWSER_GLOBALS = ['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'location']

const runsInBrowser = { group: NODE_ONLY, message: 'This code runs in the browser.' }
const runsInNode = { group: BROWSER_ONLY, message: 'This code runs in Node.' }
const smallZod = { group: ['zod'], message: 'The browser uses zod/mini: the full build is 19 KB gzip more.' }
const noUpward = { group: ['../*', '../**'], message: 'Across folders use #folder/file.ts, inside a folder ./file.ts.' }

/** Refuses every import of ours but the named ones. Dynamic imports and re-exports count too. */
const only = (allowed: string[], message: string) => ({
  group: ['#*', '#*/**', ...allowed.map((path) => `!#${path}`)],
  message,
})

interface Refused {
  group: string[]
  message: string
}

const imports = (...patterns: Refused[]): OxlintOverride['rules'] => ({
  'no-restricted-imports': ['error', { patterns: [noUpward, ...patterns] }],
})

const refuseGlobals = (names: string[], message: string): OxlintOverride['rules'] => ({
  'no-restricted-globals': ['error', ...names.map((name) => ({ name, message }))],
})

/** A folder of the single-page app. */
const browser = (folder: string, allowed: string[], message: string, ...more: Refused[]) => ({
  files: [folder],
  rules: {
    ...imports(only(allowed, message), runsInBrowser, smallZod, ...more),
    ...refuseGlobals(NODE_GLOBALS, runsInBrowser.message),
  },
})

/** A folder of the server side. */
const node = (folder: string, allowed: string[], message: string) => ({
  files: [folder],
  rules: {
    ...imports(only(allowed, message), runsInNode),
    ...refuseGlobals(BROWSER_GLOBALS, runsInNode.message),
  },
})

/** In a test a wrong assumption fails the test, so it may be written as one. */
const looseInTests: OxlintOverride['rules'] = {
  'typescript/no-non-null-assertion': 'off',
  'typescript/no-unsafe-type-assertion': 'off',
}

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist/**', '.cache/**', 'test-results/**', 'playwright-report/**'],
  rules: {
    ...imports(),
    'no-alert': 'error',
    'no-console': 'error',
    'no-empty': 'error',
    'no-underscore-dangle': 'off',
    'no-var': 'error',
    'prefer-const': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'import/no-cycle': 'error',
    'import/no-duplicates': 'error',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css', '@fontsource-variable/*'] }],
    'oxc/no-barrel-file': 'error',
    'jsx-a11y/prefer-tag-over-role': 'off', // Results are announced in role="status", failures in role="alert".
    'react/button-has-type': 'error',
    'react/exhaustive-deps': 'error',
    'react/hooks': 'off', // The compiler's own copy of rules-of-hooks.
    'react/incompatible-library': 'off', // Speaks to the React compiler, which is not used.
    'react/no-danger': 'error',
    'react/no-unstable-nested-components': ['error', { allowAsProps: true }], // Columns hold cells.
    'react/react-in-jsx-scope': 'off',
    'react/rules-of-hooks': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    'typescript/consistent-return': 'off', // The compiler's noImplicitReturns says it better.
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/only-throw-error': ['error', { allow: [{ from: 'lib', name: 'Response' }] }],
    'typescript/prefer-nullish-coalescing': 'error',
    'typescript/return-await': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/use-unknown-in-catch-callback-variable': 'error',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/prefer-node-protocol': 'error',
  },
  overrides: [
    browser('src/lib/**', ['lib/**'], 'lib imports nothing of ours.'),
    browser('src/api/**', ['api/**', 'lib/**'], 'api imports lib only.'),
    browser('src/ui/**', ['ui/**', 'lib/**'], 'ui imports lib only.', {
      group: ['react-router', 'react-router/*', '@tanstack/react-query'],
      message: 'ui knows no router and no server state.',
    }),
    browser('src/routing/**', ['lib/**'], 'routing knows the router, and no page.'),
    browser(
      'src/features/**',
      ['ui/**', 'routing/**', 'api/**', 'lib/**'],
      'Features never import each other: a page composes them.',
    ),
    browser('src/app/**', ['app/**', 'ui/**', 'api/**', 'lib/**'], 'app imports ui, api and lib.'),
    browser(
      'src/pages/**',
      ['pages/**', 'features/**', 'ui/**', 'api/**', 'lib/**'],
      'A page imports features, ui, api and lib.',
    ),
    browser(
      'src/{main,routes}.tsx',
      ['pages/**', 'app/**', 'ui/**', 'api/**', 'lib/**'],
      'Start-up imports pages and app.',
    ),
    node(
      'src/fake-cloud/**',
      ['fake-cloud/**', 'api/schemas.ts', 'lib/**'],
      'The fake cloud shares shapes, never rules.',
    ),
    node('src/server/**', ['server/**', 'lib/**'], 'The server imports lib only.'),
    {
      files: ['src/server/main.ts'],
      rules: {
        ...imports(
          only(['server/**', 'lib/**', 'fake-cloud/node.ts'], 'Only the demo clouds’ host may be started.'),
          runsInNode,
        ),
        'no-console': 'off',
      },
    },
    node('src/tools/**', ['tools/**', 'lib/**'], 'Tools run before anything is installed or built.'),
    { files: ['src/tools/**', 'e2e/**'], rules: { 'no-console': 'off' } },
    {
      // Plain JavaScript without a schema library: what it parses was written by the tool run just before.
      files: ['src/tools/**'],
      rules: {
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-unsafe-return': 'off',
      },
    },
    {
      files: ['src/**/*.test.{ts,tsx}'],
      rules: { ...imports(), ...looseInTests, 'no-restricted-globals': 'off', 'import/no-unassigned-import': 'off' },
    },
    // It holds the dashboard's own patches against a cloud.
    { files: ['src/fake-cloud/contract/**/*-agreement.contract.ts'], rules: { ...imports() } },
    {
      files: ['e2e/**'],
      rules: {
        ...looseInTests,
        'no-restricted-imports': [
          'error',
          { patterns: [only(['tools/**', 'lib/**'], 'Journeys know the running app only.')] },
        ],
      },
    },
  ],
})
