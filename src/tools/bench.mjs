/** `npm run bench [-- sizes]`: the catalog's own work at 1,000, 10,000 and 100,000 images. One line of JSON each. */
import { measureCatalog } from '#features/catalog/catalog.bench.ts'

const given = process.argv.slice(2).map(Number)
for (const size of given.length > 0 ? given : [1_000, 10_000, 100_000]) {
  process.stdout.write(`${JSON.stringify(measureCatalog(size))}\n`)
}
