import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { Button } from './button.tsx'
import { Popover, PopoverTrigger } from './popover.tsx'

test('it opens beside its button, closes from inside or by Escape, and gives the focus back', async () => {
  const screen = await render(
    <PopoverTrigger>
      <Button>Columns</Button>
      <Popover label="Columns">{(close) => <Button onPress={close}>Done</Button>}</Popover>
    </PopoverTrigger>,
  )
  const panel = screen.getByRole('dialog', { name: 'Columns' })
  for (const way of ['{Escape}', '{Tab}{Enter}']) {
    await screen.getByRole('button', { name: 'Columns' }).click()
    await expect.element(panel).toBeVisible()
    await userEvent.keyboard(way)
    await expect.element(panel).not.toBeInTheDocument()
    await expect.element(screen.getByRole('button', { name: 'Columns' })).toHaveFocus()
  }
})
