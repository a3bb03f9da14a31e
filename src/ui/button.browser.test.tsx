import type { SubmitEvent } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { no } from '#lib/verdict.ts'

import { Button, IconButton } from './button.tsx'

const reason = 'Only the producer of an image can export it.'

/** A real press: without it the driver refuses what is `aria-disabled`, which people and their fingers do not. */
const press = { force: true }

test('a refused button can be reached, says why, and does nothing', async () => {
  const onPress = vi.fn<() => void>()
  const screen = await render(
    <Button verdict={no(reason)} onPress={onPress}>
      Export
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Export' })

  await userEvent.keyboard('{Tab}')
  await expect.element(button).toHaveFocus()
  await expect.element(button).toHaveAttribute('aria-disabled', 'true')
  await expect.element(button).toHaveAccessibleDescription(reason)

  await userEvent.keyboard('{Enter}')
  await button.click(press)
  expect(onPress).not.toHaveBeenCalled()
})

test('a press on a refused button shows the reason, as no finger can hover', async () => {
  const screen = await render(<Button verdict={no(reason)}>Export</Button>)
  await screen.getByRole('button', { name: 'Export' }).click(press)
  await expect.element(screen.getByRole('tooltip')).toHaveTextContent(reason)
})

test('a refused submit button submits nothing, by press or by Enter in a field', async () => {
  const onSubmit = vi.fn<(event: SubmitEvent) => void>((event) => event.preventDefault())
  const form = (isRefused: boolean) => (
    <form onSubmit={onSubmit}>
      <input aria-label="Name" />
      <Button type="submit" {...(isRefused && { verdict: no('Nothing has changed.') })}>
        Save
      </Button>
    </form>
  )
  const screen = await render(form(true))
  await screen.getByRole('button', { name: 'Save' }).click(press)
  await screen.getByRole('textbox').click()
  await userEvent.keyboard('{Enter}')
  expect(onSubmit).not.toHaveBeenCalled()

  await screen.rerender(form(false))
  await screen.getByRole('button', { name: 'Save' }).click()
  expect(onSubmit).toHaveBeenCalledOnce()
})

test('a button keeps the focus while it is pending, and does nothing', async () => {
  const onPress = vi.fn<() => void>()
  const button = (isPending: boolean) => (
    <Button isPending={isPending} onPress={onPress}>
      Save
    </Button>
  )
  const screen = await render(button(false))
  await userEvent.keyboard('{Tab}{Enter}')
  expect(onPress).toHaveBeenCalledOnce()

  await screen.rerender(button(true))
  await expect.element(screen.getByRole('button', { name: 'Save' })).toHaveFocus()
  await expect.element(screen.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Enter}')
  expect(onPress).toHaveBeenCalledOnce()

  await screen.rerender(button(false))
  await userEvent.keyboard('{Enter}')
  expect(onPress).toHaveBeenCalledTimes(2)
})

test('an icon button shows its name on keyboard focus', async () => {
  const screen = await render(<IconButton aria-label="Refresh">↻</IconButton>)
  await userEvent.keyboard('{Tab}')
  await expect.element(screen.getByRole('tooltip')).toHaveTextContent('Refresh')
})
