import { expect, test } from 'vitest'
import { ledgerSearch, readLedgerView } from './ledger-url.ts'

test.each(['', '?by=account', '?by=status&account=a%26b&stale=1'])('%j stays as it is', (search) => {
  expect(ledgerSearch(readLedgerView(new URLSearchParams(search)))).toBe(search)
})

test('what is not known reads as the usual view', () => {
  expect(readLedgerView(new URLSearchParams('by=moon&account=&stale=yes'))).toEqual({
    by: 'image',
    account: null,
    isStaleOnly: false,
  })
})
