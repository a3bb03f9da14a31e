/** The built single-page app: hashed assets for ever, `index.html` never stored, every page address answered with it. */
import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from './problems.ts'

const YEAR_SECONDS = 365 * 24 * 3600

/** Vite writes hashed names below this folder. */
const ASSETS = '/assets/'

/** A page address has no file extension; a browser that navigates also says that it wants HTML (`/x/images/a.qcow2`). */
const isPage = (request: FastifyRequest, path: string): boolean => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  if (path === '/api' || path.startsWith('/api/') || path.startsWith(ASSETS)) return false
  const file = path.slice(path.lastIndexOf('/') + 1)
  return !file.includes('.') || (request.headers.accept ?? '').includes('text/html')
}

/** Relative URLs of the build resolve against `<base>`, so one build serves below any path. */
const withBase = (html: string, basePath: string): string =>
  html.replace(/<base href="[^"]*"/, `<base href="${basePath}/"`)

interface StaticOptions {
  /** Folder of the build, absolute; undefined: no pages. */
  root: string | undefined
  basePath: string
}

/** @returns the answer to addresses no route knows; also serves the files when there is a build. */
export const registerStatic = async (app: FastifyInstance, { root, basePath }: StaticOptions) => {
  const indexPath = root === undefined ? undefined : join(root, 'index.html')

  const answerUnknown = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const [url = ''] = (request.raw.url ?? '').split('?')
    if (basePath !== '' && (url === '/' || url === basePath)) return reply.redirect(`${basePath}/`, 302)
    const isBelow = url === basePath || url.startsWith(`${basePath}/`)
    if (!isBelow || !isPage(request, url.slice(basePath.length) || '/') || !indexPath || !existsSync(indexPath)) {
      throw new ProblemError('not-found', 'The dashboard has nothing at this address.')
    }
    // Read anew each time: it is small, and a rebuild beside a running server shows at once.
    const html = withBase(await readFile(indexPath, 'utf8'), basePath)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
  }

  if (root !== undefined && indexPath !== undefined && existsSync(indexPath)) {
    app.route({ method: ['GET', 'HEAD'], url: `${basePath}/`, handler: answerUnknown })
    await app.register(fastifyStatic, {
      root,
      prefix: `${basePath}/`,
      index: false,
      // Files made by the build beside their originals: `.br`, `.gz`.
      preCompressed: true,
      cacheControl: false,
      allowedPath: (path) => !/(\.(map|br|gz)|\/index\.html)$/.test(path),
      setHeaders(reply, path) {
        const immutable = path.replaceAll('\\', '/').slice(root.length).startsWith(ASSETS)
        void reply.header('cache-control', immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
      },
    })
  }
  return answerUnknown
}
