/** The catalog as files: CSV for spreadsheets, JSON for programs. */
import type { CatalogEntry } from '#api/catalog-entry.ts'
import type { Viewer } from '#api/image-facts.ts'
import type { TextFile } from '#lib/save-file.ts'
import { formula } from '#lib/spreadsheet.ts'
import type { ColumnId } from './column-id.ts'
import { tableText } from './table-text.ts'

/** `images-DFW-2026-01-31.csv` */
const fileName = (region: string, now: number, extension: string) =>
  `images-${region.replaceAll(/[^\w.-]+/g, '_')}-${new Date(now).toISOString().slice(0, 10)}.${extension}`

interface ExportContext {
  region: string
  /** Milliseconds since 1970. */
  now: number
}

/** Columns as shown, values exact. A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
export const csvFile = async (
  entries: readonly CatalogEntry[],
  { columns, viewer, region, now }: ExportContext & { columns: readonly ColumnId[]; viewer: Viewer },
): Promise<TextFile> => {
  const { default: papaparse } = await import('papaparse')
  const text = papaparse.unparse(tableText(entries, columns, viewer), { escapeFormulae: formula })
  // The byte order mark is what makes Excel read UTF-8.
  return { name: fileName(region, now, 'csv'), type: 'text/csv;charset=utf-8', text: `\uFEFF${text}\r\n` }
}

/** The API's own entities, nothing added and nothing left out. */
export const jsonFile = (entries: readonly CatalogEntry[], { region, now }: ExportContext): TextFile => ({
  name: fileName(region, now, 'json'),
  type: 'application/json',
  text: `${JSON.stringify(
    entries.map(({ image }) => image),
    null,
    2,
  )}\n`,
})
