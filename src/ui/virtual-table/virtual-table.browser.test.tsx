import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '#app/styles.css'
import { Planets, planets } from './planets.tsx'

test('ten thousand rows: few in the page, all counted', async () => {
  const screen = await render(<Planets rows={planets(10_000)} />)
  await expect.element(screen.getByRole('table', { name: 'Planets' })).toHaveAttribute('aria-rowcount', '10001')
  await expect.element(screen.getByRole('rowheader', { name: 'Planet 0', exact: true })).toBeVisible()
  expect(screen.getByRole('row').elements().length).toBeLessThan(60)
})

test('arrows, pages and ends move the focus by rows, and the focused row stays in the page', async () => {
  const screen = await render(<Planets rows={planets(10_000)} />)
  await expect.element(screen.getByRole('link', { name: 'Planet 0', exact: true })).toBeVisible()
  await userEvent.tab() // Name
  await userEvent.tab() // Moons
  await userEvent.tab()
  await expect.element(screen.getByRole('link', { name: 'Planet 0', exact: true })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  await expect.element(screen.getByRole('link', { name: 'Planet 2', exact: true })).toHaveFocus()
  await userEvent.keyboard('{End}')
  await expect.element(screen.getByRole('link', { name: 'Planet 9999', exact: true })).toHaveFocus()
  await userEvent.keyboard('{Home}')
  await expect.element(screen.getByRole('link', { name: 'Planet 0', exact: true })).toHaveFocus()
  await userEvent.keyboard('{PageDown}')
  await expect.poll(() => document.activeElement?.textContent).toMatch(/^Planet ([89]|1\d)$/)

  const focused = document.activeElement
  screen.container.querySelector('[role=table]')?.parentElement?.scrollTo({ top: 200_000 })
  await expect.element(screen.getByRole('link', { name: /^Planet 55\d\d$/ }).first()).toBeVisible()
  expect(document.activeElement).toBe(focused)
})

test('coming back finds the same rows and the same row in focus; another visit starts at the top', async () => {
  const first = await render(<Planets rows={planets(10_000)} visit="first" />)
  await expect.element(first.getByRole('link', { name: 'Planet 0', exact: true })).toBeVisible()
  first.getByRole('link', { name: 'Planet 0', exact: true }).element().focus()
  await userEvent.keyboard('{End}')
  await expect.element(first.getByRole('link', { name: 'Planet 9999', exact: true })).toHaveFocus()
  await first.unmount()

  const second = await render(<Planets rows={planets(10_000)} visit="second" />)
  await expect.element(second.getByRole('link', { name: 'Planet 0', exact: true })).toBeVisible()
  expect(document.activeElement).toBe(document.body)
  await second.unmount()

  const again = await render(<Planets rows={planets(10_000)} visit="first" />)
  await expect.element(again.getByRole('link', { name: 'Planet 9999', exact: true })).toHaveFocus()
  await expect.element(again.getByRole('link', { name: 'Planet 9998', exact: true })).toBeVisible()
})

test('other rows start at the top', async () => {
  const screen = await render(<Planets rows={planets(10_000)} visit="narrowing" view="all" />)
  await expect.element(screen.getByRole('link', { name: 'Planet 0', exact: true })).toBeVisible()
  screen.container.querySelector('[role=table]')?.parentElement?.scrollTo({ top: 200_000 })
  await expect.element(screen.getByRole('link', { name: /^Planet 55\d\d$/ }).first()).toBeVisible()
  await screen.rerender(<Planets rows={planets(9_000)} visit="narrowing" view="some" />)
  await expect.element(screen.getByRole('link', { name: 'Planet 0', exact: true })).toBeVisible()
})

test('a column head sorts and says so', async () => {
  const screen = await render(<Planets rows={planets(10)} />)
  const name = screen.getByRole('columnheader', { name: 'Name' })
  await expect.element(name).toHaveAttribute('aria-sort', 'ascending')
  await screen.getByRole('button', { name: 'Name' }).click()
  await expect.element(name).toHaveAttribute('aria-sort', 'descending')
  await expect.element(screen.getByRole('columnheader', { name: 'Moons' })).toHaveAttribute('aria-sort', 'none')
})

test('a narrow table shows one cell for all columns', async () => {
  const screen = await render(<Planets rows={planets(10)} width={360} />)
  await expect.element(screen.getByText('3 moons')).toBeVisible()
  expect(screen.getByRole('columnheader', { name: 'Moons' }).elements()).toHaveLength(0)
})

test('a column that needs more room than there is stays away', async () => {
  const screen = await render(<Planets rows={planets(10)} />)
  await expect.element(screen.getByRole('columnheader', { name: 'Moons' })).toBeVisible()
  expect(screen.getByRole('columnheader', { name: 'Note' }).elements()).toHaveLength(0)
})

test('no rows: the table is empty and says why', async () => {
  const screen = await render(<Planets rows={planets(0)} />)
  await expect.element(screen.getByText('No planets')).toBeVisible()
})
