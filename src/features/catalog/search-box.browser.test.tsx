import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { type CompletionSource, completionsAt } from './query/completions.ts'
import { SearchBox } from './search-box.tsx'

const source: CompletionSource = {
  properties: [
    {
      key: 'os_distro',
      count: 7,
      values: [
        ['ubuntu', 5],
        ['debian', 2],
      ],
    },
  ],
  values: (facet) =>
    facet === 'status'
      ? [
          ['active', 12],
          ['queued', 3],
        ]
      : [],
}
const completions = (text: string, cursor: number) => completionsAt(text, cursor, source)

function Page({ onBlur = () => undefined }: { onBlur?: () => void }) {
  const [value, setValue] = useState('')
  return (
    <>
      <SearchBox value={value} onChange={setValue} onBlur={onBlur} completions={completions} shortcut="/" />
      <button type="button">Next</button>
    </>
  )
}

const open = async (props: Parameters<typeof Page>[0] = {}) => {
  const screen = await render(<Page {...props} />)
  const box = screen.getByRole('searchbox', { name: 'Search images' })
  await box.click()
  return { screen, box, list: screen.getByRole('listbox', { name: 'Suggestions' }) }
}

test('a key and then a value are written with the arrows, Enter and Tab', async () => {
  const { screen, box, list } = await open()
  await userEvent.keyboard('web sta')
  await expect.element(list).toBeVisible()
  await userEvent.keyboard('{ArrowDown}')
  const key = screen.getByRole('option', { name: 'status:', exact: false })
  await expect.element(key).toHaveAttribute('aria-selected', 'true')
  expect(box.element().getAttribute('aria-activedescendant')).toBe(key.element().id)
  await userEvent.keyboard('{Enter}')
  await expect.element(box).toHaveValue('web status:')
  await expect.element(screen.getByRole('option', { name: /^active/ })).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Tab}')
  await expect.element(box).toHaveValue('web status:queued')
  await expect.element(box).toHaveFocus()
  await expect.element(list).not.toBeInTheDocument()
})

test('the arrows go round', async () => {
  const { screen } = await open()
  await userEvent.keyboard('os_distro:{ArrowUp}')
  await expect.element(screen.getByRole('option', { name: /debian/ })).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(screen.getByRole('option', { name: /ubuntu/ })).toHaveAttribute('aria-selected', 'true')
})

test('a press takes an offer and leaves the caret in the field, after what was put in', async () => {
  const { screen, box } = await open()
  await userEvent.keyboard('status:act db{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  await screen.getByRole('option', { name: /^active/ }).click()
  await expect.element(box).toHaveValue('status:active db')
  await expect.element(box).toHaveFocus()
  await userEvent.keyboard(',queued')
  await expect.element(box).toHaveValue('status:active,queued db')
})

test('Escape closes the offers first, then clears', async () => {
  const { box, list } = await open()
  await userEvent.keyboard('status:')
  await expect.element(list).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(list).not.toBeInTheDocument()
  await expect.element(box).toHaveValue('status:')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(list).toBeVisible()
  await userEvent.keyboard('{Escape}{Escape}')
  await expect.element(box).toHaveValue('')
})

test.for(['web', 's', 'a b c', '"sta'])('plain words get no offers: %s', async (text) => {
  const { box, list } = await open()
  await userEvent.keyboard(text)
  await expect.element(box).toHaveValue(text)
  await expect.element(list).not.toBeInTheDocument()
})

test('Enter and Tab without a choice change nothing; Tab goes on', async () => {
  const onBlur = vi.fn<() => void>()
  const { screen, box, list } = await open({ onBlur })
  await userEvent.keyboard('status:{Enter}')
  await expect.element(box).toHaveValue('status:')
  await expect.element(list).toBeVisible()
  await userEvent.keyboard('{Tab}')
  await expect.element(list).not.toBeInTheDocument()
  await expect.element(box).toHaveValue('status:')
  await expect.element(screen.getByRole('button', { name: 'Clear search images' })).not.toHaveFocus()
  expect(onBlur).toHaveBeenCalledOnce()
})
