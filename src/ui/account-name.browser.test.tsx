import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { AccountName } from './account-name.tsx'

test('an account without a name is its ID, and can be given one by keyboard', async () => {
  const onRename = vi.fn<(name: string) => void>()
  const screen = await render(<AccountName id="640518" name={null} onRename={onRename} longestName={60} />)
  await expect.element(screen.getByText('640518')).toBeVisible()
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Name for 640518' })).toHaveFocus()
  await userEvent.keyboard('Partner Inc{Enter}')
  expect(onRename).toHaveBeenCalledWith('Partner Inc')
})

test('a name never hides the ID, and one that is not the reader’s cannot be changed', async () => {
  const screen = await render(<AccountName id="640518" name="Partner Inc" longestName={60} />)
  await expect.element(screen.getByText('Partner Inc')).toBeVisible()
  await expect.element(screen.getByText('640518')).toBeVisible()
  expect(screen.container.querySelector('button')).toBeNull()
})
