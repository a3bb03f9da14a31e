import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

import { ProgressBar } from './progress-bar.tsx'

test('it says how far, in words where there are better ones than a percentage', async () => {
  const screen = await render(<ProgressBar label="ubuntu-24.04" fraction={0.25} />)
  const bar = screen.getByRole('progressbar', { name: 'ubuntu-24.04' })
  await expect.element(bar).toHaveAttribute('aria-valuetext', '25%')
  await screen.rerender(<ProgressBar label="ubuntu-24.04" fraction={0.25} valueText="1 of 4 GiB" />)
  await expect.element(bar).toHaveAttribute('aria-valuetext', '1 of 4 GiB')
  await expect.element(screen.getByText('1 of 4 GiB')).toBeVisible()
})

test('when nobody knows how far, it claims no position', async () => {
  const screen = await render(<ProgressBar label="windows-2025" isLabelHidden fraction={null} />)
  const bar = screen.getByRole('progressbar', { name: 'windows-2025' })
  await expect.element(bar).not.toHaveAttribute('aria-valuenow')
})
