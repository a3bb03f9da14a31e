// What cannot wait for the app's code. A file of its own, and blocking: the policy allows no inline script.
;(() => {
  const stored = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(name)
    } catch {
      // Storage can be blocked by the browser's settings.
      return null
    }
  }

  // The theme, before the first paint, so that a dark screen never flashes white. The choice is system, light or dark;
  // the attribute is always one of light and dark. The app's theme control takes over once it has started.
  const choice = stored('theme')
  const isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'

  // The first questions, asked while the code is on its way: `src/api/early-answers.ts` takes the answers up. They are
  // word for word the app's own (`src/api/early-answers.test.ts`), or nobody would want them.
  /** @type {Record<string, Promise<Response | null>>} */
  const answers = {}
  const ask = (/** @type {string} */ path) => {
    const headers = { Accept: 'application/json', 'X-Requested-With': 'cloud-images' }
    answers[path] = fetch(new URL(`api/${path}`, document.baseURI), { headers, redirect: 'error' }).then(
      (reply) => (reply.ok ? reply : null),
      () => null,
    )
  }
  const page = location.pathname.slice(new URL(document.baseURI).pathname.length)
  if (!/^sign-in\b/.test(page)) ask('session')
  const region = /^([^/]+)\/images\/?$/.exec(page)?.[1]
  // What the browser has kept of a list is compared, not read again from its start.
  if (region !== undefined && region !== 'all' && stored('keeps-catalog') === null)
    ask(`regions/${region}/image/v2/images?limit=50`)

  // The code that the page needs after its entry (`src/tools/early-code.mjs`).
  const fetchCode = (/** @type {string} */ name) => {
    const files = document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? ''
    for (const file of files.split(' ').filter(Boolean)) {
      const link = document.createElement('link')
      link.rel = 'modulepreload'
      link.href = new URL(file, document.baseURI).href
      document.head.append(link)
    }
  }
  fetchCode('code-of-frame')
  if (region !== undefined) fetchCode('code-of-catalog')

  globalThis.earlyAnswers = answers
})()
