// Tells `public/start.js` which files hold the code that a page needs after its entry: they are asked for beside the
// entry, and not only once it has run.

/** Chunks by name (`chunks.mjs`), by the `<meta>` that names their files. */
const NEEDED = { 'code-of-frame': ['frame'], 'code-of-catalog': ['shared', 'catalog'] }

/** @returns {import('vite').Plugin} */
export const earlyCode = () => ({
  name: 'early-code',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) => {
      const chunks = Object.values(bundle ?? {})
      return Object.entries(NEEDED).map(([name, wanted]) => ({
        tag: 'meta',
        attrs: {
          name,
          content: chunks
            .flatMap((chunk) =>
              wanted.includes(chunk.name ?? '') && chunk.fileName.endsWith('.js') ? chunk.fileName : [],
            )
            .join(' '),
        },
        // Before the script that reads it.
        injectTo: 'head-prepend',
      }))
    },
  },
})
