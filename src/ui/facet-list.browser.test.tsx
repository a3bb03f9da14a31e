import { useState } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { FacetList, type FacetOption } from './facet-list.tsx'

const options: FacetOption<string>[] = [
  'Debian',
  'Ubuntu',
  'Rocky Linux',
  'Windows',
  'AlmaLinux',
  'CentOS',
  'Fedora',
  'FreeBSD',
  'Arch',
  'SUSE',
].map((label, at) => ({ value: label.toLowerCase(), label, count: at === 3 ? null : 1200 - at }))

function Facet({ initial = [] }: { initial?: string[] }) {
  const [selected, setSelected] = useState(initial)
  return (
    <>
      <FacetList label="Operating system" options={options} selected={selected} onChange={setSelected} />
      <output aria-label="Selected">{selected.join(' ')}</output>
    </>
  )
}

test('ticking narrows, in the order of the options', async () => {
  const screen = await render(<Facet />)
  const group = screen.getByRole('group', { name: 'Operating system' })
  await group.getByText('Windows').click()
  await group.getByText('Debian').click()
  await expect.element(screen.getByLabelText('Selected')).toHaveTextContent('debian windows')
  await expect.element(group.getByRole('checkbox', { name: 'Debian' })).toBeChecked()
})

test('"only" leaves one, Clear leaves none', async () => {
  const screen = await render(<Facet initial={['debian', 'windows']} />)
  await screen.getByRole('button', { name: 'Only Fedora' }).click()
  await expect.element(screen.getByLabelText('Selected')).toHaveTextContent('fedora')
  await screen.getByRole('button', { name: 'Clear Operating system' }).click()
  await expect.element(screen.getByLabelText('Selected')).toBeEmptyDOMElement()
})

test('past eight the rest waits, but what is ticked stays in sight', async () => {
  const screen = await render(<Facet initial={['suse']} />)
  const boxes = screen.getByRole('checkbox')
  await expect.poll(() => boxes.elements().length).toBe(9)
  await expect.element(screen.getByRole('checkbox', { name: 'SUSE' })).toBeChecked()
  await expect.element(screen.getByRole('checkbox', { name: 'Arch' })).not.toBeInTheDocument()

  await screen.getByRole('button', { name: 'Show 1 more' }).click()
  await expect.element(screen.getByRole('checkbox', { name: 'Arch' })).toBeVisible()
  await screen.getByRole('button', { name: 'Show fewer' }).click()
  await expect.poll(() => boxes.elements().length).toBe(9)
})

test('it folds away by keyboard', async () => {
  const screen = await render(<Facet />)
  await userEvent.keyboard('{Tab}{Enter}')
  const trigger = screen.getByRole('button', { name: 'Operating system', exact: true })
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'false')
  await expect.poll(() => screen.getByRole('checkbox').elements().length).toBe(0)
})
