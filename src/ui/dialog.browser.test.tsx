import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { Button } from './button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Dialog, DialogTrigger } from './dialog.tsx'
import { TextField } from './text-field.tsx'

test('the focus goes into the dialog, stays in it, and comes back', async () => {
  const screen = await render(
    <>
      <DialogTrigger>
        <Button>Share</Button>
        <Dialog title="Share debian-13-base">
          <TextField label="Account numbers" />
        </Dialog>
      </DialogTrigger>
      <a href="#outside">outside</a>
    </>,
  )
  await screen.getByRole('button', { name: 'Share' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Share debian-13-base' })
  await expect.element(dialog).toBeVisible()

  for (let tabs = 0; tabs < 4; tabs += 1) {
    await userEvent.keyboard('{Tab}')
    expect(dialog.element().contains(document.activeElement)).toBe(true)
  }
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(screen.getByRole('button', { name: 'Share' })).toHaveFocus()
})

function Deletion({ onConfirm, typedName }: { onConfirm: () => void; typedName?: string }) {
  const [isOpen, setOpen] = useState(true)
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      title="Delete debian-13-base?"
      consequence="Its data is gone for good."
      confirmLabel="Delete image"
      onConfirm={onConfirm}
      {...(typedName !== undefined && { typedName })}
    />
  )
}

test('Enter by habit cancels', async () => {
  const onConfirm = vi.fn<() => void>()
  const screen = await render(<Deletion onConfirm={onConfirm} />)
  await expect.element(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  expect(onConfirm).not.toHaveBeenCalled()
})

test('where the name must be typed, nothing else unlocks the act', async () => {
  const onConfirm = vi.fn<() => void>()
  const screen = await render(<Deletion onConfirm={onConfirm} typedName="debian-13-base" />)
  const confirm = screen.getByRole('button', { name: 'Delete image' })

  await userEvent.keyboard('debian-13')
  await confirm.click({ force: true })
  expect(onConfirm).not.toHaveBeenCalled()
  await expect.element(confirm).toHaveAccessibleDescription('Type debian-13-base first.')

  await screen.getByRole('textbox').fill('debian-13-base')
  await confirm.click()
  expect(onConfirm).toHaveBeenCalledOnce()
})
