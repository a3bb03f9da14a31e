import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { no } from '#lib/verdict.ts'

import { Button } from './button.tsx'
import { Menu, MenuItem, MenuTrigger } from './menu.tsx'

test('a refused item is reached by the arrow keys, says why, and does nothing', async () => {
  const onDownload = vi.fn<() => void>()
  const onDelete = vi.fn<() => void>()
  const screen = await render(
    <MenuTrigger>
      <Button>Actions</Button>
      <Menu aria-label="Actions">
        <MenuItem verdict={no('The image is deactivated.')} onAction={onDownload}>
          Download
        </MenuItem>
        <MenuItem onAction={onDelete}>Delete</MenuItem>
      </Menu>
    </MenuTrigger>,
  )
  await userEvent.keyboard('{Tab}{Enter}')
  const refused = screen.getByRole('menuitem', { name: /Download/ })
  await expect.element(refused).toHaveFocus()
  await expect.element(refused.getByText('The image is deactivated.')).toBeVisible()
  await expect.element(refused).toHaveAttribute('aria-disabled', 'true')

  await userEvent.keyboard('{Enter}')
  expect(onDownload).not.toHaveBeenCalled()
  await expect.element(screen.getByRole('menu')).toBeVisible()

  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(onDelete).toHaveBeenCalledOnce()
})
