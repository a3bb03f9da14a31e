import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

import { TextField } from './text-field.tsx'

function Secret() {
  const [value, setValue] = useState('')
  return <TextField label="Password" type="password" value={value} onChange={setValue} />
}

test('a secret can be looked at and hidden again, unchanged', async () => {
  const screen = await render(<Secret />)
  const field = screen.getByLabelText('Password')
  await field.fill('correct horse')
  await expect.element(field).toHaveAttribute('type', 'password')
  await screen.getByRole('button', { name: 'Show characters' }).click()
  await expect.element(field).toHaveAttribute('type', 'text')
  await screen.getByRole('button', { name: 'Hide characters' }).click()
  await expect.element(field).toHaveAttribute('type', 'password')
  await expect.element(field).toHaveValue('correct horse')
})

test('an error belongs to its field', async () => {
  const screen = await render(<TextField label="Container" error="No slashes." value="a/b" onChange={() => {}} />)
  const field = screen.getByRole('textbox', { name: 'Container' })
  await expect.element(field).toBeInvalid()
  await expect.element(field).toHaveAccessibleDescription('No slashes.')
})
