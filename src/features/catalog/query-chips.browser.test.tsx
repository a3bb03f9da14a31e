import { useState } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { removeTerm } from './query/facet-selection.ts'
import { parseQuery } from './query/parse-query.ts'
import { QueryChips } from './query-chips.tsx'

const known = { hasProperty: (key: string) => key === 'os_distro' }

function Page({ initial }: { initial: string }) {
  const [text, setText] = useState(initial)
  const [isEmptied, setEmptied] = useState(false)
  return (
    <>
      <QueryChips
        text={text}
        query={parseQuery(text, known)}
        onRemove={(span) => setText(removeTerm(text, span))}
        onEmptied={() => setEmptied(true)}
      />
      <output aria-label="Text">{text}</output>
      <output aria-label="Emptied">{String(isEmptied)}</output>
    </>
  )
}

test('terms read in words, and go one by one with the focus on the next', async () => {
  const screen = await render(<Page initial="web status:active,queued size:>2GiB -os_distro:ubuntu" />)
  const text = screen.getByLabelText('Text')
  await expect.element(screen.getByRole('list', { name: 'Search terms' })).toBeVisible()
  await screen.getByRole('button', { name: 'Remove Size: over 2 GiB' }).click()
  await expect.element(text).toHaveTextContent('web status:active,queued -os_distro:ubuntu')
  await expect.element(screen.getByRole('button', { name: 'Remove os_distro: not ubuntu' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Remove Status: Active or Queued' })).toHaveFocus()
  await expect.element(screen.getByLabelText('Emptied')).toHaveTextContent('false')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => text.element().textContent).toBe('web')
  await expect.element(screen.getByLabelText('Emptied')).toHaveTextContent('true')
})

test('plain words alone show nothing', async () => {
  const screen = await render(<Page initial={'web "a b"'} />)
  await expect.element(screen.getByRole('list')).not.toBeInTheDocument()
})

test('what is not understood is named, explained and can be removed', async () => {
  const screen = await render(<Page initial="web size:>banana" />)
  await expect.element(screen.getByText('A size reads 500MB, 2GiB, >2GiB, <=1TiB or 1GiB..4GiB.')).toBeVisible()
  await screen.getByRole('button', { name: 'Remove size:>banana' }).click()
  await expect.poll(() => screen.getByLabelText('Text').element().textContent).toBe('web')
  await expect.element(screen.getByText(/A size reads/)).not.toBeInTheDocument()
})

test('a note explains without a chip; hostile text stays text', async () => {
  const screen = await render(<Page initial="<img/src=x>:1 http://x" />)
  await expect.element(screen.getByText('<img/src=x>:1')).toBeVisible()
  await expect.poll(() => screen.getByText(/searched as text/).elements().length).toBe(2)
  await expect.element(screen.getByRole('button')).not.toBeInTheDocument()
})
