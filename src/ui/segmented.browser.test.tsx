import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

import { Segmented } from './segmented.tsx'

function Density() {
  const [density, setDensity] = useState<'roomy' | 'dense'>('roomy')
  return (
    <Segmented
      label="Density"
      options={[
        { value: 'roomy', label: 'Comfortable' },
        { value: 'dense', label: 'Compact', icon: <svg /> },
      ]}
      value={density}
      onChange={setDensity}
    />
  )
}

test('exactly one is chosen, always; an icon still has its name', async () => {
  const screen = await render(<Density />)
  const compact = screen.getByRole('radio', { name: 'Compact' })
  await compact.click()
  await expect.element(compact).toBeChecked()
  await compact.click()
  await expect.element(compact).toBeChecked()
  await expect.element(screen.getByRole('radio', { name: 'Comfortable' })).not.toBeChecked()
})
