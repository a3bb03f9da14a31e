// Compressed copies beside the built files, so that the server never compresses the same bytes twice.
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Not html: the server writes BASE_PATH into it. Not fonts: they are compressed already. */
const COMPRESSIBLE = /\.(js|css|svg|json|txt)$/
/** Below this a copy saves no network packet. */
const SMALLEST_BYTES = 1024

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** @param {string} folder absolute path of the build */
export const precompress = async (folder) => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => COMPRESSIBLE.test(name))
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const bytes = await readFile(path)
      if (bytes.length < SMALLEST_BYTES) return
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
      await Promise.all([
        brotli(bytes, { params }).then((copy) => writeFile(`${path}.br`, copy)),
        zip(bytes, { level: 9 }).then((copy) => writeFile(`${path}.gz`, copy)),
      ])
    }),
  )
}
