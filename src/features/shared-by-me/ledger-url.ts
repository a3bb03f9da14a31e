/** What of the ledger is shown, as the URL has it. */

export const pivots = ['image', 'account', 'status'] as const
export type Pivot = (typeof pivots)[number]

export interface LedgerView {
  by: Pivot
  /** Only what is shared with this one. */
  account: string | null
  isStaleOnly: boolean
}

export function readLedgerView(params: URLSearchParams): LedgerView {
  const account = params.get('account')
  return {
    by: pivots.find((pivot) => pivot === params.get('by')) ?? 'image',
    account: account === '' ? null : account,
    isStaleOnly: params.get('stale') === '1',
  }
}

/** The query of a view; usual values are left away. */
export function ledgerSearch({ by, account, isStaleOnly }: LedgerView): string {
  const params = new URLSearchParams({
    ...(by !== 'image' && { by }),
    ...(account !== null && { account }),
    ...(isStaleOnly && { stale: '1' }),
  })
  const text = params.toString()
  return text && `?${text}`
}
