/** What became of each image, as CSV. */
import { actWords } from '#api/image-acts.ts'
import { imageName } from '#api/image-facts.ts'
import type { TextFile } from '#lib/save-file.ts'
import { formula } from '#lib/spreadsheet.ts'
import type { BulkRun } from './bulk-run.ts'

export async function bulkReport(run: BulkRun, now: Date): Promise<TextFile> {
  const { default: papaparse } = await import('papaparse')
  const rows = run.snapshot().items.map(({ entry: { region, image }, state, failure, requestId }) => ({
    act: actWords(run.act),
    region,
    id: image.id,
    name: imageName(image) ?? '',
    result: state,
    failure: failure ?? '',
    request_id: requestId ?? '',
  }))
  return {
    name: `bulk-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.csv`,
    type: 'text/csv;charset=utf-8',
    text: papaparse.unparse(rows, { escapeFormulae: formula, newline: '\r\n' }),
  }
}
