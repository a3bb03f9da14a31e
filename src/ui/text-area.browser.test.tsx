import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

import { TextArea } from './text-area.tsx'

function Accounts({ error }: { error?: string }) {
  const [text, setText] = useState('')
  return (
    <>
      <TextArea label="Account numbers" description="One or many." error={error} value={text} onChange={setText} />
      <output>{JSON.stringify(text)}</output>
    </>
  )
}

test('what is pasted keeps its line breaks', async () => {
  const screen = await render(<Accounts />)
  await screen.getByRole('textbox', { name: 'Account numbers' }).fill('1\n2')
  await expect.element(screen.getByText('"1\\n2"')).toBeVisible()
})

test('what is wrong describes the field', async () => {
  const screen = await render(<Accounts error="Too many." />)
  const field = screen.getByRole('textbox', { name: 'Account numbers' })
  await expect.element(field).toHaveAttribute('aria-invalid', 'true')
  await expect.element(field).toHaveAccessibleDescription('One or many. Too many.')
})
