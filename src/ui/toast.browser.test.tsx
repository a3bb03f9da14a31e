import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'

import { clearToasts, notify } from './toast.ts'
import { ToastRegion } from './toast-region.tsx'

afterEach(clearToasts)

test('a result is a status, a failure an alert', async () => {
  const screen = await render(<ToastRegion />)
  notify({ title: 'debian-13-base is now in your catalog' })
  notify({ title: 'The cloud refused this', detail: 'Your role does not allow it.', tone: 'bad' })
  await expect.element(screen.getByRole('status')).toHaveTextContent('debian-13-base is now in your catalog')
  await expect
    .element(screen.getByRole('alert'))
    .toHaveTextContent('The cloud refused thisYour role does not allow it.')
})

test('the act of a message runs once and takes the message away', async () => {
  const onPress = vi.fn<() => void>()
  const screen = await render(<ToastRegion />)
  notify({ title: 'Saved 3 properties', action: { label: 'Undo', onPress } })
  await screen.getByRole('button', { name: 'Undo' }).click()
  expect(onPress).toHaveBeenCalledOnce()
  await expect.element(screen.getByText('Saved 3 properties')).not.toBeInTheDocument()
})

test('a message can be closed, and taken back by whoever sent it', async () => {
  const screen = await render(<ToastRegion />)
  const takeBack = notify({ title: 'Your session ends soon', tone: 'bad' })
  await expect.element(screen.getByText('Your session ends soon')).toBeVisible()
  takeBack()
  await expect.element(screen.getByText('Your session ends soon')).not.toBeInTheDocument()

  notify({ title: 'Import failed', tone: 'bad' })
  await screen.getByRole('button', { name: 'Close message' }).click()
  await expect.element(screen.getByText('Import failed')).not.toBeInTheDocument()
})
