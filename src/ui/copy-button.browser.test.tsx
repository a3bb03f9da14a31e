import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'

import { LiveRegion } from './announcer.tsx'
import { CopyButton } from './copy-button.tsx'

afterEach(() => vi.restoreAllMocks())

const shown = () =>
  render(
    <>
      <CopyButton text="6f0d7a5e" what="image ID" />
      <LiveRegion />
    </>,
  )

test('copying puts the text on the clipboard and says so', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const screen = await shown()
  await screen.getByRole('button', { name: 'Copy image ID' }).click()
  expect(write).toHaveBeenCalledWith('6f0d7a5e')
  await expect.element(screen.getByRole('status')).toHaveTextContent('Copied image ID')
})

test('a clipboard that refuses is told, with what to do instead', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
  const screen = await shown()
  await screen.getByRole('button', { name: 'Copy image ID' }).click()
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('The browser did not allow copying the image ID. Select the text and copy it by hand.')
})
