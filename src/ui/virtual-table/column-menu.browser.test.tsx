import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '#app/styles.css'
import type { ColumnChoice } from './column-choice.ts'
import { ColumnMenu } from './column-menu.tsx'

const usual: readonly ColumnChoice[] = [
  { id: 'status', header: 'Status', isShown: true },
  { id: 'size', header: 'Size', isShown: true },
  { id: 'tags', header: 'Tags', isShown: false },
]

function Columns({ onAdd }: { onAdd: (text: string) => void }) {
  const [columns, setColumns] = useState(usual)
  return (
    <>
      <ColumnMenu
        columns={columns}
        onChange={setColumns}
        add={{ label: 'Property', suggestions: ['os_distro', 'os_version', 'hw_disk_bus'], onAdd }}
        onReset={() => setColumns(usual)}
        isChanged={columns !== usual}
      />
      <output aria-label="Result">{columns.map(({ id, isShown }) => (isShown ? id : `(${id})`)).join(' ')}</output>
    </>
  )
}

const open = async () => {
  const onAdd = vi.fn<(text: string) => void>()
  const screen = await render(<Columns onAdd={onAdd} />)
  await screen.getByRole('button', { name: 'Columns' }).click()
  await expect.element(screen.getByRole('dialog', { name: 'Columns' })).toBeVisible()
  const result = (text: string) =>
    expect.poll(() => document.querySelector('[aria-label=Result]')?.textContent).toBe(text)
  return { screen, result, onAdd }
}

test('after adding one the field has the focus: another can follow, and Escape closes the panel', async () => {
  const { screen, onAdd } = await open()
  const field = screen.getByRole('combobox', { name: 'Property' })
  await field.fill('note')
  await screen.getByRole('button', { name: 'Add', exact: true }).click()
  expect(onAdd).toHaveBeenCalledWith('note')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog', { name: 'Columns' })).not.toBeInTheDocument()
})

test('a column is shown and hidden by its box', async () => {
  const { screen, result } = await open()
  await screen.getByText('Tags').click()
  await expect.element(screen.getByRole('checkbox', { name: 'Tags' })).toBeChecked()
  await screen.getByText('Status').click()
  await result('(status) size tags')
})

test('columns move up and down by keyboard, and the focus moves with them', async () => {
  const { screen, result } = await open()
  const down = screen.getByRole('button', { name: 'Move Status down' })
  down.element().focus()
  await userEvent.keyboard('{Enter}')
  await result('size status (tags)')
  await expect.element(down).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await result('size (tags) status')
  await expect.element(down).toHaveFocus()
  await expect.element(down).toHaveAttribute('aria-disabled', 'true')
  await screen.getByRole('button', { name: 'Move Tags up' }).click()
  await result('(tags) size status')
})

test('a column of one’s own is added by its text, suggested or not', async () => {
  const { screen, onAdd } = await open()
  const field = screen.getByRole('combobox', { name: 'Property' })
  await field.fill('version')
  await expect.element(screen.getByRole('option', { name: 'os_version' })).toBeVisible()
  expect(screen.getByRole('option').elements()).toHaveLength(1)
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(field).toHaveValue('os_version')
  await userEvent.keyboard('{Enter}')
  expect(onAdd).toHaveBeenLastCalledWith('os_version')
  await expect.element(field).toHaveValue('')

  await field.fill(' my own ')
  await userEvent.keyboard('{Enter}')
  expect(onAdd).toHaveBeenLastCalledWith('my own')
  expect(onAdd).toHaveBeenCalledTimes(2)
})

test('Reset brings the usual columns back, and says why when they are there', async () => {
  const { screen, result } = await open()
  const reset = screen.getByRole('button', { name: 'Reset' })
  await expect.element(reset).toHaveAttribute('aria-disabled', 'true')
  await screen.getByText('Tags').click()
  await result('status size tags')
  await reset.click()
  await result('status size (tags)')
})
