import { useState } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { Select, type SelectOption } from './select.tsx'

type Region = 'DFW' | 'IAD' | 'SYD'

const options: SelectOption<Region>[] = [
  { value: 'DFW', label: 'DFW' },
  { value: 'IAD', label: 'IAD' },
  { value: 'SYD', label: 'SYD', isDisabled: true, detail: 'No image service there' },
]

function Regions() {
  const [region, setRegion] = useState<Region>('DFW')
  return (
    <>
      <Select label="Region" options={options} value={region} onChange={setRegion} />
      <output>{region}</output>
    </>
  )
}

test('a value is chosen by keyboard', async () => {
  const screen = await render(<Regions />)
  await userEvent.keyboard('{Tab}{Enter}{ArrowDown}{Enter}')
  await expect.element(screen.getByText('IAD').first()).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /Region/ })).toHaveAccessibleName('IAD Region')
})

test('a disabled option says why and cannot be chosen', async () => {
  const screen = await render(<Regions />)
  await screen.getByRole('button', { name: /Region/ }).click()
  const option = screen.getByRole('option', { name: /SYD/ })
  await expect.element(option.getByText('No image service there')).toBeVisible()
  await expect.element(option).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{End}{Enter}')
  await expect.element(screen.getByRole('button', { name: /Region/ })).toHaveAccessibleName('IAD Region')
})
