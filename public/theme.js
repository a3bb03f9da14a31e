// Runs before the first paint, so a dark screen never flashes white. The stored choice is system, light or dark;
// the attribute is always one of light and dark. The app's theme control takes over once it has started.
;(() => {
  let choice = null
  try {
    choice = localStorage.getItem('theme')
  } catch {
    // Storage can be blocked by the browser's settings; follow the system then.
  }
  const isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
})()
