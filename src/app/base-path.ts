/** The path the app lives under: the server writes it into the page's base element. No slash at the end; '' at the root. */
export const basePath = new URL(document.baseURI).pathname.replace(/\/$/, '')

/** Path, query and hash of a URL of this app, as the router's own links write them: without the base path. */
export const pathInApp = (url: URL) => `${url.pathname.slice(basePath.length) || '/'}${url.search}${url.hash}`
