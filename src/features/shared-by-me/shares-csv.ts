/** The ledger as a file for spreadsheets. */
import type { TextFile } from '#lib/save-file.ts'
import { formula } from '#lib/spreadsheet.ts'
import type { Share } from './shares.ts'

interface About {
  region: string
  /** Milliseconds since 1970. */
  now: number
  /** What an account is called; null: nobody has named it. */
  nameOf: (account: string) => string | null
}

const fields = ['region', 'image_id', 'image_name', 'account', 'account_name', 'status', 'since', 'last_change']

/** One line per share, times as the service gives them. A cell that would be computed gets an apostrophe in front. */
export async function sharesCsv(shares: readonly Share[], { region, now, nameOf }: About): Promise<TextFile> {
  const { default: papaparse } = await import('papaparse')
  const data = shares.map(({ region: where, image, member }) => [
    where,
    image.id,
    image.name ?? '',
    member.member_id,
    nameOf(member.member_id) ?? '',
    member.status,
    member.created_at,
    member.updated_at,
  ])
  const day = new Date(now).toISOString().slice(0, 10)
  return {
    name: `shared-${region.replaceAll(/[^\w.-]+/g, '_')}-${day}.csv`,
    type: 'text/csv;charset=utf-8',
    // The byte order mark is what makes Excel read UTF-8.
    text: `\uFEFF${papaparse.unparse({ fields, data }, { escapeFormulae: formula })}\r\n`,
  }
}
